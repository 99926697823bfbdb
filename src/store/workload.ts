// What the store says about the work of all accounts together: for metrics, so from small tables only.
import { sql, type Kysely } from 'kysely'
import type { RunBucketsTable, Schema } from '../database/schema.ts'

export interface Workload {
  readonly jobs: readonly { readonly status: string; readonly count: number }[]
  readonly unfinishedRuns: number
  /** Batches that wait or are being scanned, and what of them is not recorded yet. */
  readonly batches: { readonly count: number; readonly objects: number }
  /** Over all runs that there are. */
  readonly objects: {
    readonly listed: number
    readonly ended: Readonly<Record<'COMPLETE' | 'PARTIAL' | 'SKIPPED', number>>
  }
  readonly bytes: {
    readonly selected: number
    readonly done: number
    /** Ever, over all accounts and months. */
    readonly analysed: number
  }
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
  const { listed, complete, partial, skipped, selected, done } = await readProgress(db)
  return {
    jobs,
    unfinishedRuns: runs.count,
    batches,
    objects: { listed, ended: { COMPLETE: complete, PARTIAL: partial, SKIPPED: skipped } },
    bytes: { selected, done, analysed: usage.bytes },
  }
}

/** One row a bucket of a run: the ledger would tell more, and may have a row for every object. */
function readProgress(db: Kysely<Schema>) {
  return db
    .selectFrom('run_buckets')
    .select([
      sum('objects_listed').as('listed'),
      sum('objects_complete').as('complete'),
      sum('objects_partial').as('partial'),
      sum('objects_skipped').as('skipped'),
      sum('bytes_selected').as('selected'),
      sum('bytes_done').as('done'),
    ])
    .executeTakeFirstOrThrow()
}

function sum(column: keyof RunBucketsTable) {
  return sql<number>`coalesce(sum(${sql.ref(column)}), 0)`
}
