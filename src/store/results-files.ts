// The results_files table: the files of the results store that count.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { RunKey } from './job-runs.ts'

export interface ResultsFileRow extends RunKey {
  readonly name: string
  readonly batchId: number
  readonly bucket: string
  readonly objects: number
  /** `s3://bucket/prefix/`; absent: not exported yet. */
  readonly exportedTo?: string | undefined
}

export async function insertResultsFiles(
  trx: Kysely<Schema>,
  files: readonly ResultsFileRow[],
  now: Date,
): Promise<void> {
  if (files.length === 0) return
  const rows = files.map(({ name, jobId, runNumber, batchId, bucket, objects, exportedTo }) => ({
    name,
    job_id: jobId,
    run_number: runNumber,
    batch_id: batchId,
    bucket,
    objects,
    created_at: now,
    exported_to: exportedTo ?? null,
  }))
  await trx.insertInto('results_files').values(rows).execute()
}

/** A run's files in order of their names, after `after`. */
export async function findResultsFiles(
  db: Kysely<Schema>,
  {
    jobId,
    runNumber,
    after,
    limit,
  }: RunKey & { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly { readonly name: string; readonly bucket: string }[]> {
  return db
    .selectFrom('results_files')
    .select(['name', 'bucket'])
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .where('name', '>=', after ?? '')
    .orderBy('name')
    .limit(limit)
    .execute()
}

/** Those of `names` that a row names. */
export async function findNamedFiles(
  db: Kysely<Schema>,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const rows = await db
    .selectFrom('results_files')
    .select('name')
    .where('name', 'in', [...names])
    .execute()
  return new Set(rows.map(({ name }) => name))
}
