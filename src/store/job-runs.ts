// What a job's own changes do to its runs: begin one, end it, look for what of it is unfinished. The counters
// and batches of a run at work are the business of whoever runs it.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { CustomIdentifierDefinition, IdentifierSelection, SeverityLevel } from '../model/identifier.ts'

export interface RunKey {
  readonly jobId: string
  readonly runNumber: number
}

export interface NewRun extends RunKey {
  readonly accountId: string
  readonly startedAt: Date
  readonly identifiers: IdentifierSelection
  readonly identifierSet: string
}

export async function insertRun(trx: Kysely<Schema>, run: NewRun): Promise<void> {
  await trx
    .insertInto('runs')
    .values({
      job_id: run.jobId,
      run_number: run.runNumber,
      account_id: run.accountId,
      phase: 'listing',
      started_at: run.startedAt,
      identifiers: JSON.stringify(run.identifiers),
      identifier_set: run.identifierSet,
    })
    .execute()
}

export interface RunState {
  readonly phase: 'listing' | 'scanning' | 'finished'
  readonly startedAt: Date
  readonly failed: boolean
}

/** The run's row, held until the transaction ends. */
export async function lockRun(
  trx: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
): Promise<RunState | undefined> {
  const row = await trx
    .selectFrom('runs')
    .select(['phase', 'started_at', 'failed'])
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .forUpdate()
    .executeTakeFirst()
  return row && { phase: row.phase, startedAt: row.started_at, failed: row.failed }
}

/** Nothing of the run changes any more. */
export async function saveRunEnd(
  trx: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ phase: 'finished', finished_at: now })
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .where('phase', '<>', 'finished')
    .execute()
}

/** An account- or bucket-level access error was met in this run. */
export async function saveRunFailed(trx: Kysely<Schema>, { jobId, runNumber }: RunKey): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ failed: true })
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .execute()
}

/** The batches of the run that are not done, in the order of their making. */
export async function findBatchIds(
  db: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('batches')
    .select('id')
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function hasBatches(db: Kysely<Schema>, { jobId, runNumber }: RunKey): Promise<boolean> {
  const row = await db
    .selectFrom('batches')
    .select('id')
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Removes batches of a run that has ended, at most `limit`, and says how many. They hold the entries of their
 * objects: of a large run there are gigabytes, too many for the transaction that cancels a job.
 */
export async function deleteAbandonedBatches(
  db: Kysely<Schema>,
  { jobId, runNumber, limit }: RunKey & { readonly limit: number },
): Promise<number> {
  const abandoned = db
    .selectFrom('batches')
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .select('id')
    .limit(limit)
  const deleted = await db.deleteFrom('batches').where('id', 'in', abandoned).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}

/** Runs that have ended and still have batches, at most `limit`. */
export async function findAbandonedRuns(db: Kysely<Schema>, limit: number): Promise<readonly RunKey[]> {
  const rows = await db
    .selectFrom('runs')
    .select(['job_id', 'run_number'])
    .where('phase', '=', 'finished')
    .where((run) =>
      run.exists(
        run
          .selectFrom('batches')
          .select('batches.id')
          .whereRef('batches.job_id', '=', 'runs.job_id')
          .whereRef('batches.run_number', '=', 'runs.run_number'),
      ),
    )
    .limit(limit)
    .execute()
  return rows.map((row) => ({ jobId: row.job_id, runNumber: row.run_number }))
}

/** Whether the run has buckets, and the error of every one of them is that its owner changed. */
export async function lostAllBuckets(db: Kysely<Schema>, { jobId, runNumber }: RunKey): Promise<boolean> {
  const row = await db
    .selectFrom('run_buckets')
    .select([
      sql<number>`count(*)`.as('buckets'),
      sql<number>`count(*) filter (where error = 'BUCKET_OWNER_CHANGED')`.as('lost'),
    ])
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .executeTakeFirstOrThrow()
  return row.buckets > 0 && row.buckets === row.lost
}

/**
 * For each bucket of the job's earlier runs, when the latest run started that listed it to its end. A bucket
 * that could not be listed keeps its older time: what changed meanwhile is analysed by the run that can.
 */
export async function findPreviousBucketRuns(
  db: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('run_buckets')
    .innerJoin('runs', (join) =>
      join
        .onRef('runs.job_id', '=', 'run_buckets.job_id')
        .onRef('runs.run_number', '=', 'run_buckets.run_number'),
    )
    .where('run_buckets.job_id', '=', jobId)
    .where('run_buckets.run_number', '<', runNumber)
    .where('run_buckets.listed', '=', true)
    .where('run_buckets.error', 'is', null)
    .groupBy('run_buckets.bucket')
    .select(['run_buckets.bucket', (run) => run.fn.max('runs.started_at').as('started_at')])
    .execute()
  return new Map(rows.map(({ bucket, started_at }) => [bucket, started_at]))
}

/** The account's custom identifiers of these ids, in this order. A job keeps those that were deleted after its creation. */
export async function findCustomIdentifiers(
  db: Kysely<Schema>,
  accountId: string,
  ids: readonly string[],
): Promise<readonly (CustomIdentifierDefinition & { readonly deleted: boolean })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('custom_data_identifiers')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', 'in', [...ids])
    .execute()
  const found = rows.map((row) => ({
    id: row.id,
    name: row.name,
    regex: row.regex,
    keywords: row.keywords,
    ignoreWords: row.ignore_words,
    maximumMatchDistance: row.maximum_match_distance,
    ...(row.severity_levels === null ? {} : { severityLevels: row.severity_levels as SeverityLevel[] }),
    deleted: row.deleted,
  }))
  return [...new Set(ids)].flatMap((id) => found.filter((identifier) => identifier.id === id))
}
