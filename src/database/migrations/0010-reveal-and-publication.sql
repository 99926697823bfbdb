-- An account without a row has the defaults: nothing is revealed.
create table reveal_configurations (
  account_id text collate "C" primary key,
  status text not null check (status in ('ENABLED', 'DISABLED')),
  kms_key_id text,
  retrieval_mode text not null check (retrieval_mode in ('CALLER_CREDENTIALS', 'ASSUME_ROLE')),
  role_name text,
  external_id text
);

-- Who asked to see samples of which finding, when, and what came of it; never what was shown. It outlives the finding and
-- the account's session: an audit that its subject can delete is none.
create table reveal_requests (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null,
  finding_id text collate "C" not null,
  access_key_id text not null,
  caller_arn text not null,
  asked_at timestamptz(3) not null,
  -- Counts towards the daily quota.
  started boolean not null,
  outcome text not null
);
create index reveal_requests_started on reveal_requests (account_id, asked_at) where started;

create table publication_configurations (
  account_id text collate "C" primary key,
  publish_classification_findings boolean not null,
  publish_policy_findings boolean not null
);
