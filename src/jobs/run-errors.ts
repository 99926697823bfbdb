// A bucket or an account could not be read: the run goes on without it and says so.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import {
  type AccountErrorType,
  type BucketErrorType,
  type EventfulJob,
  recordJobEvent,
} from '../store/job-events.ts'
import { saveRunFailed } from '../store/job-runs.ts'
import { saveRunError } from '../store/jobs.ts'

export interface RunError {
  readonly runNumber: number
  readonly errorType: BucketErrorType | AccountErrorType
  /** A sentence for people. */
  readonly description: string
  readonly affectedAccount?: string
  readonly affectedBucket?: string
  /** The S3 call that failed. */
  readonly operation?: string
  readonly runDate?: Date
}

/** Sets the job's lastRunErrorStatus and writes the log event, in the transaction of a caller who holds the job's row. */
export async function recordRunError(
  trx: Kysely<Schema>,
  { job, error }: { readonly job: EventfulJob; readonly error: RunError },
  now: Date,
): Promise<void> {
  const { runNumber, errorType, ...event } = error
  await saveRunError(trx, job.jobId)
  await saveRunFailed(trx, { jobId: job.jobId, runNumber })
  await recordJobEvent(trx, job, { ...event, eventType: errorType, now })
}
