create table jobs (
  job_id text collate "C" primary key,
  account_id text collate "C" not null,
  region text not null,
  job_arn text not null,
  client_token text collate "C" not null,
  request_digest text not null,
  name text collate "C" not null,
  description text,
  job_type text collate "C" not null,
  job_status text collate "C" not null,
  initial_run boolean not null,
  sampling_percentage integer not null,
  schedule_frequency jsonb,
  -- json, not jsonb: the order of members and elements comes back as it was sent.
  s3_job_definition json not null,
  managed_data_identifier_selector text not null,
  managed_data_identifier_ids text[] not null,
  custom_data_identifier_ids text[] not null,
  allow_list_ids text[] not null,
  tags jsonb not null,
  created_at timestamptz(3) not null,
  last_run_time timestamptz(3),
  last_run_error boolean not null default false,
  number_of_runs integer not null default 0,
  next_run_at timestamptz(3),
  paused_from text,
  user_paused_at timestamptz(3),
  user_pause_expires_at timestamptz(3),
  unique (account_id, client_token)
);
create index jobs_by_created on jobs (account_id, created_at desc, job_id);

-- One JSON log event per happening, as AWS writes them to a log group.
create table job_events (
  id bigint generated always as identity primary key,
  job_id text collate "C" not null,
  occurred_at timestamptz(3) not null,
  body jsonb not null,
  -- Written to the log of a process: any one of those that share the database, once.
  logged boolean not null default false
);
create index job_events_to_log on job_events (id) where not logged;
create index job_events_by_job on job_events (job_id, id);
