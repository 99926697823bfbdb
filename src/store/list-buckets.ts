// The buckets of an account by criteria, in an order, from a position on: a keyset, so that pages hold while buckets
// come and go.
import { sql, type Kysely, type RawBuilder, type Selectable } from 'kysely'
import type { BucketsTable, Schema } from '../database/schema.ts'
import type { BucketCounts } from '../model/bucket-counts.ts'
import type { BucketProperties } from '../model/bucket.ts'
import { count, jobDetails, sensitivityScore, type BucketField } from './bucket-fields.ts'
import type { BucketErrorCode } from './buckets.ts'

/** Operators of one field; all must hold. Dates in epoch milliseconds. */
export interface BucketCondition {
  readonly field: BucketField
  readonly eq?: readonly string[]
  readonly neq?: readonly string[]
  readonly prefix?: string
  readonly gt?: number
  readonly gte?: number
  readonly lt?: number
  readonly lte?: number
}

export type BucketSort =
  | 'accountId'
  | 'bucketName'
  | 'classifiableObjectCount'
  | 'classifiableSizeInBytes'
  | 'objectCount'
  | 'sensitivityScore'
  | 'sizeInBytes'

export interface BucketQuery {
  readonly accountId: string
  /** Every one must hold. */
  readonly where: readonly RawBuilder<boolean>[]
  readonly sort: BucketSort
  readonly direction: 'ASC' | 'DESC'
}

/** The last bucket of a page: its sort key as text, and its name. */
export type BucketCursor = readonly [key: string, name: string]

export interface InventoryBucket {
  readonly accountId: string
  readonly name: string
  readonly region: string
  readonly createdAt: Date | undefined
  readonly tags: Readonly<Record<string, string>> | undefined
  /** undefined: not learned. */
  readonly properties: BucketProperties | undefined
  readonly counts: BucketCounts | undefined
  readonly error: { readonly code: BucketErrorCode; readonly message: string } | undefined
  readonly lastUpdated: Date | undefined
  readonly sensitivityScore: number | undefined
  readonly jobDetails: {
    readonly isDefinedInJob: 'TRUE' | 'FALSE'
    readonly isMonitoredByJob: 'TRUE' | 'FALSE'
    readonly lastJobId: string | undefined
    readonly lastJobRunTime: Date | undefined
  }
}

export async function listBuckets(
  db: Kysely<Schema>,
  query: BucketQuery,
  page: { readonly after: BucketCursor | undefined; readonly limit: number },
): Promise<{ readonly buckets: readonly InventoryBucket[]; readonly next?: BucketCursor }> {
  const { expression, type } = sorts[query.sort]
  const order = query.direction === 'ASC' ? 'asc' : 'desc'
  let rows = db
    .selectFrom('buckets')
    .selectAll()
    .select(sql<string>`(${expression})::text`.as('sort_key'))
    .where('account_id', '=', query.accountId)
  for (const condition of query.where) rows = rows.where(condition)
  if (page.after !== undefined) {
    const [key, name] = page.after
    const beyond = sql.raw(query.direction === 'ASC' ? '>' : '<')
    rows = rows.where(sql<boolean>`(${expression}, name) ${beyond} (${key}::${sql.raw(type)}, ${name})`)
  }
  // The page is cut first: what a bucket's jobs are is asked of those that are shown.
  const cut = rows
    .orderBy(expression, order)
    .orderBy('name', order)
    .limit(page.limit + 1)
  const found = await db
    .selectFrom(cut.as('buckets'))
    .selectAll()
    .select([
      sensitivityScore.as('sensitivity_score'),
      jobDetails.isDefinedInJob.as('is_defined'),
      jobDetails.isMonitoredByJob.as('is_monitored'),
      sql<string | null>`${jobDetails.lastJobId}`.as('last_job_id'),
      sql<Date | null>`${jobDetails.lastJobRunTime}`.as('last_job_run_time'),
    ])
    .orderBy(expression, order)
    .orderBy('name', order)
    .execute()
  const shown = found.slice(0, page.limit)
  const last = shown.at(-1)
  const buckets = shown.map(toInventoryBucket)
  return found.length > page.limit && last !== undefined
    ? { buckets, next: [last.sort_key, last.name] }
    : { buckets }
}

/** Never null, so that a cursor can be compared with it. */
const sorts: Readonly<
  Record<BucketSort, { readonly expression: RawBuilder<unknown>; readonly type: string }>
> = {
  accountId: { expression: sql`account_id`, type: 'text' },
  bucketName: { expression: sql`name`, type: 'text' },
  classifiableObjectCount: byCount('classifiableObjectCount'),
  classifiableSizeInBytes: byCount('classifiableSizeInBytes'),
  objectCount: byCount('objectCount'),
  sensitivityScore: { expression: sql`coalesce(${sensitivityScore}, 0)`, type: 'bigint' },
  sizeInBytes: byCount('sizeInBytes'),
}

function byCount(name: keyof BucketCounts) {
  return { expression: sql`coalesce(${count(name)}, 0)`, type: 'bigint' }
}

interface BucketRow extends Selectable<BucketsTable> {
  readonly sensitivity_score: number | null
  readonly is_defined: string
  readonly is_monitored: string
  readonly last_job_id: string | null
  readonly last_job_run_time: Date | null
}

function toInventoryBucket(row: BucketRow): InventoryBucket {
  const { error_code: code, error_message: message } = row
  return {
    accountId: row.account_id,
    name: row.name,
    region: row.region,
    createdAt: row.created_at ?? undefined,
    tags: row.tags ?? undefined,
    properties: (row.properties as BucketProperties | null) ?? undefined,
    counts: (row.counts as BucketCounts | null) ?? undefined,
    error: code === null ? undefined : { code: code as BucketErrorCode, message: message ?? '' },
    lastUpdated: row.last_updated ?? undefined,
    sensitivityScore: row.sensitivity_score ?? undefined,
    jobDetails: {
      isDefinedInJob: row.is_defined as 'TRUE' | 'FALSE',
      isMonitoredByJob: row.is_monitored as 'TRUE' | 'FALSE',
      lastJobId: row.last_job_id ?? undefined,
      lastJobRunTime: row.last_job_run_time ?? undefined,
    },
  }
}
