// The criteria grammar of findings: from operators over named fields, as requests and saved filters give them, to
// conditions of the fields' own types. What asks SQL and what asks a finding in memory both begin here.
//
// A value that no finding can have is no error, it matches nothing.
import { findingField, type FindingField } from './finding-fields.ts'

/** Operators of one field; all must hold. Values are already of the field's type, dates in epoch milliseconds. */
export interface FindingCondition {
  readonly field: FindingField
  readonly eq?: readonly Scalar[]
  readonly neq?: readonly Scalar[]
  readonly eqExactMatch?: readonly Scalar[]
  readonly gt?: number
  readonly gte?: number
  readonly lt?: number
  readonly lte?: number
}
export type Scalar = string | number | boolean

/** By field name; values are texts whatever the field's type, bounds are numbers. */
export type FindingCriterion = Readonly<Record<string, CriterionOperators>>
export interface CriterionOperators {
  readonly eq?: readonly string[] | undefined
  readonly neq?: readonly string[] | undefined
  readonly eqExactMatch?: readonly string[] | undefined
  readonly gt?: number | undefined
  readonly gte?: number | undefined
  readonly lt?: number | undefined
  readonly lte?: number | undefined
}

export type ReadConditions =
  | { readonly conditions: readonly FindingCondition[] }
  | { readonly refused: CriterionRefused; readonly field: string }
type CriterionRefused = 'unknown-field' | 'no-ranges' | 'no-exact-match' | 'mixed-exact-match'

export function readConditions(criterion: FindingCriterion): ReadConditions {
  const conditions: FindingCondition[] = []
  for (const [name, given] of Object.entries(criterion)) {
    const field = findingField(name)
    if (field === undefined) return { refused: 'unknown-field', field: name }
    const refused = refusal(field, given)
    if (refused !== undefined) return { refused, field: name }
    conditions.push(toCondition(field, given))
  }
  return { conditions }
}

export const rangeOperators = ['gt', 'gte', 'lt', 'lte'] as const

/** Dates in findings all have this form, so that they compare as text. Bounds beyond it become its ends. */
export function isoDate(epochMilliseconds: number): string {
  const [first, last] = [-62_135_596_800_000, 253_402_300_799_999]
  return new Date(Math.min(Math.max(epochMilliseconds, first), last)).toISOString()
}

function refusal(field: FindingField, given: CriterionOperators): CriterionRefused | undefined {
  const { eq, neq, eqExactMatch } = given
  const hasRange = rangeOperators.some((operator) => given[operator] !== undefined)
  if (hasRange && field.type !== 'number' && field.type !== 'date') return 'no-ranges'
  if (eqExactMatch === undefined) return undefined
  if (!field.exactMatch) return 'no-exact-match'
  return eq !== undefined || neq !== undefined ? 'mixed-exact-match' : undefined
}

function toCondition(field: FindingField, given: CriterionOperators): FindingCondition {
  const { eq, neq, eqExactMatch } = given
  return {
    field,
    ...(eq && { eq: eq.flatMap((value) => toScalar(field, value)) }),
    ...(neq && { neq: neq.flatMap((value) => toScalar(field, value)) }),
    ...(eqExactMatch && { eqExactMatch: eqExactMatch.flatMap((value) => toScalar(field, value)) }),
    ...Object.fromEntries(
      rangeOperators.flatMap((operator) =>
        given[operator] === undefined ? [] : [[operator, given[operator]]],
      ),
    ),
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
