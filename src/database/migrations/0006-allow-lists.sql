-- Allow lists, and what of them a run took with it when it began.
create table allow_lists (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  region text not null,
  client_token text collate "C" not null,
  -- SHA-256 of the normalised request: the same token with another request is a conflict.
  request_digest text not null,
  name text collate "C" not null,
  description text,
  -- One of the two kinds: an expression, or an object with a word a line.
  regex text,
  bucket_name text,
  object_key text,
  tags jsonb not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  unique (account_id, client_token),
  check ((regex is null) = (bucket_name is not null and object_key is not null))
);
create index allow_lists_by_account on allow_lists (account_id, created_at, id);

-- Fixed when a run is planned: every process that scans for it allows the same, whatever becomes of the lists.
create table run_allow_lists (
  job_id text collate "C" not null,
  run_number integer not null,
  position integer not null,
  regex text,
  -- Digests, never words: detection/allow/allowed-words.ts.
  words bytea,
  primary key (job_id, run_number, position)
);
