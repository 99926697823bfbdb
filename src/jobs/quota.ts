// The monthly analysis quota and jobs: a run that would exceed it waits for the next calendar month (UTC), for
// a higher quota, or, of a scheduled job, for its next slot, whichever comes first.
import type { Job } from '../model/job.ts'
import { findQuotaPausedJobs, lockJob } from '../store/jobs.ts'
import { applyTransition, continueRun } from './apply-transition.ts'
import { inTransaction, type JobContext, type Step } from './job-context.ts'

type QuotaContext = Pick<JobContext, 'database' | 'queue'>

/** The job waits; false where it is not RUNNING, so that there is nothing to stop. */
export function pauseForQuota(context: QuotaContext, jobId: string, now: Date): Promise<boolean> {
  return inTransaction(context, async (step) => {
    const job = await lockJob(step.trx, jobId)
    if (job === undefined) return false
    const applied = await applyTransition(step.trx, { job, trigger: 'meet-quota' }, now)
    if ('refused' in applied) return false
    await step.send({ queue: 'resume-quota', jobId }, startOfNextMonth(now))
    return true
  })
}

/** The job goes on; false where it does not wait for its quota. */
export function resumeFromQuota(context: QuotaContext, jobId: string, now: Date): Promise<boolean> {
  return inTransaction(context, async (step) => {
    const job = await lockJob(step.trx, jobId)
    return job !== undefined && (await resumeWaiting(step, job, now))
  })
}

/**
 * Lets the jobs go on whose account `hasQuota`: called at the start of the program, which is when the quota
 * changes. Answers the jobs that went on.
 */
export async function resumeAllFromQuota(
  context: QuotaContext,
  hasQuota: (accountId: string) => Promise<boolean>,
  now: Date,
): Promise<readonly string[]> {
  const resumed: string[] = []
  for (const { jobId, accountId } of await findQuotaPausedJobs(context.database.background)) {
    if ((await hasQuota(accountId)) && (await resumeFromQuota(context, jobId, now))) resumed.push(jobId)
  }
  return resumed
}

/** As `resumeFromQuota`, in the transaction of a caller who holds the job's row. */
export async function resumeWaiting(step: Step, job: Job, now: Date): Promise<boolean> {
  const applied = await applyTransition(step.trx, { job, trigger: 'lift-quota' }, now)
  if ('refused' in applied) return false
  await continueRun(step, applied.changed)
  return true
}

/** Of the calendar month in UTC, which is what usage is counted by. */
export function startOfNextMonth(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))
}
