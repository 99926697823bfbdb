// What the store says about the work of all accounts together: for metrics, so from small tables only.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export interface Workload {
  readonly jobs: readonly { readonly status: string; readonly count: number }[]
  readonly unfinishedRuns: number
  /** Batches that wait or are being scanned, and what of them is not recorded yet. */
  readonly batches: { readonly count: number; readonly objects: number }
  /** Ever, over all accounts and months. */
  readonly bytesAnalysed: number
}

export async function readWorkload(db: Kysely<Schema>): Promise<Workload> {
  const jobs = await db
    .selectFrom('jobs')
    .select(['job_status as status', sql<number>`count(*)`.as('count')])
    .groupBy('job_status')
    .orderBy('job_status')
    .execute()
  const runs = await db
    .selectFrom('runs')
    .select(sql<number>`count(*)`.as('count'))
    .where('phase', '<>', 'finished')
    .executeTakeFirstOrThrow()
  const batches = await db
    .selectFrom('batches')
    .select([
      sql<number>`count(*)`.as('count'),
      sql<number>`coalesce(sum(objects - cursor), 0)`.as('objects'),
    ])
    .executeTakeFirstOrThrow()
  const usage = await db
    .selectFrom('usage')
    .select(sql<number>`coalesce(sum(bytes_analysed), 0)`.as('bytes'))
    .executeTakeFirstOrThrow()
  return { jobs, unfinishedRuns: runs.count, batches, bytesAnalysed: usage.bytes }
}
