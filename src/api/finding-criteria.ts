// The criteria grammar of findings: from the request's JSON to conditions that the store can ask.
//
// A value that no finding can have is no error, it matches nothing; an unknown field or operator, or a value of the
// wrong JSON type, is one.
import { z } from 'zod'
import type { FindingCondition, Scalar } from '../store/finding-criteria.ts'
import { findingField, type FindingField } from '../store/finding-fields.ts'
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

export const findingCriteria = z
  .object({ criterion: withoutProto.pipe(z.record(z.string(), operators)).optional() })
  .optional()

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
export function toConditions(criteria: z.infer<typeof findingCriteria>): readonly FindingCondition[] {
  return Object.entries(criteria?.criterion ?? {}).map(([name, given]) => {
    const field = findingField(name)
    if (field === undefined) throw invalid(`findingCriteria.criterion: ${name} is not a field of findings`)
    return toCondition(name, field, given)
  })
}

/** Newest first, unless another attribute is named; that one rises unless said otherwise. */
export function toSort(sort: z.infer<typeof findingSort>) {
  const direction = sort?.orderBy ?? (sort?.attributeName === undefined ? 'DESC' : 'ASC')
  return { sort: sort?.attributeName ?? 'updatedAt', direction } as const
}

function toCondition(name: string, field: FindingField, given: z.infer<typeof operators>): FindingCondition {
  const { eq, neq, eqExactMatch, ...ranges } = given
  const member = `findingCriteria.criterion.${name}`
  const hasRange = Object.values(ranges).some((bound) => bound !== undefined)
  if (hasRange && field.type !== 'number' && field.type !== 'date') {
    throw invalid(`${member}: gt, gte, lt and lte are for numbers and dates`)
  }
  if (eqExactMatch !== undefined) {
    if (!field.exactMatch) throw invalid(`${member}: eqExactMatch cannot be asked of this field`)
    if (eq !== undefined || neq !== undefined)
      throw invalid(`${member}: eqExactMatch cannot be mixed with other operators`)
  }
  return {
    field,
    ...(eq && { eq: eq.flatMap((value) => toScalar(field, value)) }),
    ...(neq && { neq: neq.flatMap((value) => toScalar(field, value)) }),
    ...(eqExactMatch && { eqExactMatch: eqExactMatch.flatMap((value) => toScalar(field, value)) }),
    ...Object.fromEntries(Object.entries(ranges).filter(([, bound]) => bound !== undefined)),
  }
}

/** The value in the field's own type; [] where no value of that type is written so. */
function toScalar({ type, path }: FindingField, value: string): readonly Scalar[] {
  return path.endsWith('customDataIdentifiers.detections.arn') ? [identifierId(value)] : scalarOf[type](value)
}

const scalarOf: Record<FindingField['type'], (value: string) => readonly Scalar[]> = {
  string: (value) => [value],
  boolean: (value) => (value === 'true' ? [true] : value === 'false' ? [false] : []),
  date: (value) => (/^-?\d{1,15}$/.test(value) ? [Number(value)] : []),
  number: (value) => (/^-?(0|[1-9]\d{0,17})(\.\d{1,9})?$/.test(value) ? [Number(value)] : []),
}

/** Findings name custom identifiers by their bare id; criteria may name them by ARN as well. */
function identifierId(value: string): string {
  return /^arn:aws:macie2:[^:]*:\d{12}:custom-data-identifier\/(.+)$/.exec(value)?.[1] ?? value
}
