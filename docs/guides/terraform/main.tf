resource "aws_macie2_custom_data_identifier" "employee" {
  name                   = "employee"
  description            = "Numbers of employees"
  regex                  = "E-[0-9]{6}"
  keywords               = ["employee", "staff"]
  ignore_words           = ["E-000000"]
  maximum_match_distance = 50

  tags = {
    team = "people"
  }
}

resource "aws_macie2_classification_job" "payroll" {
  name                       = "payroll"
  description                = "Every day, what changed since the day before"
  job_type                   = "SCHEDULED"
  initial_run                = true
  custom_data_identifier_ids = [aws_macie2_custom_data_identifier.employee.id]

  schedule_frequency {
    daily_schedule = true
  }

  s3_job_definition {
    bucket_definitions {
      account_id = var.account_id
      buckets    = ["payroll"]
    }

    scoping {
      excludes {
        and {
          simple_scope_term {
            comparator = "STARTS_WITH"
            key        = "OBJECT_KEY"
            values     = ["cache/", "tmp/"]
          }
        }
      }
    }
  }

  tags = {
    team = "payments"
  }
}

resource "aws_macie2_classification_job" "everything_else" {
  name                = "everything else"
  job_type            = "SCHEDULED"
  sampling_percentage = 10

  schedule_frequency {
    weekly_schedule = "SUNDAY"
  }

  s3_job_definition {
    bucket_criteria {
      excludes {
        and {
          simple_criterion {
            comparator = "EQ"
            key        = "S3_BUCKET_NAME"
            values     = ["payroll", "results"]
          }
        }
      }
    }
  }
}

resource "aws_macie2_findings_filter" "playground" {
  name        = "playground"
  description = "Nobody looks at what was invented"
  action      = "ARCHIVE"
  position    = 1

  finding_criteria {
    criterion {
      field = "resourcesAffected.s3Bucket.name"
      eq    = ["playground"]
    }

    criterion {
      field = "severity.description"
      neq   = ["High"]
    }
  }
}
