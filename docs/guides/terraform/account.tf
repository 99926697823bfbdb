# Magpie's own account has been enabled since its first start, as an account of AWS is that somebody enabled in the
# console: it is imported, not made. Leave this file out, and Terraform leaves the account alone. With it, `terraform
# destroy` disables Macie, and that deletes the account's jobs, findings and identifiers.
import {
  to = aws_macie2_account.this
  id = var.account_id
}

resource "aws_macie2_account" "this" {
  finding_publishing_frequency = "FIFTEEN_MINUTES"
  status                       = "ENABLED"
}

resource "aws_macie2_classification_export_configuration" "results" {
  s3_destination {
    bucket_name = "results"
    key_prefix  = "macie/"
    kms_key_arn = "arn:aws:kms:us-east-1:${var.account_id}:key/none"
  }

  # Destroyed before the account is: afterwards Macie answers no more.
  depends_on = [aws_macie2_account.this]
}
