// Criteria over findings -> SQL. Fields with a column use it; the rest is asked of the stored JSON. What matches in memory
// (finding-matcher.ts) must be what matches here: a test compares them.
//
// Conditions are split by cost: `cheap` ones (columns, facets) have indexes and go into every query; `slow` ones
// read the JSON of each finding, 3 ms for a thousand, and so are asked of bounded slices only.
import { sql, type RawBuilder } from 'kysely'
import { isoDate, rangeOperators, type FindingCondition, type Scalar } from './finding-conditions.ts'
import type { FieldColumn, FindingField } from './finding-fields.ts'

export interface CompiledCriteria {
  readonly cheap: readonly RawBuilder<boolean>[]
  readonly slow: readonly RawBuilder<boolean>[]
}

export function compileCriteria(conditions: readonly FindingCondition[]): CompiledCriteria {
  const cheap: RawBuilder<boolean>[] = []
  const slow: RawBuilder<boolean>[] = []
  for (const condition of conditions) {
    const { column } = condition.field
    if (column !== undefined) cheap.push(...columnPredicates(condition, column))
    else {
      cheap.push(...facetPredicates(condition))
      slow.push(...jsonPredicates(condition))
    }
  }
  return { cheap, slow }
}

const ranges = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const

/** Columns that some findings have no value for are null: such a finding meets no condition but neq. */
function columnPredicates(condition: FindingCondition, column: FieldColumn): RawBuilder<boolean>[] {
  const { field, eq, neq } = condition
  const value = sql.ref(column)
  const isOneOf = (values: readonly Scalar[]) =>
    values.length === 0
      ? sql<boolean>`false`
      : sql<boolean>`${value} in (${sql.join(values.map((one) => columnValue(field, one)))})`
  const predicates: RawBuilder<boolean>[] = []
  if (eq !== undefined) predicates.push(isOneOf(eq))
  if (neq !== undefined) predicates.push(sql`${isOneOf(neq)} is not true`)
  for (const operator of rangeOperators) {
    const bound = condition[operator]
    if (bound !== undefined)
      predicates.push(sql`${value} ${sql.raw(ranges[operator])} ${columnBound(field, bound)}`)
  }
  return predicates
}

function columnValue({ type }: FindingField, value: Scalar): RawBuilder<unknown> {
  if (type === 'date') return columnBound({ type }, Number(value))
  // As numeric: whatever number was written, it is compared and does not overflow.
  return type === 'number' ? sql`${value}::numeric` : sql`${value}`
}

function columnBound({ type }: Pick<FindingField, 'type'>, bound: number): RawBuilder<unknown> {
  return type === 'date' ? sql`${isoDate(bound)}::timestamptz` : sql`${bound}::numeric`
}

/** Equality on text is also in `facets`, which has an index; what it lets through is asked of the JSON again. */
function facetPredicates({ field, eq, eqExactMatch }: FindingCondition): RawBuilder<boolean>[] {
  if (!field.facet) return []
  const predicates: RawBuilder<boolean>[] = []
  const facets = (values: readonly Scalar[]) =>
    sql`${values.map((value) => `${field.path}=${String(value)}`)}::text[]`
  if (eq !== undefined) predicates.push(sql`facets && ${facets(eq)}`)
  if (eqExactMatch !== undefined) predicates.push(sql`facets @> ${facets(eqExactMatch)}`)
  return predicates
}

/** Positive operators must all hold for one and the same element of a multi-valued path. */
function jsonPredicates(condition: FindingCondition): RawBuilder<boolean>[] {
  const { eq, neq, eqExactMatch } = condition
  const predicates: RawBuilder<boolean>[] = []
  const bounds = rangeOperators.flatMap((operator) => {
    const bound = condition[operator]
    return bound === undefined ? [] : [{ test: `@ ${ranges[operator]}`, value: bound }]
  })
  if (eq !== undefined || bounds.length > 0) predicates.push(anyElement(condition.field, { eq, bounds }))
  if (neq !== undefined) predicates.push(sql`not ${anyElement(condition.field, { eq: neq, bounds: [] })}`)
  if (eqExactMatch !== undefined) {
    for (const value of eqExactMatch)
      predicates.push(anyElement(condition.field, { eq: [value], bounds: [] }))
    const differs = eqExactMatch.map((value) => ({ test: '@ !=', value }))
    predicates.push(sql`not ${anyElement(condition.field, { eq: undefined, bounds: differs })}`)
  }
  return predicates
}

interface ElementTest {
  readonly eq: readonly Scalar[] | undefined
  readonly bounds: readonly { readonly test: string; readonly value: Scalar }[]
}

/** Values travel as variables of the JSON path, never as its text. */
function anyElement(field: FindingField, { eq, bounds }: ElementTest): RawBuilder<boolean> {
  const variables: Record<string, Scalar> = {}
  const variable = (value: Scalar) => {
    const name = `v${Object.keys(variables).length}`
    variables[name] = field.type === 'date' ? isoDate(Number(value)) : value
    return `$${name}`
  }
  const alternatives = eq?.map((value) => `@ == ${variable(value)}`)
  const tests = [
    ...(alternatives === undefined
      ? []
      : [alternatives.length === 0 ? '1 == 0' : `(${alternatives.join(' || ')})`]),
    ...bounds.map(({ test, value }) => `${test} ${variable(value)}`),
  ]
  const steps = field.path.split('.').map((step) => `."${step}"[*]`)
  const path = `$${steps.join('')} ? (@ != null${tests.map((test) => ` && ${test}`).join('')})`
  return sql<boolean>`jsonb_path_exists(body, ${path}::jsonpath, ${JSON.stringify(variables)}::jsonb)`
}
