// Runs for tests: real stores, queues, scan threads, and a folder of buckets and an account for each test. What a test
// breaks on purpose it hands in.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from '../database/open-database.ts'
import { changeJobStatus, type RequestedStatus } from '../jobs/change-job-status.ts'
import { type CreateJobRequest, createJob } from '../jobs/create-job.ts'
import type { JobContext } from '../jobs/job-context.ts'
import { cancelAllJobs } from '../jobs/suspend-account.ts'
import type { Job } from '../model/job.ts'
import { openBucketWriter } from '../objects/bucket-writer.ts'
import { openObjectStores } from '../objects/open-object-stores.ts'
import type { SourceConfig } from '../objects/object-store.ts'
import { openQueue, type Queue } from '../queue/queue.ts'
import { openResultsStore } from '../results/results-store.ts'
import { addFirstSession } from '../store/accounts.ts'
import { findJob } from '../store/jobs.ts'
import { startScanThreads } from '../threads/scan-threads.ts'
import type { RunContext, WorkerContext } from './run-context.ts'
import { keepRunIdentifiers } from './run-identifiers.ts'
import { startRunWatch } from './run-watch.ts'
import { type RunWorker, startWorker } from './worker.ts'

export const bucket = 'b'
export const ssnLine = (n: number): string => `ssn: 536-22-${String(1_000 + n).slice(-4)}\n`

export interface TestRuns {
  readonly accountId: string
  readonly database: Database
  readonly queue: Queue
  /** The buckets' folder; `bucket` is there. */
  readonly root: string
  /** Errors that were warned of. */
  readonly warnings: string[]
  /** Writes a file of the bucket, dated long ago, so that any change after it is seen. */
  put(key: string, content: string | Uint8Array): void
  create(changes?: Partial<CreateJobRequest>): Promise<Job>
  request(job: Job, requested: RequestedStatus): Promise<void>
  read(job: Job): Promise<Job>
  readonly jobs: JobContext
  readonly worker: WorkerContext
  /** For a turn that a test takes itself. */
  context(changes?: Partial<RunContext>): RunContext
  /** Works as a process does, until the test ends. */
  work(changes?: Partial<WorkerContext>): Promise<RunWorker>
  untilStatus(job: Job, status: Job['jobStatus']): Promise<void>
  close(): Promise<void>
}

/** Close it before the next one is opened: whoever works takes what is in the queue, whosever it is. */
export async function openTestRuns(database: Database): Promise<TestRuns> {
  const accountId = String(nextAccount++)
  const parts = new AsyncDisposableStack()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-runs-'))
  parts.defer(() => removeFolder(folder))
  const root = path.join(folder, 'buckets')
  mkdirSync(path.join(root, bucket), { recursive: true })
  const warnings: string[] = []
  const warn = (error: Error): void => void warnings.push(error.message)
  const queue = await openQueue(database, { warn })
  parts.defer(() => queue.stop())
  await addFirstSession(database.interactive, accountId, new Date())
  parts.defer(() => cancelJobs(database, accountId))
  const jobs = {
    database,
    queue,
    identifierSet: 'set of the test',
    knownManagedIdentifier: () => true,
    selectManagedIdentifiers: () => [ssn],
  }
  const worker = workerContext({ accountId, database, queue, folder, root, warn })
  const context = contexts(worker, parts)
  return {
    accountId,
    database,
    queue,
    root,
    warnings,
    put: (key, content) => putFile(path.join(root, bucket, key), content),
    create: (changes = {}) => create(jobs, { accountId, ...changes }),
    async request({ jobId }, requested) {
      const answer = await changeJobStatus(jobs, { accountId, jobId, requested }, new Date())
      if ('refused' in answer) throw new Error(`Cannot change the test's job: ${answer.refused}`)
    },
    read: (job) => readJob(database, job),
    jobs,
    worker,
    context,
    async work(changes = {}) {
      const started = await startWorker({ ...worker, ...changes })
      let stopping: Promise<void> | undefined
      const stop = (): Promise<void> => (stopping ??= started.stop())
      parts.defer(stop)
      return { stop }
    },
    untilStatus: (job, status) =>
      until(`the job ${status}`, async () => (await readJob(database, job)).jobStatus === status),
    close: () => parts.disposeAsync(),
  }
}

let nextAccount = 200_000_000_000
const ssn = 'USA_SOCIAL_SECURITY_NUMBER'

/** Waits for a condition that other processes' work brings about. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Cannot see ${what}: it did not come about`)
    await delay(10)
  }
}

interface Parts extends Pick<WorkerContext, 'database' | 'queue'> {
  readonly accountId: string
  readonly folder: string
  readonly root: string
  readonly warn: (error: Error) => void
}

function workerContext({ accountId, database, queue, folder, root, warn }: Parts): WorkerContext {
  const sources: SourceConfig[] = [{ kind: 'directory', root, accountId, region: 'us-east-1' }]
  return {
    database,
    queue,
    sources,
    resultsStore: openResultsStore({ kind: 'folder', folder: path.join(folder, 'results') }),
    identifierSet: 'set of the worker',
    scanThreads: 2,
    workerId: 'worker',
    logger: { debug: () => undefined, info: () => undefined, warn, error: warn },
    clock: () => new Date(),
  }
}

/** The threads and the watch are those of all contexts of a test, and started with the first. */
function contexts(worker: WorkerContext, parts: AsyncDisposableStack): TestRuns['context'] {
  let shared: Pick<RunContext, 'store' | 'writer' | 'threads' | 'watch' | 'identifiers'> | undefined
  return (changes = {}) => {
    if (shared === undefined) {
      const threads = startScanThreads({ threads: 1, warn: worker.logger.warn })
      const watch = startRunWatch(worker.database, 50)
      parts.defer(() => threads.close())
      parts.defer(() => watch.close())
      const identifiers = keepRunIdentifiers(worker.database)
      const { sources } = worker
      const writer = openBucketWriter(sources)
      shared = { store: openObjectStores(sources), writer, threads, watch, identifiers }
    }
    const { scanThreads: _, ...rest } = worker
    return { ...rest, ...shared, ...changes }
  }
}

type Changes = Partial<CreateJobRequest> & Pick<CreateJobRequest, 'accountId'>

async function create(jobs: JobContext, changes: Changes): Promise<Job> {
  const request: CreateJobRequest = {
    region: 'us-east-1',
    clientToken: randomUUID(),
    name: 'a job',
    jobType: 'ONE_TIME',
    initialRun: false,
    samplingPercentage: 100,
    s3JobDefinition: { bucketDefinitions: [{ accountId: changes.accountId, buckets: [bucket] }] },
    managedDataIdentifierSelector: 'ALL',
    managedDataIdentifierIds: [],
    customDataIdentifierIds: [],
    allowListIds: [],
    tags: {},
    ...changes,
  }
  const answer = await createJob(jobs, request, new Date())
  if ('created' in answer) return answer.created
  throw new Error(`Cannot create the test's job: ${JSON.stringify(answer)}`)
}

async function readJob(database: Database, { accountId, jobId }: Job): Promise<Job> {
  const job = await findJob(database.interactive, accountId, jobId)
  if (job === undefined) throw new Error("Cannot read the test's job: it is not there")
  return job
}

async function cancelJobs({ interactive }: Database, accountId: string): Promise<void> {
  await interactive.transaction().execute((trx) => cancelAllJobs(trx, accountId, new Date()))
}

function putFile(file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  utimesSync(file, longAgo, longAgo)
}

const longAgo = 1_700_000_000

function removeFolder(folder: string): void {
  execFileSync('chmod', ['-R', 'u+rwx', folder])
  rmSync(folder, { recursive: true, force: true })
}
