// Deletes what belongs to an account, over all tables. Its session row, its access keys and what it has used this
// month stay: disabling and enabling again must not lift a quota. So does who asked to see sensitive data.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/** The caller has locked the account's session and its jobs; results files are swept once no row names them. */
export async function deleteAccountData(trx: Kysely<Schema>, accountId: string): Promise<void> {
  const jobs = trx.selectFrom('jobs').select('job_id').where('account_id', '=', accountId)
  for (const table of ofJobs) await trx.deleteFrom(table).where('job_id', 'in', jobs).execute()
  for (const table of ofAccounts) await trx.deleteFrom(table).where('account_id', '=', accountId).execute()
}

const ofJobs = [
  'batches',
  'ledger',
  'run_buckets',
  'results_files',
  'runs',
  'run_allow_lists',
  'job_events',
] as const
const ofAccounts = [
  'buckets',
  'findings',
  'findings_filters',
  'jobs',
  'custom_data_identifiers',
  'allow_lists',
  'export_configurations',
  'publication_configurations',
  'reveal_configurations',
] as const
