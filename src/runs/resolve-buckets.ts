// Which buckets a run reads, decided once when it starts: those that the job names, or those that its criteria match.
//
// The one fact to know: a job reads buckets of its own account only, whatever account a definition names.
import { bucketWindow } from '../jobs/window.ts'
import { asksForAccess, matchesCriteria } from '../jobs/bucket-criteria.ts'
import type { RunError } from '../jobs/run-errors.ts'
import type { BucketDescription } from '../model/bucket.ts'
import type { BucketDefinition, Job } from '../model/job.ts'
import { BucketFailure, type BucketProblem, type ObjectStore } from '../objects/object-store.ts'
import type { NewRunBucket } from '../store/run-buckets.ts'
import type { Run } from '../store/runs.ts'

export interface ResolvedBuckets {
  readonly buckets: readonly NewRunBucket[]
  readonly errors: readonly RunError[]
  /** The job chooses by criteria, or by account alone: what it matched is an event. */
  readonly byMatch: boolean
}

export interface ResolveRequest {
  readonly store: ObjectStore
  readonly job: Job
  readonly run: Run
  /** By bucket: the start of the latest run that listed it. */
  readonly previous: ReadonlyMap<string, Date>
}

/** @throws BucketFailure, retryable: the store does not answer now */
export async function resolveBuckets(request: ResolveRequest): Promise<ResolvedBuckets> {
  const { job, store } = request
  const { bucketCriteria, bucketDefinitions = [] } = job.s3JobDefinition
  const found: Found = { buckets: new Map(), errors: [] }
  if (bucketCriteria !== undefined) {
    const own = await ownBuckets(request, found)
    const described = await inParallel(own, ({ name }) => store.describeBucket(name))
    // Many requests a bucket: only where they decide.
    const access = asksForAccess(bucketCriteria)
      ? await inParallel(own, ({ name }) => store.bucketProperties(name))
      : []
    for (const [index, listed] of own.entries()) {
      // One that cannot be described is judged by what its listing told: a job says what it may not read.
      const answer = described[index] ?? listed
      const problem = 'problem' in answer ? answer : undefined
      const bucket = 'problem' in answer ? listed : answer
      if (bucket.accountId !== job.accountId) continue
      if (!matchesCriteria(bucketCriteria, { ...bucket, ...access[index] })) continue
      found.buckets.set(bucket.name, newBucket(request, bucket, problem))
      if (problem !== undefined) found.errors.push(bucketError(request.run, bucket.name, problem))
    }
  } else {
    for (const definition of bucketDefinitions) await addDefinition(request, found, definition)
  }
  const byMatch =
    bucketCriteria !== undefined || bucketDefinitions.some(({ buckets }) => buckets === undefined)
  return { buckets: [...found.buckets.values()], errors: found.errors, byMatch }
}

interface Found {
  readonly buckets: Map<string, NewRunBucket>
  readonly errors: RunError[]
}

async function addDefinition(
  request: ResolveRequest,
  found: Found,
  definition: BucketDefinition,
): Promise<void> {
  const { job, store } = request
  const accountId = definition.accountId ?? job.accountId
  if (accountId !== job.accountId) {
    found.errors.push(accountDenied(request, accountId))
    return
  }
  const names = definition.buckets ?? (await ownBuckets(request, found)).map(({ name }) => name)
  const described = await inParallel(names, (name) => store.describeBucket(name))
  for (const [index, bucket] of described.entries()) {
    const name = names[index] ?? ''
    if (found.buckets.has(name)) continue
    const problem = 'problem' in bucket ? bucket : foreign(bucket, accountId)
    found.buckets.set(
      name,
      newBucket(request, 'problem' in bucket ? unknownBucket(job, name) : bucket, problem),
    )
    if (problem !== undefined) found.errors.push(bucketError(request.run, name, problem))
  }
}

async function ownBuckets(
  { store, job, run }: ResolveRequest,
  found: Found,
): Promise<readonly BucketDescription[]> {
  try {
    return (await store.listBuckets()).filter(({ accountId }) => accountId === job.accountId)
  } catch (error) {
    if (!(error instanceof BucketFailure) || error.retryable) throw error
    found.errors.push({
      runNumber: run.runNumber,
      errorType: 'ACCOUNT_ACCESS_DENIED',
      description: error.message,
      affectedAccount: job.accountId,
      operation: 'ListBuckets',
    })
    return []
  }
}

function accountDenied({ run }: ResolveRequest, affectedAccount: string): RunError {
  const description = 'Cannot use the buckets of this account: it is not the account of the job.'
  return { runNumber: run.runNumber, errorType: 'ACCOUNT_ACCESS_DENIED', description, affectedAccount }
}

export function bucketError(run: Run, affectedBucket: string, { problem, message }: BucketProblem): RunError {
  return {
    runNumber: run.runNumber,
    errorType: problem,
    description: message,
    affectedBucket,
    affectedAccount: run.accountId,
  }
}

function foreign(bucket: BucketDescription, accountId: string): BucketProblem | undefined {
  if (bucket.accountId === accountId) return undefined
  return {
    problem: 'BUCKET_ACCESS_DENIED',
    message: `Cannot use bucket ${bucket.name}: another account owns it`,
  }
}

function newBucket(
  { job, run, previous }: ResolveRequest,
  description: BucketDescription,
  problem?: BucketProblem,
): NewRunBucket {
  const { after: windowAfter } = bucketWindow(job, previous.get(description.name), run.startedAt)
  return {
    bucket: description.name,
    description,
    windowAfter,
    ...(problem === undefined ? {} : { error: problem.problem }),
  }
}

function unknownBucket({ accountId, region }: Job, name: string): BucketDescription {
  return { name, accountId, region, createdAt: undefined, tags: undefined }
}

/** Eight at once: a request takes a while, and a job may name a thousand buckets. */
async function inParallel<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  for (let from = 0; from < items.length; from += 8) {
    answers.push(...(await Promise.all(items.slice(from, from + 8).map(ask))))
  }
  return answers
}
