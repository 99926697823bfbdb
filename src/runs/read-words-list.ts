// Reads the object of an allow list as it is now, and says in AWS's codes what is wrong with it.
//
// The one fact to know: a list is read from buckets of its own account only, as a job is.
import { mostBytes, readAllowList } from '../detection/allow/read-allow-list.ts'
import type { AllowListStatus, AllowListStatusCode } from '../model/allow-list.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import { SourceFailure } from '../model/source-failure.ts'
import type { BucketProblem, ObjectStore } from '../objects/object-store.ts'
import { isThrottling } from '../objects/s3/retry.ts'

export interface WordsListPlace {
  readonly accountId: string
  readonly bucketName: string
  readonly objectKey: string
}

export interface ReadWordsList {
  readonly status: AllowListStatus
  /** Digests; empty unless the status is OK. */
  readonly words: Uint8Array
}

export async function readWordsList(store: ObjectStore, place: WordsListPlace): Promise<ReadWordsList> {
  const entry = await findWordsList(store, place)
  return 'code' in entry ? unusable(entry) : readWordsOf(store, place, entry)
}

/** The object as it is now, or why it is of no use. */
export async function findWordsList(
  store: ObjectStore,
  { accountId, bucketName, objectKey }: WordsListPlace,
): Promise<ObjectEntry | AllowListStatus> {
  const bucket = await store.describeBucket(bucketName)
  // One that is out of order says more by the request for its object.
  const problem = 'problem' in bucket ? bucket : undefined
  if (problem !== undefined && problem.problem !== 'BUCKET_DETAILS_UNAVAILABLE') return ofBucket(problem)
  if (!('problem' in bucket) && bucket.accountId !== accountId) return foreign
  const asked = { key: objectKey, size: 0, eTag: '', lastModified: new Date(0) }
  try {
    const entry = await store.currentEntry(bucketName, asked)
    if (problem !== undefined) return ofBucket(problem)
    if (entry === undefined) return notFound
    if (entry.size > mostBytes) return oversize
    return entry.size === 0 ? empty : entry
  } catch (error) {
    return ofFailure(error)
  }
}

export async function readWordsOf(
  store: ObjectStore,
  { bucketName }: WordsListPlace,
  entry: ObjectEntry,
): Promise<ReadWordsList> {
  try {
    const source = await store.open(bucketName, entry)
    try {
      const text = await readAllowList(source)
      if ('problem' in text) return unusable(ofProblem[text.problem])
      const { words, tooLong } = text
      return { words, status: tooLong === 0 ? { code: 'OK' } : { code: 'OK', description: leftOut(tooLong) } }
    } finally {
      await source.close()
    }
  } catch (error) {
    return unusable(ofFailure(error))
  }
}

function unusable(status: AllowListStatus): ReadWordsList {
  return { status, words: new Uint8Array(0) }
}

function leftOut(lines: number): string {
  return `${lines} of the lines ${lines === 1 ? 'is' : 'are'} longer than 90 characters and not used.`
}

const notFound: AllowListStatus = { code: 'S3_OBJECT_NOT_FOUND', description: 'The object does not exist.' }
const empty: AllowListStatus = { code: 'S3_OBJECT_EMPTY', description: 'The object has no usable line.' }
const oversize: AllowListStatus = {
  code: 'S3_OBJECT_OVERSIZE',
  description: 'The object has more than 100,000 lines or 35 MB.',
}
const foreign: AllowListStatus = {
  code: 'S3_USER_ACCESS_DENIED',
  description: 'Another account owns the bucket.',
}

const ofProblem: Record<'oversize' | 'empty' | 'not-text', AllowListStatus> = {
  oversize,
  empty,
  'not-text': { code: 'UNKNOWN_ERROR', description: 'The object is no text in UTF-8.' },
}

function ofBucket({ problem, message }: BucketProblem): AllowListStatus {
  const code: AllowListStatusCode =
    problem === 'BUCKET_DOES_NOT_EXIST'
      ? 'S3_OBJECT_NOT_FOUND'
      : problem === 'BUCKET_ACCESS_DENIED'
        ? 'S3_USER_ACCESS_DENIED'
        : 'UNKNOWN_ERROR'
  return { code, description: message }
}

function ofFailure(error: unknown): AllowListStatus {
  if (!(error instanceof SourceFailure)) throw error
  return { code: codeOf(error), description: error.message }
}

function codeOf({ reason, retryable, cause }: SourceFailure): AllowListStatusCode {
  switch (reason) {
    case 'PERMISSION_DENIED':
    case 'INVALID_ENCRYPTION':
    case 'INVALID_KMS_KEY':
      return 'S3_OBJECT_ACCESS_DENIED'
    case 'NO_SUCH_BUCKET_AVAILABLE':
      return 'S3_OBJECT_NOT_FOUND'
    case 'SOURCE_OBJECT_NO_LONGER_AVAILABLE':
      return retryable ? (isThrottling(cause) ? 'S3_THROTTLED' : 'UNKNOWN_ERROR') : 'S3_OBJECT_NOT_FOUND'
    default:
      return 'UNKNOWN_ERROR'
  }
}
