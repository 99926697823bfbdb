// The buckets of a job as a request names them: a fixed list, all buckets of an account, or criteria.
import { z } from 'zod'
import { ApiError, invalid } from '../errors.ts'
import type { S3JobDefinition } from '../../model/job.ts'
import { anyText, oneOf } from '../members.ts'
import { hasOneMember, scoping } from './scoping-input.ts'

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

/** What the keys with a list of words of their own may be compared with. */
const knownValues: Readonly<Record<string, readonly string[]>> = {
  S3_BUCKET_EFFECTIVE_PERMISSION: ['PUBLIC', 'NOT_PUBLIC', 'UNKNOWN'],
  S3_BUCKET_SHARED_ACCESS: ['EXTERNAL', 'INTERNAL', 'NOT_SHARED', 'UNKNOWN'],
}

const simpleCriterion = z
  .object({
    comparator: oneOf('EQ', 'NE'),
    key: oneOf('ACCOUNT_ID', 'S3_BUCKET_NAME', 'S3_BUCKET_EFFECTIVE_PERMISSION', 'S3_BUCKET_SHARED_ACCESS'),
    values: z.array(z.string()).min(1, some),
  })
  .superRefine(({ key, values }, check) => {
    const known = knownValues[key]
    if (known === undefined || values.every((value) => known.includes(value))) return
    check.addIssue({ code: 'custom', path: ['values'], message: `must be among ${known.join(', ')}` })
  })

const tagCriterion = z.object({
  comparator: oneOf('EQ', 'NE'),
  tagValues: z.array(z.object({ key: anyText.optional(), value: anyText.optional() })).min(1, some),
})

const criterion = z
  .object({ simpleCriterion: simpleCriterion.optional(), tagCriterion: tagCriterion.optional() })
  .refine(hasOneMember, { error: 'must have exactly one of simpleCriterion and tagCriterion' })

const criteriaBlock = z.object({ and: z.array(criterion).optional() }).optional()

export const s3JobDefinition = z
  .object({
    bucketDefinitions: bucketDefinitions.optional(),
    bucketCriteria: z.object({ includes: criteriaBlock, excludes: criteriaBlock }).optional(),
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
