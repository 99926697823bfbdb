// What a user may do to a job's status: cancel it, pause it, go on with it.
import type { Job } from '../model/job.ts'
import { lockJob } from '../store/jobs.ts'
import { applyTransition, continueRun } from './apply-transition.ts'
import { inTransaction, type JobContext, type Step } from './job-context.ts'
import {
  isPauseExpired,
  type LifecycleRefusal,
  type LifecycleTrigger,
  pauseWarningTime,
} from './lifecycle.ts'

export type RequestedStatus = 'CANCELLED' | 'RUNNING' | 'USER_PAUSED'

export interface StatusRequest {
  readonly accountId: string
  readonly jobId: string
  readonly requested: RequestedStatus
}

export type ChangedStatus = { readonly changed: Job } | StatusRefused

export type StatusRefused =
  | { readonly refused: 'not-found' }
  | { readonly refused: LifecycleRefusal; readonly job: Job }

/** Visible to the very next read; after it, a run that was stopped records nothing more. */
export function changeJobStatus(
  context: JobContext,
  { accountId, jobId, requested }: StatusRequest,
  now: Date,
): Promise<ChangedStatus> {
  return inTransaction(context, async (step): Promise<ChangedStatus> => {
    const found = await lockJob(step.trx, jobId)
    if (found === undefined || found.accountId !== accountId) return { refused: 'not-found' }
    const job = await withoutExpiredPause(step, found, now)
    const applied = await applyTransition(step.trx, { job, trigger: triggers[requested] }, now)
    if ('refused' in applied) return { refused: applied.refused, job }
    const { changed, run } = applied
    if (run === 'continue') await continueRun(step, changed)
    await sendPauseTimer(step, changed)
    return { changed }
  })
}

const triggers: Record<RequestedStatus, LifecycleTrigger> = {
  CANCELLED: 'cancel',
  RUNNING: 'resume',
  USER_PAUSED: 'pause',
}

/** A request may come before the timer does: then the pause expires first. */
async function withoutExpiredPause({ trx }: Step, job: Job, now: Date): Promise<Job> {
  if (!isPauseExpired(job, now)) return job
  const applied = await applyTransition(trx, { job, trigger: 'expire-pause' }, now)
  return 'changed' in applied ? applied.changed : job
}

/** For the warning; whoever gives it sends the one for the expiry. */
async function sendPauseTimer(step: Step, job: Job): Promise<void> {
  const warnAt = pauseWarningTime(job)
  if (job.userPausedAt === undefined || warnAt === undefined) return
  const pausedAt = job.userPausedAt.toISOString()
  await step.send({ queue: 'expire-pause', jobId: job.jobId, pausedAt }, warnAt)
}
