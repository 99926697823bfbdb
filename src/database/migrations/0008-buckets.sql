-- The inventory: one row a bucket that a store lists.
create table buckets (
  account_id text collate "C" not null,
  name text collate "C" not null,
  region text not null,
  created_at timestamptz(3),
  -- Members by key; null: not known, which is not the same as none.
  tags jsonb,
  -- BucketProperties and BucketCounts (model/); null: not learned yet, or not to be learned (see error_code).
  properties jsonb,
  counts jsonb,
  error_code text,
  error_message text,
  last_updated timestamptz(3),
  -- How long learning all this took the last time.
  refresh_millis bigint,
  -- When it is learned anew. Whoever sends the turn for it moves it on in the same transaction.
  due_at timestamptz(3) not null,
  -- A listing under way: where it goes on and what was counted so far.
  listing jsonb,
  -- Fences whoever lists, as `batches.attempt` does.
  attempt integer not null default 0,
  primary key (account_id, name)
);
create index buckets_by_due on buckets (due_at);

-- Which runs read a bucket.
create index run_buckets_by_bucket on run_buckets (account_id, bucket);
