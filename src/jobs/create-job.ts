// Creates a job, and with it its first run or its first slot. The client token makes it safe to repeat: the
// same request gets the first answer, another request under the same token is refused.
import { randomBytes } from 'node:crypto'
import type { Job, JobRequest } from '../model/job.ts'
import { findSession, lockSession } from '../store/accounts.ts'
import { findAllowLists } from '../store/allow-lists.ts'
import { recordJobEvent } from '../store/job-events.ts'
import { findCustomIdentifiers } from '../store/job-runs.ts'
import { findJobByClientToken, insertJob } from '../store/jobs.ts'
import { inTransaction, type JobContext, type Step } from './job-context.ts'
import { requestDigest } from './request-digest.ts'
import { nextRunTime } from './schedule.ts'
import { startRunOf } from './start-run.ts'

export interface CreateJobRequest extends JobRequest {
  readonly accountId: string
  /** Becomes part of the job's ARN. */
  readonly region: string
}

export type CreatedJob =
  | { readonly created: Job }
  /** The same request came before under this client token. */
  | { readonly repeated: Job }
  | RefusedJob

export type RefusedJob =
  | { readonly refused: 'not-enabled' | 'suspended' | 'token-conflict' }
  | { readonly refused: 'unknown-managed' | 'unknown-custom' | 'unknown-allow-list'; readonly id: string }

export function createJob(context: JobContext, request: CreateJobRequest, now: Date): Promise<CreatedJob> {
  const { accountId, region: _, ...normalised } = request
  const digest = requestDigest(normalised)
  return inTransaction(context, async (step): Promise<CreatedJob> => {
    // Held to the end: two creates with one token come one after the other, and none slips past a suspension.
    const session = await lockSession(step.trx, accountId)
    if (session === undefined || session.status === 'DISABLED') return { refused: 'not-enabled' }
    const earlier = await findJobByClientToken(step.trx, accountId, request.clientToken)
    if (earlier !== undefined) {
      return earlier.requestDigest === digest ? { repeated: earlier.job } : { refused: 'token-conflict' }
    }
    if (session.status === 'PAUSED') return { refused: 'suspended' }
    const unknown = await findUnknown(context, step, request)
    if (unknown !== undefined) return unknown
    return { created: await insertNewJob(context, { step, job: newJob(request, now), digest }, now) }
  })
}

/** The job as it would be created; nothing is. */
export async function draftJob(
  context: JobContext,
  request: CreateJobRequest,
  now: Date,
): Promise<{ readonly draft: Job } | RefusedJob> {
  const { interactive } = context.database
  const session = await findSession(interactive, request.accountId)
  if (session === undefined || session.status === 'DISABLED') return { refused: 'not-enabled' }
  if (session.status === 'PAUSED') return { refused: 'suspended' }
  const unknown = await findUnknown(context, { trx: interactive }, request)
  return unknown ?? { draft: newJob(request, now) }
}

interface NewJob {
  readonly step: Step
  readonly job: Job
  readonly digest: string
}

async function insertNewJob(context: JobContext, { step, job, digest }: NewJob, now: Date): Promise<Job> {
  if (!(await insertJob(step.trx, job, digest))) {
    throw new Error('Cannot create the job: its client token was taken in the same moment')
  }
  await recordJobEvent(step.trx, job, { eventType: 'JOB_CREATED', description: 'The job was created.', now })
  if (job.nextRunAt !== undefined) {
    const slot = job.nextRunAt.toISOString()
    await step.send({ queue: 'scheduled-run', jobId: job.jobId, slot }, job.nextRunAt)
  }
  if (job.jobType === 'SCHEDULED' && !job.initialRun) return job
  const run = await startRunOf(context, { step, job }, now)
  if ('refused' in run) throw new Error(`Cannot start the new job: ${run.refused}`)
  return run.started
}

/** IDLE also where it runs at once: the run that is started in the same transaction sets RUNNING. */
function newJob({ accountId, region, ...request }: CreateJobRequest, now: Date): Job {
  const jobId = randomBytes(16).toString('hex')
  const { scheduleFrequency } = request
  return {
    ...request,
    jobId,
    jobArn: `arn:aws:macie2:${region}:${accountId}:classification-job/${jobId}`,
    accountId,
    region,
    jobStatus: 'IDLE',
    createdAt: now,
    lastRunTime: undefined,
    lastRunError: false,
    numberOfRuns: 0,
    nextRunAt: scheduleFrequency === undefined ? undefined : nextRunTime(scheduleFrequency, now, now),
    pausedFrom: undefined,
    userPausedAt: undefined,
    userPauseExpiresAt: undefined,
  }
}

async function findUnknown(
  context: JobContext,
  { trx }: Pick<Step, 'trx'>,
  request: CreateJobRequest,
): Promise<RefusedJob | undefined> {
  const managed = request.managedDataIdentifierIds.find((id) => !context.knownManagedIdentifier(id))
  if (managed !== undefined) return { refused: 'unknown-managed', id: managed }
  const found = await findCustomIdentifiers(trx, request.accountId, request.customDataIdentifierIds)
  const usable = new Set(found.filter(({ deleted }) => !deleted).map(({ id }) => id))
  const custom = request.customDataIdentifierIds.find((id) => !usable.has(id))
  if (custom !== undefined) return { refused: 'unknown-custom', id: custom }
  const lists = new Set(
    (await findAllowLists(trx, request.accountId, request.allowListIds)).map(({ id }) => id),
  )
  const list = request.allowListIds.find((id) => !lists.has(id))
  return list === undefined ? undefined : { refused: 'unknown-allow-list', id: list }
}
