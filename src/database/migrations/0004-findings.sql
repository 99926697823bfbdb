-- What is sorted, compared or grouped has a column of its own; equality on other fields goes through `facets`.
create table findings (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  job_id text collate "C" not null,
  run_number integer not null,
  type text collate "C" not null,
  category text not null,
  severity_score integer not null,
  severity_description text collate "C" not null,
  bucket text collate "C" not null,
  count bigint not null,
  object_size bigint not null,
  archived boolean not null,
  sample boolean not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  -- The results file that holds every occurrence; null for samples.
  results_file text,
  -- `path=value` of the fields that equality conditions may name.
  facets text[] not null,
  -- The Finding as the API gives it.
  body jsonb not null
);
create index findings_by_updated on findings (account_id, updated_at desc, id);
create index findings_by_bucket on findings (account_id, bucket, updated_at desc);
create index findings_by_type on findings (account_id, type);
create index findings_by_job on findings (account_id, job_id);
create index findings_by_facet on findings using gin (facets) with (fastupdate = on);
