// Which buckets `s3JobDefinition.bucketCriteria` chooses: evaluated anew at each run's start.
//
// A property that is not known has the value UNKNOWN, which can be asked for; tags that are not known equal
// nothing: EQ never holds, NE always does.
import type { EffectivePermission, SharedAccess } from '../model/bucket.ts'
import type {
  BucketCriteria,
  BucketCriteriaBlock,
  BucketCriterion,
  BucketCriterionKey,
  TagPair,
} from '../model/job.ts'

export interface BucketProperties {
  readonly name: string
  readonly accountId: string
  readonly tags: ReadonlyMap<string, string> | undefined
  readonly effectivePermission?: EffectivePermission
  readonly sharedAccess?: SharedAccess
}

/** Every include criterion holds, and not every exclude criterion does; an empty block says nothing. */
export function matchesCriteria(criteria: BucketCriteria, bucket: BucketProperties): boolean {
  const excluded = (criteria.excludes?.and ?? []).length > 0 && allHold(criteria.excludes, bucket)
  return allHold(criteria.includes, bucket) && !excluded
}

/** Who may reach the bucket decides. */
export function asksForAccess({ includes, excludes }: BucketCriteria): boolean {
  return [...(includes?.and ?? []), ...(excludes?.and ?? [])].some(
    ({ simpleCriterion }) =>
      simpleCriterion?.key === 'S3_BUCKET_EFFECTIVE_PERMISSION' ||
      simpleCriterion?.key === 'S3_BUCKET_SHARED_ACCESS',
  )
}

function allHold(block: BucketCriteriaBlock | undefined, bucket: BucketProperties): boolean {
  return (block?.and ?? []).every((criterion) => holds(criterion, bucket))
}

function holds({ simpleCriterion, tagCriterion }: BucketCriterion, bucket: BucketProperties): boolean {
  if (simpleCriterion !== undefined) {
    const value = properties[simpleCriterion.key](bucket)
    return simpleCriterion.values.includes(value) === (simpleCriterion.comparator === 'EQ')
  }
  if (tagCriterion === undefined) return true
  const listed = tagCriterion.tagValues.some((pair) => hasPair(bucket.tags, pair))
  return listed === (tagCriterion.comparator === 'EQ')
}

const properties: Record<BucketCriterionKey, (bucket: BucketProperties) => string> = {
  ACCOUNT_ID: ({ accountId }) => accountId,
  S3_BUCKET_NAME: ({ name }) => name,
  S3_BUCKET_EFFECTIVE_PERMISSION: ({ effectivePermission = 'UNKNOWN' }) => effectivePermission,
  S3_BUCKET_SHARED_ACCESS: ({ sharedAccess = 'UNKNOWN' }) => sharedAccess,
}

/** A missing member of the pair matches anything. */
function hasPair(tags: ReadonlyMap<string, string> | undefined, pair: TagPair): boolean {
  return [...(tags ?? [])].some(
    ([key, value]) =>
      (pair.key === undefined || pair.key === key) && (pair.value === undefined || pair.value === value),
  )
}
