// The export_configurations table: where an account has its discovery results written, and how far that is.
import type { Kysely, Selectable } from 'kysely'
import type { ExportConfigurationsTable, Schema } from '../database/schema.ts'

export interface ExportDestination {
  readonly accountId: string
  readonly bucketName: string
  /** As it was given. */
  readonly keyPrefix: string | undefined
  readonly kmsKeyArn: string
  readonly expectedBucketOwner: string | undefined
}

/** `problem` is the event type that jobs report it by. */
export interface ExportFailure {
  readonly problem:
    | 'BUCKET_ACCESS_DENIED'
    | 'BUCKET_DOES_NOT_EXIST'
    | 'BUCKET_DETAILS_UNAVAILABLE'
    | 'BUCKET_IN_DIFFERENT_REGION'
    | 'BUCKET_OWNER_CHANGED'
  readonly message: string
}

export interface ExportConfiguration extends ExportDestination {
  /** The store takes the key for encryption. */
  readonly encrypts: boolean
  /** A turn of the queue writes what is left. */
  readonly pending: boolean
  /** What the bucket said that refused last. */
  readonly failure: ExportFailure | undefined
}

export async function findExportConfiguration(
  db: Kysely<Schema>,
  accountId: string,
): Promise<ExportConfiguration | undefined> {
  const row = await db
    .selectFrom('export_configurations')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && toConfiguration(row)
}

/** Held until the transaction ends: take it after all other rows. */
export async function lockExportConfiguration(
  trx: Kysely<Schema>,
  accountId: string,
): Promise<ExportConfiguration | undefined> {
  const row = await trx
    .selectFrom('export_configurations')
    .selectAll()
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row && toConfiguration(row)
}

export async function saveExportConfiguration(
  trx: Kysely<Schema>,
  configuration: ExportConfiguration,
): Promise<void> {
  const changing = {
    bucket: configuration.bucketName,
    key_prefix: configuration.keyPrefix ?? null,
    kms_key_arn: configuration.kmsKeyArn,
    expected_bucket_owner: configuration.expectedBucketOwner ?? null,
    encrypts: configuration.encrypts,
    ...progress(configuration),
  }
  await trx
    .insertInto('export_configurations')
    .values({ account_id: configuration.accountId, ...changing })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(changing))
    .execute()
}

export type ExportProgress = Pick<ExportConfiguration, 'pending' | 'failure'>

export async function saveExportProgress(
  trx: Kysely<Schema>,
  accountId: string,
  change: ExportProgress,
): Promise<void> {
  await trx
    .updateTable('export_configurations')
    .set(progress(change))
    .where('account_id', '=', accountId)
    .execute()
}

export async function deleteExportConfiguration(trx: Kysely<Schema>, accountId: string): Promise<void> {
  await trx.deleteFrom('export_configurations').where('account_id', '=', accountId).execute()
}

/** Of accounts for which no turn is on its way. */
export async function findRestingExports(db: Kysely<Schema>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('export_configurations')
    .select('account_id')
    .where('pending', '=', false)
    .orderBy('account_id')
    .execute()
  return rows.map(({ account_id }) => account_id)
}

function progress({ pending, failure }: ExportProgress) {
  return { pending, failure: failure === undefined ? null : JSON.stringify(failure) }
}

function toConfiguration(row: Selectable<ExportConfigurationsTable>): ExportConfiguration {
  return {
    accountId: row.account_id,
    bucketName: row.bucket,
    keyPrefix: row.key_prefix ?? undefined,
    kmsKeyArn: row.kms_key_arn,
    expectedBucketOwner: row.expected_bucket_owner ?? undefined,
    encrypts: row.encrypts,
    pending: row.pending,
    failure: (row.failure ?? undefined) as ExportFailure | undefined,
  }
}
