// The buckets of a job as a request names them: a fixed list, all buckets of an account, or criteria.
import { z } from 'zod'
import { ApiError, invalid } from '../errors.ts'
import type { S3JobDefinition } from '../../model/job.ts'
import { criteriaBlocks } from '../buckets/criteria-blocks.ts'
import { scoping } from './scoping-input.ts'

const some = { error: 'must have at least one element' }

const bucketDefinition = z
  .object({
    accountId: z
      .string()
      .regex(/^\d{12}$/, { error: 'must be 12 digits' })
      .optional(),
    // A list that lost its names must not turn into everything.
    buckets: z
      .array(z.string().min(1, { error: 'must not be empty' }))
      .min(1, some)
      .optional(),
  })
  .refine(({ accountId, buckets }) => accountId !== undefined || buckets !== undefined, {
    error: 'must have accountId, buckets or both',
  })

const bucketDefinitions = z.array(bucketDefinition).min(1, some)

const bucketCriteria = criteriaBlocks(
  'ACCOUNT_ID',
  'S3_BUCKET_NAME',
  'S3_BUCKET_EFFECTIVE_PERMISSION',
  'S3_BUCKET_SHARED_ACCESS',
)

export const s3JobDefinition = z
  .object({
    bucketDefinitions: bucketDefinitions.optional(),
    bucketCriteria,
    scoping,
  })
  .refine(
    (definition) =>
      (definition.bucketDefinitions === undefined) !== (definition.bucketCriteria === undefined),
    {
      error: 'must have exactly one of bucketDefinitions and bucketCriteria',
    },
  )

const maximumBuckets = 1_000

/** @throws ApiError 402 */
export function checkBucketQuota({ bucketDefinitions: definitions = [] }: S3JobDefinition): void {
  const buckets = definitions.reduce((sum, definition) => sum + (definition.buckets?.length ?? 0), 0)
  if (buckets <= maximumBuckets) return
  const message = `s3JobDefinition names ${buckets} buckets: a job can have at most ${maximumBuckets}.`
  throw new ApiError('ServiceQuotaExceededException', message)
}

/** A definition without an account means the caller's: only now is it known which buckets are the same. @throws ApiError 400 */
export function refuseRepeatedBuckets(
  { bucketDefinitions: definitions = [] }: S3JobDefinition,
  callerAccountId: string,
): void {
  const seen = new Set<string>()
  for (const { accountId = callerAccountId, buckets = [] } of definitions) {
    for (const bucket of buckets) {
      const name = `${accountId}/${bucket}`
      if (seen.has(name))
        throw invalid('s3JobDefinition.bucketDefinitions: must not name a bucket twice in buckets')
      seen.add(name)
    }
  }
}
