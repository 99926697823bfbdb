-- Accounts (a session each), their access keys, and what belongs to an account but to no job.
-- Every text that is a key or is sorted has collation "C": PGlite's default is C, a server's is not.

create table accounts (
  account_id text collate "C" primary key,
  -- ENABLED, PAUSED or DISABLED; a row stays after DisableMacie so that the account stays disabled.
  status text not null,
  finding_publishing_frequency text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

create table access_keys (
  access_key_id text collate "C" primary key,
  account_id text collate "C" not null,
  -- AES-256-GCM under the master key: nonce (12 bytes), tag (16), ciphertext.
  secret bytea not null,
  -- The built-in's name, or `custom`.
  policy_name text not null,
  policy jsonb not null,
  -- Temporary keys only: SHA-256 of the session token.
  session_token_hash text,
  expires_at timestamptz(3),
  created_at timestamptz(3) not null
);

create table custom_data_identifiers (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  region text not null,
  client_token text collate "C" not null,
  -- SHA-256 of the normalised request: the same token with another request is a conflict.
  request_digest text not null,
  name text collate "C" not null,
  description text,
  regex text not null,
  keywords text[] not null,
  ignore_words text[] not null,
  maximum_match_distance integer not null,
  severity_levels jsonb,
  tags jsonb not null,
  deleted boolean not null default false,
  created_at timestamptz(3) not null,
  unique (account_id, client_token)
);
create index custom_data_identifiers_by_account on custom_data_identifiers (account_id, created_at, id);

-- Bytes of analysis by account and calendar month (UTC, first day).
create table usage (
  account_id text collate "C" not null,
  month date not null,
  bytes_analysed bigint not null default 0,
  primary key (account_id, month)
);
