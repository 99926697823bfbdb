// `s3://bucket/prefix` as a target of `magpie scan`: what it names, and the store it is in by the variables of AWS.
import type { BucketProblem, ObjectStore, S3Source } from '../objects/object-store.ts'
import { CommandFailure } from './command-failure.ts'

export interface S3Target {
  readonly bucket: string
  /** Any beginning of a key, also in the middle of a name; '' for the whole bucket. */
  readonly prefix: string
}

/** undefined where it is no S3 URL at all. @throws CommandFailure where it is one without a bucket */
export function parseS3Target(target: string): S3Target | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(target) ?? []
  if (bucket === undefined) return undefined
  if (bucket !== '') return { bucket, prefix }
  throw new CommandFailure(`Cannot scan "${target}": it names no bucket`, {
    next: 'Write it as s3://bucket or s3://bucket/prefix.',
  })
}

/** How a person would write the object. */
export function s3Url(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`
}

type Environment = Readonly<Record<string, string | undefined>>

/** The key is found by the AWS SDK's own chain: variables, profiles, roles. */
export function s3SourceOf(endpointFlag: string | undefined, environment: Environment): S3Source {
  const endpoint =
    endpointFlag ?? (environment['AWS_ENDPOINT_URL_S3'] || environment['AWS_ENDPOINT_URL'] || undefined)
  if (endpoint !== undefined && !(URL.canParse(endpoint) && /^https?:/.test(endpoint))) {
    throw new CommandFailure(`Cannot use the S3 endpoint "${endpoint}": not an http or https URL`, {
      next: 'Write it as http://minio.internal:9000, with --s3-endpoint or AWS_ENDPOINT_URL_S3.',
    })
  }
  const region = environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || 'us-east-1'
  return { kind: 's3', region, accountId: '000000000000', ...(endpoint === undefined ? {} : { endpoint }) }
}

/** Asks for the first key of each, so that a wrong name or key is told before anything is scanned. */
export async function checkS3Targets(store: ObjectStore, targets: readonly S3Target[]): Promise<void> {
  for (const { bucket, prefix } of targets) {
    await store.listObjects(bucket, { prefix, maxKeys: 1 }).catch((error: unknown) => {
      throw notUsable(bucket, error)
    })
  }
}

function notUsable(bucket: string, cause: unknown): unknown {
  const { problem, message } = cause as Partial<BucketProblem>
  if (problem === undefined || message === undefined) return cause
  return new CommandFailure(
    `Cannot scan s3://${bucket}: ${message.replace(/^Cannot use bucket [^:]*: /, '')}`,
    {
      next: nextSteps[problem],
      cause,
    },
  )
}

const nextSteps: Readonly<Record<BucketProblem['problem'], string>> = {
  BUCKET_ACCESS_DENIED:
    'Does the key of AWS_ACCESS_KEY_ID or AWS_PROFILE have s3:ListBucket and s3:GetObject there?',
  BUCKET_DOES_NOT_EXIST: 'Is it in another store? Name the store with --s3-endpoint or AWS_ENDPOINT_URL_S3.',
  BUCKET_DETAILS_UNAVAILABLE:
    'Is the store there, and is there a key? See --s3-endpoint, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  BUCKET_IN_DIFFERENT_REGION: 'Set AWS_REGION to the region of the bucket.',
  BUCKET_OWNER_CHANGED: 'Name a bucket of the account of your key.',
}
