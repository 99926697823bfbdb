// A run begins: what it looks for is fixed here, so that identifiers which come or go meanwhile change the next
// run and not this one.
import type { IdentifierSelection } from '../model/identifier.ts'
import type { Job } from '../model/job.ts'
import { findCustomIdentifiers, insertRun } from '../store/job-runs.ts'
import { lockJob, saveRunStart } from '../store/jobs.ts'
import { applyTransition } from './apply-transition.ts'
import { inTransaction, type JobContext, type Step } from './job-context.ts'

export type StartedRun =
  | { readonly started: Job }
  | { readonly refused: 'not-found' | 'cancelled' | 'complete' | 'wrong-status' }

/** Starts a run of a job that is IDLE, in a transaction of its own. */
export function startRun(context: JobContext, jobId: string, now: Date): Promise<StartedRun> {
  return inTransaction(context, async (step): Promise<StartedRun> => {
    const job = await lockJob(step.trx, jobId)
    if (job === undefined) return { refused: 'not-found' }
    return startRunOf(context, { step, job }, now)
  })
}

/** As `startRun`, in the transaction of a caller who holds the job's row. */
export async function startRunOf(
  context: JobContext,
  { step, job }: { readonly step: Step; readonly job: Job },
  now: Date,
): Promise<StartedRun> {
  const scheduled = job.jobType === 'SCHEDULED'
  const change = { job, trigger: 'start-run', ...(scheduled ? { runDate: now } : {}) } as const
  const applied = await applyTransition(step.trx, change, now)
  if ('refused' in applied) return applied
  const run = { jobId: job.jobId, runNumber: job.numberOfRuns + 1 }
  const identifiers = await identifiersOf(context, step, job)
  const { identifierSet } = context
  await insertRun(step.trx, { ...run, accountId: job.accountId, startedAt: now, identifiers, identifierSet })
  await saveRunStart(step.trx, job.jobId, { runNumber: run.runNumber, startedAt: now })
  await step.send({ queue: 'plan-run', ...run })
  const { runNumber: numberOfRuns } = run
  return { started: { ...applied.changed, numberOfRuns, lastRunTime: now, lastRunError: false } }
}

async function identifiersOf(context: JobContext, { trx }: Step, job: Job): Promise<IdentifierSelection> {
  const { managedDataIdentifierSelector: selector, managedDataIdentifierIds: ids } = job
  const found = await findCustomIdentifiers(trx, job.accountId, job.customDataIdentifierIds)
  return {
    managed: context.selectManagedIdentifiers(selector, ids),
    custom: found.map((identifier) => {
      const { deleted: _, ...definition } = identifier
      return definition
    }),
  }
}
