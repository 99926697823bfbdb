// The criteria grammar of findings: from the request's JSON to conditions that the store can ask.
//
// A value that no finding can have is no error, it matches nothing; an unknown field or operator, or a value of the
// wrong JSON type, is one.
import { z } from 'zod'
import { readConditions, type FindingCondition, type ReadConditions } from '../store/finding-conditions.ts'
import { invalid } from './errors.ts'
import { listOf, long, oneOf } from './members.ts'

const values = listOf(z.string(), 0, 50).optional()

/** Members that are no operators are refused here, not dropped: a condition that is not asked would find too much. */
const operators = z.strictObject({
  eq: values,
  neq: values,
  eqExactMatch: values,
  gt: long.optional(),
  gte: long.optional(),
  lt: long.optional(),
  lte: long.optional(),
})

/** A record drops this one key in silence; it is an unknown field like any other. */
const withoutProto = z
  .unknown()
  .refine((value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'), {
    error: '__proto__ is not a field of findings',
  })

export const findingCriteria = z.object({
  criterion: withoutProto.pipe(z.record(z.string(), operators)).optional(),
})

export const findingSort = z
  .object({
    attributeName: oneOf(
      'count',
      'createdAt',
      'policyDetails.action.apiCallDetails.firstSeen',
      'policyDetails.action.apiCallDetails.lastSeen',
      'resourcesAffected',
      'severity.score',
      'type',
      'updatedAt',
    ).optional(),
    orderBy: oneOf('ASC', 'DESC').optional(),
  })
  .optional()

/** @throws ApiError 400 */
export function toConditions(
  criteria: z.infer<typeof findingCriteria> | undefined,
): readonly FindingCondition[] {
  const read = readConditions(criteria?.criterion ?? {})
  if ('conditions' in read) return read.conditions
  const member = `findingCriteria.criterion${read.refused === 'unknown-field' ? ': ' : '.'}${read.field}`
  throw invalid(`${member}${refusals[read.refused]}`)
}

const refusals: Record<Extract<ReadConditions, { refused: string }>['refused'], string> = {
  'unknown-field': ' is not a field of findings',
  'no-ranges': ': gt, gte, lt and lte are for numbers and dates',
  'no-exact-match': ': eqExactMatch cannot be asked of this field',
  'mixed-exact-match': ': eqExactMatch cannot be mixed with other operators',
}

/** Newest first, unless another attribute is named; that one rises unless said otherwise. */
export function toSort(sort: z.infer<typeof findingSort>) {
  const direction = sort?.orderBy ?? (sort?.attributeName === undefined ? 'DESC' : 'ASC')
  return { sort: sort?.attributeName ?? 'updatedAt', direction } as const
}
