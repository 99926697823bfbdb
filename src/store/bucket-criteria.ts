// Criteria over buckets -> SQL: the map of fields of DescribeBuckets, and the blocks of SearchResources.
import { sql, type RawBuilder } from 'kysely'
import type { BucketCriterionKey } from '../model/job.ts'
import { bucketField, type BucketField, type BucketFieldType } from './bucket-fields.ts'
import type { BucketCondition } from './list-buckets.ts'

export function compileBucketCondition(condition: BucketCondition): RawBuilder<boolean> {
  const { field, eq, neq, prefix } = condition
  const predicates: RawBuilder<boolean>[] = []
  if (eq !== undefined) predicates.push(isOneOf(field, eq))
  if (neq !== undefined) predicates.push(sql`not ${isOneOf(field, neq)}`)
  if (prefix !== undefined) predicates.push(sql`starts_with(${field.expression}, ${prefix})`)
  for (const [operator, sign] of ranges) {
    const bound = condition[operator]
    if (bound === undefined) continue
    predicates.push(sql`coalesce(${field.expression} ${sql.raw(sign)} ${boundOf(field.type, bound)}, false)`)
  }
  return allOf(predicates)
}

/** As in a job's bucketCriteria, with a key more. */
export interface ResourceCriterion {
  readonly simpleCriterion?:
    | {
        readonly comparator: 'EQ' | 'NE'
        readonly key: ResourceCriterionKey
        readonly values: readonly string[]
      }
    | undefined
  readonly tagCriterion?:
    | { readonly comparator: 'EQ' | 'NE'; readonly tagValues: readonly TagValues[] }
    | undefined
}
interface TagValues {
  readonly key?: string | undefined
  readonly value?: string | undefined
}

export type ResourceCriterionKey = BucketCriterionKey | 'AUTOMATED_DISCOVERY_MONITORING_STATUS'

export interface ResourceCriteria {
  readonly includes: readonly ResourceCriterion[]
  readonly excludes: readonly ResourceCriterion[]
}

/** Every include criterion holds, and not every exclude criterion does; an empty block says nothing. */
export function compileResourceCriteria({
  includes,
  excludes,
}: ResourceCriteria): readonly RawBuilder<boolean>[] {
  const included = includes.map(criterion)
  return excludes.length === 0 ? included : [...included, sql`not ${allOf(excludes.map(criterion))}`]
}

const ranges = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const

const resourceFields: Readonly<Record<ResourceCriterionKey, string>> = {
  ACCOUNT_ID: 'accountId',
  S3_BUCKET_NAME: 'bucketName',
  S3_BUCKET_EFFECTIVE_PERMISSION: 'publicAccess.effectivePermission',
  S3_BUCKET_SHARED_ACCESS: 'sharedAccess',
  AUTOMATED_DISCOVERY_MONITORING_STATUS: 'automatedDiscoveryMonitoringStatus',
}

function criterion({ simpleCriterion, tagCriterion }: ResourceCriterion): RawBuilder<boolean> {
  if (simpleCriterion !== undefined) {
    const field = bucketField(resourceFields[simpleCriterion.key])
    if (field === undefined) throw new Error(`Cannot search by ${simpleCriterion.key}: it is no field`)
    return unless(simpleCriterion.comparator === 'NE', isOneOf(field, simpleCriterion.values))
  }
  if (tagCriterion === undefined) return sql`true`
  return unless(tagCriterion.comparator === 'NE', hasTag(tagCriterion.tagValues))
}

function unless(negated: boolean, predicate: RawBuilder<boolean>): RawBuilder<boolean> {
  return negated ? sql`not ${predicate}` : predicate
}

/** A missing member of a pair matches anything; tags that are not known match nothing. */
function hasTag(pairs: readonly TagValues[]): RawBuilder<boolean> {
  const alternatives = pairs.map(({ key, value }) =>
    allOf([
      ...(key === undefined ? [] : [sql<boolean>`tag.key = ${key}`]),
      ...(value === undefined ? [] : [sql<boolean>`tag.value = ${value}`]),
    ]),
  )
  return sql`exists (select from jsonb_each_text(coalesce(tags, '{}')) as tag(key, value)
    where ${sql.join(alternatives, sql` or `)})`
}

function isOneOf({ type, expression }: BucketField, given: readonly string[]): RawBuilder<boolean> {
  if (type === 'list') return sql`(${expression} && ${[...given]}::text[])`
  const values = given.flatMap((value) => valueOf[type](value))
  return sql`coalesce(${expression} = any(${values}::${sql.raw(arrays[type])}), false)`
}

const arrays = { string: 'text[]', number: 'numeric[]', boolean: 'boolean[]', date: 'timestamptz[]' } as const

/** The value in the field's own type; [] where no value of that type is written so: it matches nothing. */
const valueOf: Record<Exclude<BucketFieldType, 'list'>, (value: string) => readonly (string | boolean)[]> = {
  string: (value) => [value],
  number: (value) => (/^-?\d{1,18}(\.\d{1,9})?$/.test(value) ? [value] : []),
  boolean: (value) => (value === 'true' ? [true] : value === 'false' ? [false] : []),
  date: (value) => (/^-?\d{1,15}$/.test(value) ? [isoDate(Number(value))] : []),
}

function boundOf(type: BucketFieldType, bound: number): RawBuilder<unknown> {
  return type === 'date' ? sql`${isoDate(bound)}::timestamptz` : sql`${bound}::numeric`
}

/** Bounds beyond the years 1 to 9999 become their ends. */
function isoDate(epochMilliseconds: number): string {
  const [first, last] = [-62_135_596_800_000, 253_402_300_799_999]
  return new Date(Math.min(Math.max(epochMilliseconds, first), last)).toISOString()
}

function allOf(predicates: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return predicates.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(predicates, sql` and `)})`
}
