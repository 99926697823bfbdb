// Reading findings: lists by criteria and sort, findings by id, counts by group.
//
// Pages go by the last row's sort key and id, so that they hold while findings arrive. No statement reads more than a
// slice where it must look into the JSON: on the embedded store a long one would hold up everything else.
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { FindingCondition } from './finding-conditions.ts'
import { compileCriteria, type CompiledCriteria } from './finding-criteria.ts'

export type FindingSort =
  | 'count'
  | 'createdAt'
  | 'policyDetails.action.apiCallDetails.firstSeen'
  | 'policyDetails.action.apiCallDetails.lastSeen'
  | 'resourcesAffected'
  | 'severity.score'
  | 'type'
  | 'updatedAt'
export type Direction = 'ASC' | 'DESC'

export interface FindingQuery {
  readonly accountId: string
  readonly conditions: readonly FindingCondition[]
  readonly sort: FindingSort
  readonly direction: Direction
}

/** Where a page ended: the sort key as text, and the id. */
export type FindingCursor = readonly [key: string, id: string]

export interface FindingPage {
  readonly ids: readonly string[]
  /** Absent on the last page. */
  readonly next?: FindingCursor
}

const sliceRows = 5_000

export async function listFindingIds(
  db: Kysely<Schema>,
  query: FindingQuery,
  page: { readonly after: FindingCursor | undefined; readonly limit: number },
): Promise<FindingPage> {
  const criteria = compileCriteria(query.conditions)
  const found: FindingCursor[] = []
  let after = page.after
  for (;;) {
    const slice = await readSlice(db, { query, criteria, after, wanted: page.limit + 1 - found.length })
    found.push(...slice.matches)
    if (found.length > page.limit || slice.end === undefined) break
    after = slice.end
  }
  const shown = found.slice(0, page.limit)
  const last = shown.at(-1)
  const ids = shown.map(([, id]) => id)
  return found.length > page.limit && last !== undefined ? { ids, next: last } : { ids }
}

/** Bodies of those that are there and belong to the account, in no particular order. */
export async function findFindings(
  db: Kysely<Schema>,
  accountId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly body: unknown }[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('findings')
    .select(['id', 'body'])
    .where('account_id', '=', accountId)
    .where('id', 'in', [...ids])
    .execute()
}

/** Where every occurrence of a finding is; undefined where there is no such finding, null where it has no file. */
export async function findResultsOf(
  db: Kysely<Schema>,
  findingId: string,
): Promise<{ readonly file: string | null; readonly identifierSet: string | null } | undefined> {
  const row = await db
    .selectFrom('findings')
    .select(['results_file', 'identifier_set'])
    .where('id', '=', findingId)
    .executeTakeFirst()
  return row && { file: row.results_file, identifierSet: row.identifier_set }
}

/** The same ids in the order of a sort; those that are not there are left out. */
export async function sortFindingIds(
  db: Kysely<Schema>,
  query: Omit<FindingQuery, 'conditions'>,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select('id')
    .where('account_id', '=', query.accountId)
    .where('id', 'in', [...ids])
    .orderBy(...inOrder(sorts[query.sort].expression, query.direction))
    .orderBy('id', query.direction === 'ASC' ? 'desc' : 'asc')
    .execute()
  return rows.map((row) => row.id)
}

interface SliceRequest {
  readonly query: FindingQuery
  readonly criteria: CompiledCriteria
  readonly after: FindingCursor | undefined
  readonly wanted: number
}

/** `end` is where the next slice begins; absent where there is none. */
async function readSlice(
  db: Kysely<Schema>,
  { query, criteria, after, wanted }: SliceRequest,
): Promise<{ readonly matches: FindingCursor[]; readonly end?: FindingCursor }> {
  const { expression, type } = sorts[query.sort]
  const rows = Math.max(wanted, criteria.slow.length === 0 ? wanted : sliceRows)
  const slice = await db
    .selectFrom('findings')
    .select(['id', sql<string>`(${expression})::text`.as('key'), allOf(criteria.slow).as('matches')])
    .where('account_id', '=', query.accountId)
    .where(allOf(criteria.cheap))
    .$if(after !== undefined, (select) =>
      select.where(isAfter({ expression, type, direction: query.direction }, after ?? ['', ''])),
    )
    .orderBy(...inOrder(expression, query.direction))
    .orderBy('id', query.direction === 'ASC' ? 'desc' : 'asc')
    .limit(rows)
    .execute()
  const matches = slice.filter((row) => row.matches).map((row): FindingCursor => [row.key, row.id])
  const last = slice.at(-1)
  return slice.length < rows || last === undefined ? { matches } : { matches, end: [last.key, last.id] }
}

/** The id runs against the sort, as the index does: (updated_at desc, id). */
function isAfter(
  sort: { readonly expression: RawBuilder<unknown>; readonly type: string; readonly direction: Direction },
  [key, id]: FindingCursor,
): RawBuilder<boolean> {
  const value = sql`${key}::${sql.raw(sort.type)}`
  const [beyond, idBeyond] = sort.direction === 'ASC' ? ['>', '<'] : ['<', '>']
  return sql`${sort.expression} ${sql.raw(beyond)}= ${value}
    and (${sort.expression} ${sql.raw(beyond)} ${value} or id ${sql.raw(idBeyond)} ${id})`
}

function inOrder(expression: RawBuilder<unknown>, direction: Direction) {
  return [expression, direction === 'ASC' ? ('asc' as const) : ('desc' as const)] as const
}

export function allOf(predicates: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return predicates.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(predicates, sql` and `)})`
}

const jsonText = (...path: string[]) => sql`coalesce(body #>> ${`{${path.join(',')}}`}, '') collate "C"`

/** The object's path, or where a finding is about no object its bucket: which begins that path. */
const affected = sql`coalesce(body #>> '{resourcesAffected,s3Object,path}', bucket) collate "C"`

/** Never null, so that a cursor can be compared with it. */
const sorts: Readonly<
  Record<FindingSort, { readonly expression: RawBuilder<unknown>; readonly type: string }>
> = {
  count: { expression: sql`count`, type: 'bigint' },
  createdAt: { expression: sql`created_at`, type: 'timestamptz' },
  'policyDetails.action.apiCallDetails.firstSeen': {
    expression: jsonText('policyDetails', 'action', 'apiCallDetails', 'firstSeen'),
    type: 'text',
  },
  'policyDetails.action.apiCallDetails.lastSeen': {
    expression: jsonText('policyDetails', 'action', 'apiCallDetails', 'lastSeen'),
    type: 'text',
  },
  resourcesAffected: { expression: affected, type: 'text' },
  'severity.score': { expression: sql`severity_score`, type: 'integer' },
  type: { expression: sql`type`, type: 'text' },
  updatedAt: { expression: sql`updated_at`, type: 'timestamptz' },
}
