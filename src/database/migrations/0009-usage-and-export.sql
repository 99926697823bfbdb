-- Bytes of analysis by account and day (UTC): what "the past 30 days" are summed from. Months before this table count as
-- analysed on their first day.
create table usage_days (
  account_id text collate "C" not null,
  day date not null,
  bytes_analysed bigint not null default 0,
  primary key (account_id, day)
);
insert into usage_days (account_id, day, bytes_analysed) select account_id, month, bytes_analysed from usage;

-- Where an account has its discovery results written; no row: nowhere.
create table export_configurations (
  account_id text collate "C" primary key,
  bucket text not null,
  -- As it was given; null where none was.
  key_prefix text,
  kms_key_arn text not null,
  expected_bucket_owner text,
  -- False where the store, asked at the time of the configuration, has no encryption by keys.
  encrypts boolean not null,
  -- A turn of the queue writes what is left.
  pending boolean not null,
  -- {problem, message} of the bucket that refused last; null: it did not.
  failure jsonb
);

-- The destination (`s3://bucket/prefix/`) to which the records of all its objects were written; null: not yet.
alter table results_files add column exported_to text;
create index results_files_to_export on results_files (job_id, name) where exported_to is null;

-- What the bucket of the results last said when it refused results of this run: told once in the job's events.
alter table runs add column export_error text;
