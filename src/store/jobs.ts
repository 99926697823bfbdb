// The jobs table: SQL in, jobs out. Who changes a job's state locks its row first, then runs, then batches.
import { sql, type Kysely, type Selectable } from 'kysely'
import type { JobsTable, Schema } from '../database/schema.ts'
import type {
  Job,
  JobStatus,
  JobType,
  ManagedDataIdentifierSelector,
  S3JobDefinition,
  ScheduleFrequency,
} from '../model/job.ts'

/** Stores a new job; false where the account has used its client token before. */
export async function insertJob(db: Kysely<Schema>, job: Job, requestDigest: string): Promise<boolean> {
  const inserted = await db
    .insertInto('jobs')
    .values({
      job_id: job.jobId,
      account_id: job.accountId,
      region: job.region,
      job_arn: job.jobArn,
      client_token: job.clientToken,
      request_digest: requestDigest,
      name: job.name,
      description: job.description ?? null,
      job_type: job.jobType,
      initial_run: job.initialRun,
      sampling_percentage: job.samplingPercentage,
      schedule_frequency: job.scheduleFrequency === undefined ? null : JSON.stringify(job.scheduleFrequency),
      s3_job_definition: JSON.stringify(job.s3JobDefinition),
      managed_data_identifier_selector: job.managedDataIdentifierSelector,
      managed_data_identifier_ids: [...job.managedDataIdentifierIds],
      custom_data_identifier_ids: [...job.customDataIdentifierIds],
      allow_list_ids: [...job.allowListIds],
      tags: JSON.stringify(job.tags),
      created_at: job.createdAt,
      ...lifecycleColumns(job),
      next_run_at: job.nextRunAt ?? null,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'client_token']).doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

/** The account's job; undefined where it has none of this id. */
export async function findJob(
  db: Kysely<Schema>,
  accountId: string,
  jobId: string,
): Promise<Job | undefined> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && toJob(row)
}

/** The job, whoever's it is, held until the transaction ends. */
export async function lockJob(trx: Kysely<Schema>, jobId: string): Promise<Job | undefined> {
  const row = await trx
    .selectFrom('jobs')
    .selectAll()
    .where('job_id', '=', jobId)
    .forUpdate()
    .executeTakeFirst()
  return row && toJob(row)
}

/** The job that was created with this client token, and the digest of the request that did it. */
export async function findJobByClientToken(
  db: Kysely<Schema>,
  accountId: string,
  clientToken: string,
): Promise<{ readonly job: Job; readonly requestDigest: string } | undefined> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('client_token', '=', clientToken)
    .executeTakeFirst()
  return row && { job: toJob(row), requestDigest: row.request_digest }
}

/** All of an account's jobs that are neither complete nor cancelled, each held until the transaction ends. */
export async function lockUnfinishedJobs(trx: Kysely<Schema>, accountId: string): Promise<readonly Job[]> {
  const rows = await trx
    .selectFrom('jobs')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('job_status', 'not in', ['COMPLETE', 'CANCELLED'])
    .orderBy('job_id')
    .forUpdate()
    .execute()
  return rows.map(toJob)
}

/** Jobs whose slot is over, or whose pause should have expired, by `now`. */
export async function findOverdueJobs(db: Kysely<Schema>, now: Date): Promise<readonly Job[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('job_status', 'not in', ['COMPLETE', 'CANCELLED'])
    .where((job) => job.or([job('next_run_at', '<=', now), job('user_pause_expires_at', '<=', now)]))
    .orderBy('job_id')
    .execute()
  return rows.map(toJob)
}

/** Jobs that wait for their account's analysis quota. */
export async function findQuotaPausedJobs(db: Kysely<Schema>): Promise<readonly Job[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('job_status', '=', 'PAUSED')
    .orderBy('job_id')
    .execute()
  return rows.map(toJob)
}

export type JobLifecycle = Pick<Job, 'jobStatus' | 'pausedFrom' | 'userPausedAt' | 'userPauseExpiresAt'>

export async function saveLifecycle(trx: Kysely<Schema>, jobId: string, state: JobLifecycle): Promise<void> {
  await trx.updateTable('jobs').set(lifecycleColumns(state)).where('job_id', '=', jobId).execute()
}

export async function saveNextRun(
  trx: Kysely<Schema>,
  jobId: string,
  nextRunAt: Date | undefined,
): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({ next_run_at: nextRunAt ?? null })
    .where('job_id', '=', jobId)
    .execute()
}

/** Counts a run that starts now, and forgets the errors of the one before. */
export async function saveRunStart(
  trx: Kysely<Schema>,
  jobId: string,
  run: { readonly runNumber: number; readonly startedAt: Date },
): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({ number_of_runs: run.runNumber, last_run_time: run.startedAt, last_run_error: false })
    .where('job_id', '=', jobId)
    .execute()
}

/** An account- or bucket-level access error was met in the latest run. */
export async function saveRunError(trx: Kysely<Schema>, jobId: string): Promise<void> {
  await trx.updateTable('jobs').set({ last_run_error: true }).where('job_id', '=', jobId).execute()
}

/** Objects that a run has chosen and that have not ended yet, over all of its buckets. */
export async function countObjectsToProcess(
  db: Kysely<Schema>,
  run: { readonly jobId: string; readonly runNumber: number },
): Promise<number> {
  const row = await db
    .selectFrom('run_buckets')
    .select(sql<number>`coalesce(sum(objects_selected - objects_processed), 0)`.as('objects'))
    .where('job_id', '=', run.jobId)
    .where('run_number', '=', run.runNumber)
    .executeTakeFirstOrThrow()
  return Math.max(0, row.objects)
}

export function toJob(row: Selectable<JobsTable>): Job {
  return {
    jobId: row.job_id,
    jobArn: row.job_arn,
    accountId: row.account_id,
    region: row.region,
    clientToken: row.client_token,
    name: row.name,
    ...(row.description === null ? {} : { description: row.description }),
    jobType: row.job_type as JobType,
    jobStatus: row.job_status as JobStatus,
    initialRun: row.initial_run,
    samplingPercentage: row.sampling_percentage,
    ...(row.schedule_frequency === null
      ? {}
      : { scheduleFrequency: row.schedule_frequency as ScheduleFrequency }),
    s3JobDefinition: row.s3_job_definition as S3JobDefinition,
    managedDataIdentifierSelector: row.managed_data_identifier_selector as ManagedDataIdentifierSelector,
    managedDataIdentifierIds: row.managed_data_identifier_ids,
    customDataIdentifierIds: row.custom_data_identifier_ids,
    allowListIds: row.allow_list_ids,
    tags: row.tags,
    createdAt: row.created_at,
    lastRunTime: row.last_run_time ?? undefined,
    lastRunError: row.last_run_error,
    numberOfRuns: row.number_of_runs,
    nextRunAt: row.next_run_at ?? undefined,
    pausedFrom: (row.paused_from as JobStatus | null) ?? undefined,
    userPausedAt: row.user_paused_at ?? undefined,
    userPauseExpiresAt: row.user_pause_expires_at ?? undefined,
  }
}

function lifecycleColumns(state: JobLifecycle) {
  return {
    job_status: state.jobStatus,
    paused_from: state.pausedFrom ?? null,
    user_paused_at: state.userPausedAt ?? null,
    user_pause_expires_at: state.userPauseExpiresAt ?? null,
  }
}
