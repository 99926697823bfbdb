// What an S3 error means for the object, and for the bucket.
import type { ShortfallReason } from '../../model/shortfall.ts'
import { SourceFailure } from '../../model/source-failure.ts'
import { BucketFailure, type BucketProblem } from '../object-store.ts'
import { isTransient, nameOf, statusOf } from './retry.ts'

/** Of GetObject. */
export function objectFailure(error: unknown): SourceFailure {
  if (error instanceof SourceFailure) return error
  const retryable = isTransient(error)
  const reason = retryable ? 'SOURCE_OBJECT_NO_LONGER_AVAILABLE' : objectReason(error)
  return new SourceFailure(reason, `Cannot read object: ${said(error)}`, {
    retryable: retryable || reason === 'OBJECT_VERSION_MISMATCH',
    cause: error,
  })
}

function objectReason(error: unknown): ShortfallReason {
  const name = nameOf(error)
  const status = statusOf(error)
  if (name === 'InvalidObjectState') return 'INVALID_OBJECT_STATE'
  if (name === 'NoSuchBucket') return 'NO_SUCH_BUCKET_AVAILABLE'
  if (name === 'PreconditionFailed' || status === 412) return 'OBJECT_VERSION_MISMATCH'
  if (name.startsWith('KMS.')) return /AccessDenied/.test(name) ? 'INVALID_ENCRYPTION' : 'INVALID_KMS_KEY'
  if (status === 403 || status === 401)
    return /kms/i.test(messageOf(error)) ? 'INVALID_ENCRYPTION' : 'PERMISSION_DENIED'
  // A plain GET has nothing in it that could be invalid: what the server misses is the customer's key.
  if (status === 400 && /^Invalid(Argument|Request)$/.test(name)) return 'INVALID_ENCRYPTION'
  return 'SOURCE_OBJECT_NO_LONGER_AVAILABLE'
}

/** Of bucket calls and listings. */
export function bucketFailure(bucket: string, error: unknown): BucketFailure {
  const problem = bucketProblem(error)
  const retryable = problem === 'BUCKET_DETAILS_UNAVAILABLE' && isTransient(error)
  return new BucketFailure(
    { problem, message: `Cannot use bucket ${bucket}: ${said(error)}` },
    { retryable, cause: error },
  )
}

function bucketProblem(error: unknown): BucketProblem['problem'] {
  const name = nameOf(error)
  const status = statusOf(error)
  if (name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed' || status === 301) {
    return 'BUCKET_IN_DIFFERENT_REGION'
  }
  if (name === 'NoSuchBucket' || status === 404) return 'BUCKET_DOES_NOT_EXIST'
  if (status === 403 || status === 401) return 'BUCKET_ACCESS_DENIED'
  return 'BUCKET_DETAILS_UNAVAILABLE'
}

/** The code alone: a server's message may repeat what it was sent. */
function said(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code
  const status = statusOf(error)
  const word = nameOf(error) === 'Error' && typeof code === 'string' ? code : nameOf(error)
  return `the store says ${word || 'nothing'}${status === undefined ? '' : ` (${status})`}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
