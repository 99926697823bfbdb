// A run ends: its job becomes COMPLETE or IDLE. Asked after every batch and after the planning; only the last
// of them is answered yes.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Job } from '../model/job.ts'
import { hasBatches, lockRun, lostAllBuckets, type RunKey, saveRunEnd } from '../store/job-runs.ts'
import { lockJob } from '../store/jobs.ts'
import { applyTransition } from './apply-transition.ts'

export type FinishedRun = { readonly finished: Job } | { readonly finished: undefined }

/**
 * Ends the run if all of it is planned (`scanning`), no batch is left and its job is RUNNING. It locks the
 * job's row for update: a transaction that already shares it with others may end in a deadlock.
 */
export async function finishRun(trx: Kysely<Schema>, run: RunKey, now: Date): Promise<FinishedRun> {
  const job = await lockJob(trx, run.jobId)
  if (job === undefined || job.jobStatus !== 'RUNNING' || job.numberOfRuns !== run.runNumber)
    return unfinished
  const state = await lockRun(trx, run)
  if (state?.phase !== 'scanning' || (await hasBatches(trx, run))) return unfinished
  const change = { job, ...(job.jobType === 'SCHEDULED' ? { runDate: state.startedAt } : {}) }
  // The founding contract: a one-time job that lost its buckets to other owners did not complete.
  const lost = job.jobType === 'ONE_TIME' && (await lostAllBuckets(trx, run))
  const applied = lost
    ? await applyTransition(trx, { ...change, trigger: 'cancel', description: ownerChanged }, now)
    : await applyTransition(trx, { ...change, trigger: 'finish-run' }, now)
  if ('refused' in applied) return unfinished
  await saveRunEnd(trx, run, now)
  return { finished: applied.changed }
}

const unfinished: FinishedRun = { finished: undefined }
const ownerChanged = 'The job was cancelled: the ownership of its buckets changed while it ran.'
