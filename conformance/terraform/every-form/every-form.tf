# What the example of the guide leaves out: every block and argument of the provider's resources for Macie, in each of its
# forms. Read after provider.tf, main.tf and account.tf of the guide.
resource "aws_macie2_custom_data_identifier" "contract" {
  name_prefix = "contract-"
  regex       = "CTR-[0-9]{4}-[0-9]{4}"
}

resource "aws_macie2_custom_data_identifier" "unnamed" {
  regex = "INV-[0-9]{8}"

  tags = {
    "cost centre" = "4711/a+b"
    "é"           = ""
  }
}

resource "aws_macie2_findings_filter" "every_operator" {
  name_prefix = "every-operator-"
  action      = "NOOP"

  finding_criteria {
    criterion {
      field = "severity.score"
      gte   = "1"
      lt    = "3"
    }

    criterion {
      field = "updatedAt"
      gt    = "2026-01-01T00:00:00Z"
      lte   = "2036-01-01T00:00:00Z"
    }

    criterion {
      field = "type"
      neq   = ["SensitiveData:S3Object/Financial", "SensitiveData:S3Object/Credentials"]
    }

    criterion {
      field          = "resourcesAffected.s3Object.tags.key"
      eq_exact_match = ["public", "draft"]
    }
  }

  tags = {
    team = "payments"
  }

  depends_on = [aws_macie2_findings_filter.playground]
}

resource "aws_macie2_findings_filter" "unnamed" {
  action = "NOOP"

  finding_criteria {
    criterion {
      field = "region"
      eq    = ["us-east-1"]
    }
  }

  depends_on = [aws_macie2_findings_filter.every_operator]
}

resource "aws_macie2_classification_job" "every_scope" {
  name_prefix                = "every-scope-"
  job_type                   = "SCHEDULED"
  initial_run                = false
  custom_data_identifier_ids = [aws_macie2_custom_data_identifier.unnamed.id, aws_macie2_custom_data_identifier.contract.id]

  schedule_frequency {
    monthly_schedule = 31
  }

  s3_job_definition {
    bucket_definitions {
      account_id = var.account_id
      buckets    = ["payroll", "not-there", "another"]
    }

    bucket_definitions {
      account_id = "111122223333"
      buckets    = ["b", "a"]
    }

    scoping {
      includes {
        and {
          simple_scope_term {
            comparator = "EQ"
            key        = "OBJECT_EXTENSION"
            values     = ["txt", "csv", "json"]
          }
        }

        and {
          simple_scope_term {
            comparator = "GT"
            key        = "OBJECT_LAST_MODIFIED_DATE"
            values     = ["2020-01-01T00:00:00Z"]
          }
        }

        and {
          tag_scope_term {
            comparator = "NE"
            key        = "TAG"
            target     = "S3_OBJECT"

            tag_values {
              key = "draft"
            }
          }
        }
      }

      excludes {
        and {
          tag_scope_term {
            comparator = "EQ"
            key        = "TAG"
            target     = "S3_OBJECT"

            tag_values {
              key   = "public"
              value = "yes"
            }

            tag_values {
              key = "archive"
            }
          }
        }

        and {
          simple_scope_term {
            comparator = "GTE"
            key        = "OBJECT_SIZE"
            values     = ["1000000"]
          }
        }
      }
    }
  }
}

resource "aws_macie2_classification_job" "every_criterion" {
  job_type   = "SCHEDULED"
  job_status = "RUNNING"

  schedule_frequency {
    weekly_schedule = "MONDAY"
  }

  s3_job_definition {
    bucket_criteria {
      includes {
        and {
          simple_criterion {
            comparator = "EQ"
            key        = "ACCOUNT_ID"
            values     = [var.account_id]
          }
        }

        and {
          tag_criterion {
            comparator = "EQ"

            tag_values {
              key   = "stage"
              value = "live"
            }

            tag_values {
              key = "audited"
            }
          }
        }
      }

      excludes {
        and {
          simple_criterion {
            comparator = "NE"
            key        = "S3_BUCKET_SHARED_ACCESS"
            values     = ["EXTERNAL", "INTERNAL", "NOT_SHARED", "UNKNOWN"]
          }
        }

        and {
          simple_criterion {
            comparator = "EQ"
            key        = "S3_BUCKET_EFFECTIVE_PERMISSION"
            values     = ["PUBLIC"]
          }
        }
      }
    }
  }
}

resource "aws_macie2_classification_job" "once" {
  name     = "once"
  job_type = "ONE_TIME"

  s3_job_definition {
    bucket_definitions {
      account_id = var.account_id
      buckets    = ["payroll"]
    }
  }
}
