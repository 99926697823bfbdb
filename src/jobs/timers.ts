// What happens to jobs because time passes. Messages come at least once and may come late: the job's own row
// says whether one still means anything, so that a second delivery does nothing. They may come early as well,
// because the queue goes by the database's clock: then they are sent again.
import type { Job } from '../model/job.ts'
import { findOverdueJobs, lockJob, saveNextRun } from '../store/jobs.ts'
import { applyTransition } from './apply-transition.ts'
import { inTransaction, type JobContext, type Step } from './job-context.ts'
import { isPauseExpired, isTerminal } from './lifecycle.ts'
import { resumeFromQuota, resumeWaiting } from './quota.ts'
import { nextRunTime } from './schedule.ts'
import { startRunOf } from './start-run.ts'

export interface ScheduledRun {
  readonly jobId: string
  /** ISO 8601, as in the job's `nextRunAt`. */
  readonly slot: string
}

export interface ExpiringPause {
  readonly jobId: string
  /** ISO 8601: which pause. */
  readonly pausedAt: string
}

export type SlotOutcome = 'started' | 'resumed' | 'skipped' | 'early' | 'stale'

/** `ending`: the user should know that the pause ends soon. */
export type PauseOutcome = 'expired' | 'ending' | 'stale'

/**
 * A slot of a schedule has come. The next one is set in the same transaction and lies in the future: of the
 * slots that an outage swallowed, one is made up. While the user has paused the job none is, and one that
 * comes while the run before is at work is skipped.
 */
export function handleScheduledRun(
  context: JobContext,
  message: ScheduledRun,
  now: Date,
): Promise<SlotOutcome> {
  return inTransaction(context, async (step): Promise<SlotOutcome> => {
    const job = await lockJob(step.trx, message.jobId)
    if (job === undefined || isTerminal(job.jobStatus)) return 'stale'
    if (job.nextRunAt?.toISOString() !== message.slot) return 'stale'
    if (job.nextRunAt > now) {
      await step.send({ queue: 'scheduled-run', ...message }, job.nextRunAt)
      return 'early'
    }
    await scheduleNextRun(step, job, now)
    if (job.jobStatus === 'PAUSED' && (await resumeWaiting(step, job, now))) return 'resumed'
    const run = await startRunOf(context, { step, job }, now)
    return 'started' in run ? 'started' : 'skipped'
  })
}

/** Called for twice: a week before the 30 days of a pause are over, and then. */
export function handleExpirePause(
  context: Pick<JobContext, 'database' | 'queue'>,
  message: ExpiringPause,
  now: Date,
): Promise<PauseOutcome> {
  return inTransaction(context, async (step): Promise<PauseOutcome> => {
    const job = await lockJob(step.trx, message.jobId)
    if (job?.userPauseExpiresAt === undefined) return 'stale'
    if (job.userPausedAt?.toISOString() !== message.pausedAt) return 'stale'
    if (isPauseExpired(job, now)) {
      await applyTransition(step.trx, { job, trigger: 'expire-pause' }, now)
      return 'expired'
    }
    await step.send({ queue: 'expire-pause', ...message }, job.userPauseExpiresAt)
    return 'ending'
  })
}

/** A new month: the job may go on. */
export function handleResumeQuota(
  context: Pick<JobContext, 'database' | 'queue'>,
  message: { readonly jobId: string },
  now: Date,
): Promise<boolean> {
  return resumeFromQuota(context, message.jobId, now)
}

/** At the program's start: what fell due while it was down, whether or not its message is still to come. */
export async function recoverSchedules(context: JobContext, now: Date): Promise<void> {
  for (const job of await findOverdueJobs(context.database.background, now)) {
    const { jobId, nextRunAt, userPausedAt } = job
    if (userPausedAt !== undefined && isPauseExpired(job, now)) {
      await handleExpirePause(context, { jobId, pausedAt: userPausedAt.toISOString() }, now)
    }
    if (nextRunAt !== undefined && nextRunAt <= now) {
      await handleScheduledRun(context, { jobId, slot: nextRunAt.toISOString() }, now)
    }
  }
}

async function scheduleNextRun(step: Step, job: Job, now: Date): Promise<void> {
  if (job.scheduleFrequency === undefined) return
  const next = nextRunTime(job.scheduleFrequency, now, job.createdAt)
  await saveNextRun(step.trx, job.jobId, next)
  await step.send({ queue: 'scheduled-run', jobId: job.jobId, slot: next.toISOString() }, next)
}
