// The jobs of an account by filters, in an order, from a position on: a keyset, so that pages hold while jobs come.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Job } from '../model/job.ts'
import { toJob } from './jobs.ts'

export interface JobFilterTerm {
  readonly key: 'jobType' | 'jobStatus' | 'createdAt' | 'name'
  readonly comparator: 'EQ' | 'GT' | 'GTE' | 'LT' | 'LTE' | 'NE' | 'CONTAINS' | 'STARTS_WITH'
  readonly values: readonly string[]
}

export interface ListJobsQuery {
  readonly accountId: string
  /** Every one must hold. */
  readonly includes: readonly JobFilterTerm[]
  /** None may hold. */
  readonly excludes: readonly JobFilterTerm[]
  readonly sortBy: JobFilterTerm['key']
  readonly order: 'ASC' | 'DESC'
}

/** The last job of a page. */
export interface JobCursor {
  readonly value: string
  readonly jobId: string
}

export interface JobsPage {
  readonly jobs: readonly Job[]
  readonly next: JobCursor | undefined
}

export async function listJobs(
  db: Kysely<Schema>,
  query: ListJobsQuery,
  { after, limit }: { readonly after: JobCursor | undefined; readonly limit: number },
): Promise<JobsPage> {
  const column = columns[query.sortBy]
  const order = query.order === 'ASC' ? 'asc' : 'desc'
  let rows = db.selectFrom('jobs').selectAll().where('account_id', '=', query.accountId)
  for (const term of query.includes) rows = rows.where(condition(term))
  for (const term of query.excludes) rows = rows.where(sql<boolean>`not ${condition(term)}`)
  if (after !== undefined) {
    const value = query.sortBy === 'createdAt' ? new Date(after.value) : after.value
    const beyond = sql.raw(query.order === 'ASC' ? '>' : '<')
    rows = rows.where(sql<boolean>`(${sql.ref(column)}, job_id) ${beyond} (${value}, ${after.jobId})`)
  }
  const found = await rows
    .orderBy(column, order)
    .orderBy('job_id', order)
    .limit(limit + 1)
    .execute()
  const jobs = found.slice(0, limit).map(toJob)
  const last = jobs.at(-1)
  const next = found.length > limit && last !== undefined ? cursorOf(last, query.sortBy) : undefined
  return { jobs, next }
}

const columns = {
  jobType: 'job_type',
  jobStatus: 'job_status',
  createdAt: 'created_at',
  name: 'name',
} as const

function cursorOf(job: Job, sortBy: JobFilterTerm['key']): JobCursor {
  const value = job[sortBy]
  return { value: value instanceof Date ? value.toISOString() : value, jobId: job.jobId }
}

function condition({ key, comparator, values }: JobFilterTerm): RawBuilder<boolean> {
  const column = sql.ref(columns[key])
  const wanted =
    key === 'createdAt'
      ? sql`${values.map((value) => new Date(value))}::timestamptz[]`
      : sql`${[...values]}::text[]`
  return comparisons[comparator](column, wanted)
}

type Comparison = (column: RawBuilder<unknown>, wanted: RawBuilder<unknown>) => RawBuilder<boolean>

/** Several wanted values are alternatives, but for NE and the ranges, which hold against every one. */
const comparisons: Record<JobFilterTerm['comparator'], Comparison> = {
  EQ: (column, wanted) => sql`(${column} = any(${wanted}))`,
  NE: (column, wanted) => sql`(${column} <> all(${wanted}))`,
  GT: (column, wanted) => sql`(${column} > all(${wanted}))`,
  GTE: (column, wanted) => sql`(${column} >= all(${wanted}))`,
  LT: (column, wanted) => sql`(${column} < all(${wanted}))`,
  LTE: (column, wanted) => sql`(${column} <= all(${wanted}))`,
  CONTAINS: (column, wanted) => existsPart(wanted, sql`strpos(${column}, part) > 0`),
  STARTS_WITH: (column, wanted) => existsPart(wanted, sql`starts_with(${column}, part)`),
}

function existsPart(wanted: RawBuilder<unknown>, holds: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from unnest(${wanted}) as wanted(part) where ${holds})`
}
