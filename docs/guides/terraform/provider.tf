terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "endpoint" {
  description = "Where Magpie listens"
  default     = "http://127.0.0.1:8080"
}

variable "account_id" {
  description = "Magpie's account: --account-id, else twelve zeros"
  default     = "000000000000"
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true

  endpoints {
    macie2 = var.endpoint
  }
}
