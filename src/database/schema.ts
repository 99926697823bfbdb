// The tables as Kysely sees them: the migrations' columns, one interface a table. bigint arrives as number
// (counts and byte sizes stay far below 2^53), timestamptz as Date.
import type { ColumnType, Generated } from 'kysely'

/** A column that JSON goes into as text and comes out of parsed. */
export type Json<T> = ColumnType<T, string, string>
export type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>

export interface Schema {
  accounts: AccountsTable
  access_keys: AccessKeysTable
  allow_lists: AllowListsTable
  custom_data_identifiers: CustomDataIdentifiersTable
  usage: UsageTable
  jobs: JobsTable
  job_events: JobEventsTable
  runs: RunsTable
  run_allow_lists: RunAllowListsTable
  run_buckets: RunBucketsTable
  batches: BatchesTable
  buckets: BucketsTable
  ledger: LedgerTable
  results_files: ResultsFilesTable
  findings: FindingsTable
  findings_filters: FindingsFiltersTable
  master_key: MasterKeyTable
  rate_limits: RateLimitsTable
  usage_days: UsageDaysTable
  export_configurations: ExportConfigurationsTable
  publication_configurations: PublicationConfigurationsTable
  reveal_configurations: RevealConfigurationsTable
  reveal_requests: RevealRequestsTable
}

export interface AccountsTable {
  account_id: string
  status: 'ENABLED' | 'PAUSED' | 'DISABLED'
  finding_publishing_frequency: string
  created_at: Date
  updated_at: Date
}

export interface AccessKeysTable {
  access_key_id: string
  account_id: string
  secret: Buffer
  policy_name: string
  policy: Json<unknown>
  session_token_hash: string | null
  expires_at: Date | null
  created_at: Date
}

export interface AllowListsTable {
  id: string
  account_id: string
  region: string
  client_token: string
  request_digest: string
  name: string
  description: string | null
  regex: string | null
  bucket_name: string | null
  object_key: string | null
  tags: Json<Record<string, string>>
  created_at: Date
  updated_at: Date
}

export interface CustomDataIdentifiersTable {
  id: string
  account_id: string
  region: string
  client_token: string
  request_digest: string
  name: string
  description: string | null
  regex: string
  keywords: string[]
  ignore_words: string[]
  maximum_match_distance: number
  severity_levels: NullableJson<unknown>
  tags: Json<Record<string, string>>
  deleted: Generated<boolean>
  created_at: Date
}

export interface UsageTable {
  account_id: string
  month: ColumnType<string, string, string>
  bytes_analysed: Generated<number>
}

export interface UsageDaysTable {
  account_id: string
  day: ColumnType<string, string, string>
  bytes_analysed: Generated<number>
}

export interface ExportConfigurationsTable {
  account_id: string
  bucket: string
  key_prefix: string | null
  kms_key_arn: string
  expected_bucket_owner: string | null
  encrypts: boolean
  pending: boolean
  failure: NullableJson<unknown>
}

export interface JobsTable {
  job_id: string
  account_id: string
  region: string
  job_arn: string
  client_token: string
  request_digest: string
  name: string
  description: string | null
  job_type: string
  job_status: string
  initial_run: boolean
  sampling_percentage: number
  schedule_frequency: NullableJson<unknown>
  s3_job_definition: Json<unknown>
  managed_data_identifier_selector: string
  managed_data_identifier_ids: string[]
  custom_data_identifier_ids: string[]
  allow_list_ids: string[]
  tags: Json<Record<string, string>>
  created_at: Date
  last_run_time: Date | null
  last_run_error: Generated<boolean>
  number_of_runs: Generated<number>
  next_run_at: Date | null
  paused_from: string | null
  user_paused_at: Date | null
  user_pause_expires_at: Date | null
}

export interface JobEventsTable {
  id: Generated<number>
  job_id: string
  occurred_at: Date
  body: Json<unknown>
  logged: Generated<boolean>
}

export interface RunsTable {
  job_id: string
  run_number: number
  account_id: string
  phase: 'listing' | 'scanning' | 'finished'
  started_at: Date
  finished_at: Date | null
  plan_attempt: Generated<number>
  sampling_state: NullableJson<unknown>
  identifiers: Json<unknown>
  failed: Generated<boolean>
  planner: string | null
  export_error: string | null
  identifier_set: string | null
}

export interface RunAllowListsTable {
  job_id: string
  run_number: number
  position: number
  regex: string | null
  words: Buffer | null
}

export interface RunBucketsTable {
  job_id: string
  run_number: number
  bucket: string
  position: number
  account_id: string
  description: Json<unknown>
  window_after: Date | null
  continuation: string | null
  listed: Generated<boolean>
  error: string | null
  objects_listed: Generated<number>
  objects_selected: Generated<number>
  objects_complete: Generated<number>
  objects_partial: Generated<number>
  objects_skipped: Generated<number>
  objects_processed: Generated<number>
  bytes_selected: Generated<number>
  bytes_done: Generated<number>
  bytes_analysed: Generated<number>
}

export interface BatchesTable {
  id: Generated<number>
  job_id: string
  run_number: number
  bucket: string
  objects: number
  bytes: number
  entries: Buffer
  cursor: Generated<number>
  attempt: Generated<number>
  worker: string | null
  queue_job_id: string | null
  bytes_under_way: Generated<number>
}

export interface BucketsTable {
  account_id: string
  name: string
  region: string
  created_at: Date | null
  tags: NullableJson<Record<string, string>>
  properties: NullableJson<unknown>
  counts: NullableJson<unknown>
  error_code: string | null
  error_message: string | null
  last_updated: Date | null
  refresh_millis: number | null
  due_at: Date
  listing: NullableJson<unknown>
  attempt: Generated<number>
}

export interface LedgerTable {
  job_id: string
  run_number: number
  bucket: string
  key: string
  version_id: Generated<string>
  status: 'PARTIAL' | 'SKIPPED'
  reason: string
  size: number
  bytes_analysed: number
  detail: string | null
}

export interface ResultsFilesTable {
  name: string
  job_id: string
  run_number: number
  batch_id: number
  bucket: string
  objects: number
  created_at: Date
  exported_to: string | null
}

export interface FindingsTable {
  id: string
  account_id: string
  job_id: string | null
  run_number: number | null
  type: string
  category: string
  severity_score: number
  severity_description: string
  bucket: string
  count: number
  object_size: number | null
  archived: boolean
  sample: boolean
  created_at: Date
  updated_at: Date
  results_file: string | null
  facets: string[]
  body: Json<unknown>
  identifier_set: string | null
}

export interface FindingsFiltersTable {
  id: string
  account_id: string
  region: string
  client_token: string
  request_digest: string
  name: string
  description: string | null
  action: 'ARCHIVE' | 'NOOP'
  criteria: Json<unknown>
  position: number
  tags: Json<Record<string, string>>
}

export interface MasterKeyTable {
  singleton: Generated<boolean>
  fingerprint: string
}

export interface RateLimitsTable {
  account_id: string
  operation: string
  last_call_at: Date
}

export interface PublicationConfigurationsTable {
  account_id: string
  publish_classification_findings: boolean
  publish_policy_findings: boolean
}

export interface RevealConfigurationsTable {
  account_id: string
  status: 'ENABLED' | 'DISABLED'
  kms_key_id: string | null
  retrieval_mode: 'CALLER_CREDENTIALS' | 'ASSUME_ROLE'
  role_name: string | null
  external_id: string | null
}

export interface RevealRequestsTable {
  id: Generated<number>
  account_id: string
  finding_id: string
  access_key_id: string
  caller_arn: string
  asked_at: Date
  started: boolean
  outcome: string
}
