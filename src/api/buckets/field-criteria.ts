// The criteria of DescribeBuckets: a map from fields of BucketMetadata to operators.
//
// A value that no bucket can have is no error, it matches nothing; an unknown field or operator, or an operator that the
// field does not have, is one.
import { z } from 'zod'
import { bucketField } from '../../store/bucket-fields.ts'
import type { BucketCondition } from '../../store/list-buckets.ts'
import { invalid } from '../errors.ts'
import { listOf, long } from '../members.ts'

const values = listOf(z.string(), 0, 50).optional()

/** Members that are no operators are refused here, not dropped: a condition that is not asked would find too much. */
const operators = z.strictObject({
  eq: values,
  neq: values,
  prefix: z.string().optional(),
  gt: long.optional(),
  gte: long.optional(),
  lt: long.optional(),
  lte: long.optional(),
})

/** A record drops this one key in silence; it is an unknown field like any other. */
const withoutProto = z
  .unknown()
  .refine((value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'), {
    error: '__proto__ is not a field of buckets',
  })

export const fieldCriteria = withoutProto.pipe(z.record(z.string(), operators)).optional()

/** @throws ApiError 400 */
export function toBucketConditions(criteria: z.infer<typeof fieldCriteria> = {}): readonly BucketCondition[] {
  return Object.entries(criteria).map(([name, given]) => {
    const field = bucketField(name)
    if (field === undefined) throw invalid(`criteria: ${name} is not a field of buckets`)
    const { eq, neq, prefix, ...bounds } = given
    if (prefix !== undefined && name !== 'bucketName')
      throw invalid(`criteria.${name}: prefix can be asked of bucketName only`)
    const ranges = Object.entries(bounds).filter(([, bound]) => bound !== undefined)
    if (ranges.length > 0 && field.type !== 'number' && field.type !== 'date')
      throw invalid(`criteria.${name}: gt, gte, lt and lte are for numbers and dates`)
    return {
      field,
      ...(eq && { eq }),
      ...(neq && { neq }),
      ...(prefix !== undefined && { prefix }),
      ...Object.fromEntries(ranges),
    }
  })
}
