// Jobs for tests: a store, accounts of their own, a queue that only remembers what is sent, and hands into the
// tables that other parts of the program fill.
import type { Database } from '../database/open-database.ts'
import type { TestDatabases } from '../database/test-database.ts'
import type { Job } from '../model/job.ts'
import type { Message } from '../queue/message.ts'
import { addFirstSession } from '../store/accounts.ts'
import { findJobEvents, type JobEventBody } from '../store/job-events.ts'
import { findJob } from '../store/jobs.ts'
import { changeJobStatus, type ChangedStatus, type RequestedStatus } from './change-job-status.ts'
import { type CreateJobRequest, createJob } from './create-job.ts'
import { finishRun, type FinishedRun } from './finish-run.ts'
import type { JobContext } from './job-context.ts'

export const noon = new Date('2024-05-10T12:00:00.250Z')

/** So many days after noon. */
export function after(days: number): Date {
  return new Date(noon.getTime() + days * 86_400_000)
}

export const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const

export interface SentMessage {
  readonly message: Message
  readonly startAfter: Date | undefined
}

/** An account of its own, and what may be done with its jobs. */
export interface TestAccount {
  readonly accountId: string
  readonly context: JobContext
  readonly sent: SentMessage[]
  readonly woken: string[]
  readonly create: (changes?: Partial<CreateJobRequest>, now?: Date) => Promise<Job>
  readonly read: (job: Job) => Promise<Job>
  readonly request: (job: Job, requested: RequestedStatus, now?: Date) => Promise<ChangedStatus>
  readonly events: (job: Job) => Promise<readonly JobEventBody[]>
  readonly eventTypes: (job: Job) => Promise<readonly string[]>
}

export interface TestJobs {
  readonly database: Database
  /** Its session is enabled. */
  newAccount(): Promise<TestAccount>
  addCustomIdentifier(accountId: string, deleted?: boolean): Promise<string>
  close(): Promise<void>
}

export async function openTestJobs(databases: TestDatabases): Promise<TestJobs> {
  const database = await databases.open()
  let next = 100_000_000_000
  return {
    database,
    newAccount: () => newAccount(database, String(next++)),
    async addCustomIdentifier(accountId, deleted = false) {
      const id = `00000000-0000-4000-8000-${String(next++)}`
      await insertCustomIdentifier(database, { id, accountId, deleted })
      return id
    },
    close: () => database.close(),
  }
}

async function newAccount(database: Database, accountId: string): Promise<TestAccount> {
  await addFirstSession(database.interactive, accountId, noon)
  const sent: SentMessage[] = []
  const woken: string[] = []
  const context = rememberingContext(database, { sent, woken })
  const events = async (job: Job): Promise<readonly JobEventBody[]> =>
    (await findJobEvents(database.interactive, job.jobId, { limit: 100 })).map(({ body }) => body)
  return {
    accountId,
    context,
    sent,
    woken,
    async create(changes = {}, now = noon) {
      const answer = await createJob(context, { ...requestOf(accountId), ...changes }, now)
      if (!('created' in answer)) throw new Error(`Cannot create the test's job: ${JSON.stringify(answer)}`)
      return answer.created
    },
    async read(job) {
      const found = await findJob(database.interactive, accountId, job.jobId)
      if (found === undefined) throw new Error("Cannot read the test's job: it is not there")
      return found
    },
    request: (job, requested, now = noon) =>
      changeJobStatus(context, { accountId, jobId: job.jobId, requested }, now),
    events,
    eventTypes: async (job) => (await events(job)).map(({ eventType }) => eventType),
  }
}

function rememberingContext(
  database: Database,
  { sent, woken }: { readonly sent: SentMessage[]; readonly woken: string[] },
): JobContext {
  return {
    database,
    queue: {
      send: (_executor, message, options = {}) => {
        sent.push({ message, startAfter: options.startAfter })
        return Promise.resolve(`turn-${sent.length}`)
      },
      sendBatches: async (_executor, batchIds) => {
        for (const batchId of batchIds)
          sent.push({ message: { queue: 'scan-batch', batchId }, startAfter: undefined })
      },
      notify: (queue) => void woken.push(queue),
    },
    identifierSet: 'set of the test',
    knownManagedIdentifier: (id) => id.startsWith('KNOWN'),
    selectManagedIdentifiers: (selector, ids) => [selector, ...ids],
  }
}

export function requestOf(accountId: string): CreateJobRequest {
  return {
    accountId,
    region: 'eu-west-1',
    clientToken: 'token',
    name: 'a job',
    jobType: 'ONE_TIME',
    initialRun: false,
    samplingPercentage: 100,
    s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: ['b'] }] },
    managedDataIdentifierSelector: 'RECOMMENDED',
    managedDataIdentifierIds: [],
    customDataIdentifierIds: [],
    allowListIds: [],
    tags: { team: 'x' },
  }
}

/** A run is `scanning` once all of it is planned. */
export async function setPhase(
  { interactive }: Database,
  job: Job,
  phase: 'listing' | 'scanning',
): Promise<void> {
  await interactive.updateTable('runs').set({ phase }).where('job_id', '=', job.jobId).execute()
}

/** A batch of the job's first run, of one object. */
export async function addBatch({ interactive }: Database, job: Job): Promise<number> {
  const { jobId: job_id } = job
  const row = await interactive
    .insertInto('batches')
    .values({ job_id, run_number: 1, bucket: 'b', objects: 1, bytes: 1, entries: Buffer.alloc(1) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function batchesOf({ interactive }: Database, job: Job): Promise<readonly number[]> {
  const rows = await interactive.selectFrom('batches').select('id').where('job_id', '=', job.jobId).execute()
  return rows.map(({ id }) => id)
}

export function runRow({ interactive }: Database, job: Job, runNumber = 1) {
  return interactive
    .selectFrom('runs')
    .selectAll()
    .where('job_id', '=', job.jobId)
    .where('run_number', '=', runNumber)
    .executeTakeFirst()
}

/** Asks whether the job's first run is over. */
export function finish({ background }: Database, job: Job, now = noon): Promise<FinishedRun> {
  return background.transaction().execute((trx) => finishRun(trx, { jobId: job.jobId, runNumber: 1 }, now))
}

/** A bucket of the job's first run, listed to its end or with the error that it met. */
export async function addBucket(
  { interactive }: Database,
  job: Job,
  { bucket, error }: { readonly bucket: string; readonly error: string | null },
): Promise<void> {
  const { jobId: job_id, accountId: account_id } = job
  await interactive
    .insertInto('run_buckets')
    .values({
      job_id,
      run_number: 1,
      bucket,
      position: 0,
      account_id,
      description: '{}',
      listed: true,
      error,
    })
    .execute()
}

async function insertCustomIdentifier(
  { interactive }: Database,
  { id, accountId, deleted }: { readonly id: string; readonly accountId: string; readonly deleted: boolean },
): Promise<void> {
  await interactive
    .insertInto('custom_data_identifiers')
    .values({
      id,
      account_id: accountId,
      region: 'r',
      client_token: id,
      request_digest: '',
      name: 'badge',
      regex: '[0-9]+',
      keywords: ['badge'],
      ignore_words: [],
      maximum_match_distance: 50,
      tags: '{}',
      deleted,
      created_at: noon,
    })
    .execute()
}
