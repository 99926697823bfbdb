// A step of a job's life, in the store: its row, its run, its log event, all in the caller's transaction. The
// caller holds the job's row (`lockJob`), which is what makes status changes and checkpoints come one by one.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Job } from '../model/job.ts'
import { recordJobEvent, type JobEvent } from '../store/job-events.ts'
import { deleteAbandonedBatches, findBatchIds, lockRun, saveRunEnd } from '../store/job-runs.ts'
import { saveLifecycle } from '../store/jobs.ts'
import type { Step } from './job-context.ts'
import { type LifecycleRefusal, type LifecycleTrigger, type RunEffect, transition } from './lifecycle.ts'

export interface JobChange {
  readonly job: Job
  readonly trigger: LifecycleTrigger
  /** Why, for the log event; otherwise the trigger's usual words. */
  readonly description?: string
  /** The start of the run that the event is about. */
  readonly runDate?: Date
}

export type Applied =
  | { readonly changed: Job; readonly run: RunEffect }
  | { readonly refused: LifecycleRefusal }

export async function applyTransition(trx: Kysely<Schema>, change: JobChange, now: Date): Promise<Applied> {
  const { job, trigger } = change
  const step = transition(job, trigger, now)
  if ('refused' in step) return step
  const changed = { ...job, ...step.state }
  await saveLifecycle(trx, job.jobId, step.state)
  if (step.run === 'drop') await dropRun(trx, job, now)
  const event = eventOf(change, changed)
  if (event !== undefined) await recordJobEvent(trx, job, { ...event, now })
  return { changed, run: step.run }
}

/** Calls for everything of the job's run that is not done. A call too many does nothing: the rows fence. */
export async function continueRun(step: Step, job: Job): Promise<void> {
  const run = { jobId: job.jobId, runNumber: job.numberOfRuns }
  const state = await lockRun(step.trx, run)
  if (state === undefined || state.phase === 'finished') return
  // Also where all is planned: a run whose last batch ended while the job was being stopped has yet to finish.
  await step.send({ queue: 'plan-run', ...run })
  await step.sendBatches(await findBatchIds(step.trx, run))
}

/** Enough for a run of ten million objects at once; what is left is swept. */
const batchesDroppedAtOnce = 10_000

async function dropRun(trx: Kysely<Schema>, job: Job, now: Date): Promise<void> {
  const run = { jobId: job.jobId, runNumber: job.numberOfRuns }
  await lockRun(trx, run)
  await saveRunEnd(trx, run, now)
  await deleteAbandonedBatches(trx, { ...run, limit: batchesDroppedAtOnce })
}

function eventOf({ trigger, description, runDate }: JobChange, changed: Job): JobEvent | undefined {
  const usual = usualEvents[trigger](changed)
  if (usual === undefined) return undefined
  return {
    eventType: usual[0],
    description: description ?? usual[1],
    ...(runDate === undefined ? {} : { runDate }),
  }
}

type UsualEvent = readonly [JobEvent['eventType'], description: string]

const usualEvents: Record<LifecycleTrigger, (changed: Job) => UsualEvent | undefined> = {
  'start-run': ({ jobType }) =>
    jobType === 'ONE_TIME'
      ? ['ONE_TIME_JOB_STARTED', 'The job started to run.']
      : ['SCHEDULED_RUN_STARTED', 'A run of the scheduled job started.'],
  'finish-run': ({ jobType }) =>
    jobType === 'ONE_TIME'
      ? ['JOB_COMPLETED', 'The job finished running.']
      : ['SCHEDULED_RUN_COMPLETED', 'A run of the scheduled job finished.'],
  pause: () => ['JOB_PAUSED_BY_USER', 'The job was paused by a user.'],
  resume: () => ['JOB_RESUMED_BY_USER', 'The job was resumed by a user.'],
  'meet-quota': () => [
    'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET',
    'The job was paused: the monthly analysis quota is used up.',
  ],
  'lift-quota': () => [
    'JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED',
    'The job was resumed: there is analysis quota again.',
  ],
  cancel: () => ['JOB_CANCELLED', 'The job was cancelled by a user.'],
  // The scheduled job lives on without its run; the service has no event for that.
  'expire-pause': ({ jobStatus }) =>
    jobStatus === 'CANCELLED'
      ? ['JOB_CANCELLED', 'The job was cancelled: it was paused for 30 days.']
      : undefined,
}
