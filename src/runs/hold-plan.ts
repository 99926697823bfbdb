// What a planner holds: its job RUNNING and its run not taken by another. Every step of it asks first.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Job } from '../model/job.ts'
import { lockJob } from '../store/jobs.ts'
import { savePlanStep, shareJobStatus, type Run } from '../store/runs.ts'
import { TurnOver, type Turn } from './run-context.ts'

/** What the steps of one planner share. */
export interface Plan {
  readonly job: Job
  readonly run: Run
  readonly turn: Turn
}

/** @throws TurnOver where the job is not RUNNING, or another planner has taken the run */
export async function holdPlan(trx: Kysely<Schema>, { run }: Plan, lock: 'share' | 'update'): Promise<void> {
  const status =
    lock === 'update' ? (await lockJob(trx, run.jobId))?.jobStatus : await shareJobStatus(trx, run.jobId)
  if (status !== 'RUNNING' || !(await savePlanStep(trx, run))) throw new TurnOver()
}
