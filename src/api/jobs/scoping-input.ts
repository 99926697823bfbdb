// The scope of a job as a request gives it: both vintages of keys, each with the comparators and values it takes.
import { z } from 'zod'
import type { ScopeComparator, ScopeKey } from '../../model/job.ts'
import { anyText, oneOf } from '../members.ts'

const comparators = ['EQ', 'GT', 'GTE', 'LT', 'LTE', 'NE', 'CONTAINS', 'STARTS_WITH'] as const
const ordered = ['EQ', 'NE', 'GT', 'GTE', 'LT', 'LTE'] as const

interface KeyRule {
  readonly comparators: readonly ScopeComparator[]
  /** What each value must be; one value only, where there is a rule. */
  readonly single?: (value: string) => string | undefined
}

const keyRules: Readonly<Record<ScopeKey, KeyRule>> = {
  OBJECT_EXTENSION: { comparators: ['EQ', 'NE'] },
  OBJECT_KEY: { comparators: ['STARTS_WITH'] },
  OBJECT_LAST_MODIFIED_DATE: { comparators: ordered, single: dateProblem },
  OBJECT_SIZE: { comparators: ordered, single: sizeProblem },
  BUCKET_CREATION_DATE: { comparators: ordered, single: dateProblem },
  TAG: { comparators: ['EQ', 'NE', 'CONTAINS'] },
}

const keys = Object.keys(keyRules) as [ScopeKey, ...ScopeKey[]]

const simpleScopeTerm = z
  .object({
    comparator: oneOf(...comparators),
    key: oneOf(...keys),
    values: z.array(z.string()),
  })
  .superRefine(({ comparator, key, values }, check) => {
    const refuse = (member: string, message: string): void =>
      check.addIssue({ code: 'custom', path: [member], message })
    const rule = keyRules[key]
    if (!rule.comparators.includes(comparator))
      refuse('comparator', `must be one of ${rule.comparators.join(', ')} with the key ${key}`)
    if (values.length === 0) refuse('values', 'must have at least one element')
    if (rule.single === undefined) return
    if (values.length > 1) refuse('values', `must have exactly one element with the key ${key}`)
    const problem = rule.single(values[0] ?? '')
    if (problem !== undefined) refuse('values', problem)
  })

const tagPair = z.object({ key: anyText.optional(), value: anyText.optional() })

const tagScopeTerm = z.object({
  comparator: oneOf('EQ', 'NE'),
  key: oneOf('TAG').default('TAG'),
  tagValues: z.array(tagPair).min(1, { error: 'must have at least one element' }),
  target: oneOf('S3_OBJECT').default('S3_OBJECT'),
})

const scopeTerm = z
  .object({ simpleScopeTerm: simpleScopeTerm.optional(), tagScopeTerm: tagScopeTerm.optional() })
  .refine(hasOneMember, { error: 'must have exactly one of simpleScopeTerm and tagScopeTerm' })

const scopeBlock = z.object({ and: z.array(scopeTerm).optional() }).optional()

export const scoping = z.object({ includes: scopeBlock, excludes: scopeBlock }).optional()

/** Of members that exclude each other: exactly one is there. */
export function hasOneMember(value: object): boolean {
  return Object.values(value).filter((member) => member !== undefined).length === 1
}

/** ISO 8601 with a time and a zone. */
export function dateProblem(value: string): string | undefined {
  const shape = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/
  const day = shape.exec(value)?.[1]
  if (day !== undefined && isDay(day) && !Number.isNaN(Date.parse(value))) return undefined
  return 'must be a time in ISO 8601, for example 2023-09-24T14:31:13Z'
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
}

function sizeProblem(value: string): string | undefined {
  return /^\d{1,18}$/.test(value) ? undefined : 'must be a whole number of bytes, as a string'
}
