-- Saved filters of an account. Those with the action ARCHIVE suppress: a new finding that matches is stored archived.
create table findings_filters (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  region text not null,
  client_token text collate "C" not null,
  -- SHA-256 of the normalised request: the same token with another request is a conflict.
  request_digest text not null,
  name text collate "C" not null,
  description text,
  -- ARCHIVE or NOOP.
  action text not null,
  -- The findingCriteria as the API gives it.
  criteria jsonb not null,
  -- From 1; gaps stay.
  position integer not null,
  tags jsonb not null,
  unique (account_id, client_token),
  unique (account_id, name),
  -- At the end of a transaction: on the way, a shift has two filters at one place.
  unique (account_id, position) deferrable initially deferred
);

-- Findings about policies, which only samples are so far, have no job and no object.
alter table findings alter column job_id drop not null;
alter table findings alter column run_number drop not null;
alter table findings alter column object_size drop not null;
