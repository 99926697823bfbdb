// The batches table: pieces of a run's work. `attempt` is the fence: taking a batch raises it, and a checkpoint under a
// lower number is refused, whatever the queue believes about whose turn it is.
import type { Kysely, Selectable } from 'kysely'
import type { BatchesTable, Schema } from '../database/schema.ts'
import type { RunKey } from './job-runs.ts'

export interface Batch extends RunKey {
  readonly id: number
  readonly bucket: string
  readonly objects: number
  /** Objects [0, cursor) are recorded. */
  readonly cursor: number
  readonly attempt: number
  /** Packed as they were inserted. */
  readonly entries: Buffer
}

export interface NewBatch extends RunKey {
  readonly bucket: string
  readonly objects: number
  readonly bytes: number
  readonly entries: Buffer
}

export async function insertBatch(trx: Kysely<Schema>, batch: NewBatch): Promise<number> {
  const { jobId, runNumber, bucket, objects, bytes, entries } = batch
  const { id } = await trx
    .insertInto('batches')
    .values({ job_id: jobId, run_number: runNumber, bucket, objects, bytes, entries })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function findBatchJob(db: Kysely<Schema>, id: number): Promise<string | undefined> {
  const row = await db.selectFrom('batches').select('job_id').where('id', '=', id).executeTakeFirst()
  return row?.job_id
}

/** Takes the batch from whoever had it, waiting for that one's open transaction; undefined where it is done. */
export async function takeBatch(
  trx: Kysely<Schema>,
  id: number,
  taker: { readonly worker: string; readonly queueJobId: string },
): Promise<Batch | undefined> {
  const row = await trx
    .updateTable('batches')
    .set((set) => ({
      attempt: set('attempt', '+', 1),
      worker: taker.worker,
      queue_job_id: taker.queueJobId,
      bytes_under_way: 0,
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row && toBatch(row)
}

export interface Advance {
  readonly id: number
  readonly attempt: number
  readonly from: number
  readonly to: number
}

/** Moves the cursor and holds the row; false where the batch was taken or moved meanwhile. */
export async function advanceBatch(
  trx: Kysely<Schema>,
  { id, attempt, from, to }: Advance,
): Promise<boolean> {
  const updated = await trx
    .updateTable('batches')
    .set({ cursor: to, bytes_under_way: 0 })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('cursor', '=', from)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Tells how much of the objects that have not ended is read. */
export async function saveBytesUnderWay(
  db: Kysely<Schema>,
  { id, attempt, bytes }: { readonly id: number; readonly attempt: number; readonly bytes: number },
): Promise<void> {
  await db
    .updateTable('batches')
    .set({ bytes_under_way: bytes })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .execute()
}

/** By bucket, while the job is RUNNING: of a job that is stopped nothing is under way, whatever was told last. */
export async function sumBytesUnderWay(
  db: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('batches')
    .innerJoin('jobs', 'jobs.job_id', 'batches.job_id')
    .select(({ fn }) => ['bucket', fn.sum<number | string>('bytes_under_way').as('bytes')])
    .where('batches.job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .where('bytes_under_way', '>', 0)
    .where('jobs.job_status', '=', 'RUNNING')
    .groupBy('bucket')
    .execute()
  return new Map(rows.map(({ bucket, bytes }) => [bucket, Number(bytes)]))
}

export async function deleteBatch(trx: Kysely<Schema>, id: number): Promise<void> {
  await trx.deleteFrom('batches').where('id', '=', id).execute()
}

/** The queue's own ids of the turns that this worker took and has not ended. */
export async function findTurnsOf(db: Kysely<Schema>, worker: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('batches').select('queue_job_id').where('worker', '=', worker).execute()
  return rows.flatMap(({ queue_job_id }) => queue_job_id ?? [])
}

function toBatch(row: Selectable<BatchesTable>): Batch {
  const { id, bucket, objects, cursor, attempt, entries } = row
  return { id, jobId: row.job_id, runNumber: row.run_number, bucket, objects, cursor, attempt, entries }
}
