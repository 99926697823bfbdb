// How fast runs went here, for those who ask how long the next one takes.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/** Of each kind the best of the latest runs; undefined where no run was large enough to say. */
export interface MeasuredRates {
  readonly bytesPerSecond: number | undefined
  readonly objectsPerSecond: number | undefined
}

/** A smaller run measures how long it takes to begin and to end. */
const leastBytes = 64 * 1_024 * 1_024
const leastObjects = 1_000

/** What was paused, or held up by other jobs, says less than could be had: so the best counts. */
export async function findMeasuredRates(db: Kysely<Schema>): Promise<MeasuredRates> {
  const latest = db
    .selectFrom('runs')
    .innerJoin('run_buckets', (join) =>
      join
        .onRef('run_buckets.job_id', '=', 'runs.job_id')
        .onRef('run_buckets.run_number', '=', 'runs.run_number'),
    )
    .where('runs.phase', '=', 'finished')
    .where('runs.finished_at', 'is not', null)
    .groupBy(['runs.job_id', 'runs.run_number', 'runs.finished_at', 'runs.started_at'])
    .orderBy('runs.finished_at', 'desc')
    .limit(50)
    .select((select) => [
      select.fn.sum('run_buckets.bytes_done').as('bytes'),
      select.fn.sum('run_buckets.objects_processed').as('objects'),
      sql<number>`greatest(extract(epoch from runs.finished_at - runs.started_at), 0.001)`.as('seconds'),
    ])
    .as('latest')
  const row = await db
    .selectFrom(latest)
    .select([
      sql<number | null>`(max(bytes / seconds) filter (where bytes >= ${leastBytes}))::float8`.as('bytes'),
      sql<number | null>`(max(objects / seconds) filter (where objects >= ${leastObjects}))::float8`.as(
        'objects',
      ),
    ])
    .executeTakeFirst()
  return { bytesPerSecond: row?.bytes ?? undefined, objectsPerSecond: row?.objects ?? undefined }
}
