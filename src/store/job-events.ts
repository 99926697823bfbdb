// The job_events table: what happened to a job, in the words and members of AWS's own log events.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Job } from '../model/job.ts'

export type JobEventType =
  | 'JOB_CREATED'
  | 'ONE_TIME_JOB_STARTED'
  | 'SCHEDULED_RUN_STARTED'
  | 'BUCKET_MATCHED_THE_CRITERIA'
  | 'NO_BUCKETS_MATCHED_THE_CRITERIA'
  | 'SCHEDULED_RUN_COMPLETED'
  | 'JOB_PAUSED_BY_USER'
  | 'JOB_RESUMED_BY_USER'
  | 'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET'
  | 'JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED'
  | 'JOB_CANCELLED'
  | 'JOB_COMPLETED'
  | AccountErrorType
  | BucketErrorType

export type AccountErrorType =
  | 'ACCOUNT_ACCESS_DENIED'
  | 'ACCOUNT_DISABLED'
  | 'ACCOUNT_DISASSOCIATED'
  | 'ACCOUNT_ISOLATED'
  | 'ACCOUNT_REGION_DISABLED'
  | 'ACCOUNT_SUSPENDED'
  | 'ACCOUNT_TERMINATED'

export type BucketErrorType =
  | 'BUCKET_ACCESS_DENIED'
  | 'BUCKET_DETAILS_UNAVAILABLE'
  | 'BUCKET_DOES_NOT_EXIST'
  | 'BUCKET_IN_DIFFERENT_REGION'
  | 'BUCKET_OWNER_CHANGED'

export interface JobEvent {
  readonly eventType: JobEventType
  /** A sentence for people. Never any content of objects. */
  readonly description: string
  /** The account and the bucket that the event is about, where it is about one. */
  readonly affectedAccount?: string
  readonly affectedBucket?: string
  /** The S3 call that failed, e.g. `ListObjectsV2`. */
  readonly operation?: string
  /** When the run started that the event belongs to. */
  readonly runDate?: Date
}

/** An event as it is stored and handed out. */
export interface JobEventBody {
  readonly adminAccountId: string
  readonly jobId: string
  readonly eventType: JobEventType
  readonly occurredAt: string
  readonly description: string
  readonly jobName: string
  readonly affectedAccount?: string
  readonly affectedResource?: { readonly type: 'S3_BUCKET_NAME'; readonly value: string }
  readonly operation?: string
  readonly runDate?: string
}

export type EventfulJob = Pick<Job, 'jobId' | 'accountId' | 'name'>

export async function recordJobEvent(
  trx: Kysely<Schema>,
  job: EventfulJob,
  { now, ...event }: JobEvent & { readonly now: Date },
): Promise<void> {
  const body: JobEventBody = {
    adminAccountId: job.accountId,
    jobId: job.jobId,
    eventType: event.eventType,
    occurredAt: now.toISOString(),
    description: event.description,
    jobName: job.name,
    ...(event.affectedAccount === undefined ? {} : { affectedAccount: event.affectedAccount }),
    ...(event.affectedBucket === undefined
      ? {}
      : { affectedResource: { type: 'S3_BUCKET_NAME', value: event.affectedBucket } }),
    ...(event.operation === undefined ? {} : { operation: event.operation }),
    ...(event.runDate === undefined ? {} : { runDate: event.runDate.toISOString() }),
  }
  await trx
    .insertInto('job_events')
    .values({ job_id: job.jobId, occurred_at: now, body: JSON.stringify(body) })
    .execute()
}

/** A job's events in the order in which they happened, after the one of id `after`. */
export async function findJobEvents(
  db: Kysely<Schema>,
  jobId: string,
  page: { readonly after?: number; readonly limit: number },
): Promise<readonly { readonly id: number; readonly body: JobEventBody }[]> {
  const rows = await db
    .selectFrom('job_events')
    .select(['id', 'body'])
    .where('job_id', '=', jobId)
    .where('id', '>', page.after ?? 0)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map(({ id, body }) => ({ id: id, body: body as JobEventBody }))
}

/** Takes events that no log has, oldest first; another process that asks meanwhile gets others. */
export async function takeUnloggedEvents(
  trx: Kysely<Schema>,
  limit: number,
): Promise<readonly JobEventBody[]> {
  const unlogged = trx
    .selectFrom('job_events')
    .where('logged', '=', false)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .select('id')
  const rows = await trx
    .updateTable('job_events')
    .set({ logged: true })
    .where('id', 'in', unlogged)
    .returning(['id', 'body'])
    .execute()
  return rows.sort((a, b) => a.id - b.id).map(({ body }) => body as JobEventBody)
}
