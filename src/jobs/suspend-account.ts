// The service is suspended or disabled for an account: all of its jobs end, whatever they were doing.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { lockUnfinishedJobs } from '../store/jobs.ts'
import { applyTransition } from './apply-transition.ts'

/** Cancels the account's active and paused jobs and says how many; the caller has locked the account's session. */
export async function cancelAllJobs(trx: Kysely<Schema>, accountId: string, now: Date): Promise<number> {
  const jobs = await lockUnfinishedJobs(trx, accountId)
  const description = 'The job was cancelled: Macie was suspended or disabled for the account.'
  for (const job of jobs) await applyTransition(trx, { job, trigger: 'cancel', description }, now)
  return jobs.length
}
