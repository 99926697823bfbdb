// The run_buckets table: a run's buckets, how far each is listed, and the counters of its objects.
//
// What adds up: listed = out of scope or sample + skipped by the planner + selected; selected = complete + partial +
// skipped by the worker. `objects_skipped` holds both kinds of skipped; `objects_processed` counts the selected alone.
import type { Kysely, Selectable } from 'kysely'
import type { RunBucketsTable, Schema } from '../database/schema.ts'
import type { BucketDescription } from '../model/bucket.ts'
import type { RunKey } from './job-runs.ts'

export interface RunBucket {
  readonly bucket: string
  readonly accountId: string
  readonly description: BucketDescription
  readonly windowAfter: Date | undefined
  readonly continuation: string | undefined
  readonly listed: boolean
  readonly error: string | undefined
  readonly counters: BucketCounters
}

export interface BucketCounters {
  readonly objectsListed: number
  readonly objectsSelected: number
  readonly objectsComplete: number
  readonly objectsPartial: number
  readonly objectsSkipped: number
  readonly objectsProcessed: number
  readonly bytesSelected: number
  /** Sizes of the selected objects that ended. */
  readonly bytesDone: number
  readonly bytesAnalysed: number
}

export interface NewRunBucket {
  readonly bucket: string
  readonly description: BucketDescription
  readonly windowAfter: Date | undefined
  /** Set: the bucket cannot be listed, and the run goes on without it. */
  readonly error?: string
}

export async function insertRunBuckets(
  trx: Kysely<Schema>,
  run: RunKey,
  buckets: readonly NewRunBucket[],
): Promise<void> {
  const rows = buckets.map(({ bucket, description, windowAfter, error }, position) => ({
    job_id: run.jobId,
    run_number: run.runNumber,
    bucket,
    position,
    account_id: description.accountId,
    description: JSON.stringify({ ...description, tags: description.tags && [...description.tags] }),
    window_after: windowAfter ?? null,
    listed: error !== undefined,
    error: error ?? null,
  }))
  for (let from = 0; from < rows.length; from += 1_000) {
    await trx
      .insertInto('run_buckets')
      .values(rows.slice(from, from + 1_000))
      .execute()
  }
}

/** In the order of their listing. */
export async function findRunBuckets(db: Kysely<Schema>, run: RunKey): Promise<readonly RunBucket[]> {
  const rows = await ofRun(db, run).orderBy('position').execute()
  return rows.map(toRunBucket)
}

export async function findRunBucket(
  db: Kysely<Schema>,
  run: RunKey,
  bucket: string,
): Promise<RunBucket | undefined> {
  const row = await ofRun(db, run).where('bucket', '=', bucket).executeTakeFirst()
  return row && toRunBucket(row)
}

export interface BucketChange {
  /** null: from the beginning. */
  readonly continuation?: string | null
  readonly listed?: boolean
  readonly error?: string
  readonly add?: Partial<BucketCounters>
}

export async function changeRunBucket(
  trx: Kysely<Schema>,
  { jobId, runNumber, bucket }: RunKey & { readonly bucket: string },
  { continuation, listed, error, add = {} }: BucketChange,
): Promise<void> {
  await trx
    .updateTable('run_buckets')
    .set((set) => ({
      ...(continuation === undefined ? {} : { continuation }),
      ...(listed === undefined ? {} : { listed }),
      ...(error === undefined ? {} : { error }),
      objects_listed: set('objects_listed', '+', add.objectsListed ?? 0),
      objects_selected: set('objects_selected', '+', add.objectsSelected ?? 0),
      objects_complete: set('objects_complete', '+', add.objectsComplete ?? 0),
      objects_partial: set('objects_partial', '+', add.objectsPartial ?? 0),
      objects_skipped: set('objects_skipped', '+', add.objectsSkipped ?? 0),
      objects_processed: set('objects_processed', '+', add.objectsProcessed ?? 0),
      bytes_selected: set('bytes_selected', '+', add.bytesSelected ?? 0),
      bytes_done: set('bytes_done', '+', add.bytesDone ?? 0),
      bytes_analysed: set('bytes_analysed', '+', add.bytesAnalysed ?? 0),
    }))
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .where('bucket', '=', bucket)
    .execute()
}

function ofRun(db: Kysely<Schema>, { jobId, runNumber }: RunKey) {
  return db
    .selectFrom('run_buckets')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
}

function toRunBucket(row: Selectable<RunBucketsTable>): RunBucket {
  return {
    bucket: row.bucket,
    accountId: row.account_id,
    description: toDescription(row.description),
    windowAfter: row.window_after ?? undefined,
    continuation: row.continuation ?? undefined,
    listed: row.listed,
    error: row.error ?? undefined,
    counters: {
      objectsListed: row.objects_listed,
      objectsSelected: row.objects_selected,
      objectsComplete: row.objects_complete,
      objectsPartial: row.objects_partial,
      objectsSkipped: row.objects_skipped,
      objectsProcessed: row.objects_processed,
      bytesSelected: row.bytes_selected,
      bytesDone: row.bytes_done,
      bytesAnalysed: row.bytes_analysed,
    },
  }
}

function toDescription(stored: unknown): BucketDescription {
  const { createdAt, tags, ...rest } = stored as Omit<BucketDescription, 'createdAt' | 'tags'> & {
    readonly createdAt?: string
    readonly tags?: readonly (readonly [string, string])[]
  }
  return {
    ...rest,
    createdAt: createdAt === undefined ? undefined : new Date(createdAt),
    tags: tags && new Map(tags),
  }
}
