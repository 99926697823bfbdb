-- A run: one execution of a job. Counters live with its buckets, so that no row is written by every batch.
create table runs (
  job_id text collate "C" not null,
  run_number integer not null,
  account_id text collate "C" not null,
  -- listing: the planner is at work (scanning may overlap); scanning: all is planned; finished: nothing will change.
  phase text not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  -- Fences the planner as `batches.attempt` fences a worker.
  plan_attempt integer not null default 0,
  -- Sampled runs: where the sample ends, once the first of two listings has found it. Shape: runs/sample-plan.ts.
  sampling_state jsonb,
  -- IdentifierSelection: fixed when the run starts.
  identifiers jsonb not null,
  -- Account- or bucket-level access error met in this run.
  failed boolean not null default false,
  -- The process that plans it, to take its work back after a restart of the same process.
  planner text collate "C",
  primary key (job_id, run_number)
);
create index runs_unfinished on runs (account_id) where phase <> 'finished';

create table run_buckets (
  job_id text collate "C" not null,
  run_number integer not null,
  bucket text collate "C" not null,
  position integer not null,
  account_id text collate "C" not null,
  -- BucketDescription as the run saw it, for scoping and findings.
  description jsonb not null,
  -- Objects changed after this (exclusive) and until the run's start are analysed; null: all until then.
  window_after timestamptz(3),
  -- Where the listing goes on; null: at the beginning.
  continuation text,
  listed boolean not null default false,
  -- Class of the run error met at this bucket, e.g. BUCKET_ACCESS_DENIED.
  error text,
  objects_listed bigint not null default 0,
  objects_selected bigint not null default 0,
  objects_complete bigint not null default 0,
  objects_partial bigint not null default 0,
  objects_skipped bigint not null default 0,
  bytes_selected bigint not null default 0,
  -- Sizes of the objects that ended, and bytes really analysed.
  bytes_done bigint not null default 0,
  bytes_analysed bigint not null default 0,
  -- Objects that ended as COMPLETE, PARTIAL or SKIPPED after being selected (the others were skipped by the planner).
  objects_processed bigint not null default 0,
  primary key (job_id, run_number, bucket)
);

create table batches (
  id bigint generated always as identity primary key,
  job_id text collate "C" not null,
  run_number integer not null,
  bucket text collate "C" not null,
  objects integer not null,
  bytes bigint not null,
  -- ObjectEntry lines as JSON, gzip.
  entries bytea not null,
  -- Objects [0, cursor) are recorded.
  cursor integer not null default 0,
  -- Raised by every taker: whoever holds a lower number has lost the batch.
  attempt integer not null default 0,
  -- The process that took it last, and the queue's own id of its turn.
  worker text collate "C",
  queue_job_id text
);
create index batches_by_run on batches (job_id, run_number, id);

-- Every object that ended PARTIAL or SKIPPED; COMPLETE ones are lines of the results files.
create table ledger (
  job_id text collate "C" not null,
  run_number integer not null,
  bucket text collate "C" not null,
  key text collate "C" not null,
  version_id text collate "C" not null default '',
  status text not null,
  reason text not null,
  size bigint not null,
  bytes_analysed bigint not null,
  detail text,
  primary key (job_id, run_number, bucket, key, version_id)
);

create table results_files (
  -- The file's name in the results store; a file that no row names is swept.
  name text collate "C" primary key,
  job_id text collate "C" not null,
  run_number integer not null,
  batch_id bigint not null,
  bucket text collate "C" not null,
  objects integer not null,
  created_at timestamptz(3) not null
);
create index results_files_by_run on results_files (job_id, run_number, name);
