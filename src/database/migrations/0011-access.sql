-- What access needs across processes.

-- When an account last used an operation that has a published rate.
create table rate_limits (
  account_id text collate "C" not null,
  operation text collate "C" not null,
  last_call_at timestamptz(3) not null,
  primary key (account_id, operation)
);

-- Which master key the secrets of access_keys are sealed under. One row: locking it fences rotations and new secrets.
create table master_key (
  singleton boolean primary key default true check (singleton),
  fingerprint text not null
);
