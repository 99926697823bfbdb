// Counts of findings by group.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { FindingCondition } from './finding-conditions.ts'
import { compileCriteria, type CompiledCriteria } from './finding-criteria.ts'
import { allOf } from './findings.ts'

export const groupColumns = {
  'resourcesAffected.s3Bucket.name': 'bucket',
  type: 'type',
  'classificationDetails.jobId': 'job_id',
  'severity.description': 'severity_description',
} as const

export type FindingGroup = keyof typeof groupColumns

export interface GroupCount {
  readonly groupKey: string
  readonly count: number
}

const sliceRows = 5_000

/**
 * Every group with its count, in no order; findings that have no value to group by are in none. Columns alone are counted by one statement; criteria that read the JSON
 * go slice by slice, by id, and so see findings that arrive meanwhile or not.
 */
export async function countFindings(
  db: Kysely<Schema>,
  query: {
    readonly accountId: string
    readonly conditions: readonly FindingCondition[]
    readonly groupBy: FindingGroup
  },
): Promise<readonly GroupCount[]> {
  const counts = new Map<string | null, number>()
  const criteria = compileCriteria(query.conditions)
  let after: string | undefined = ''
  while (after !== undefined) {
    const slice: Slice = await countSlice(db, { ...query, ...criteria, after })
    for (const { groupKey, count } of slice.groups) counts.set(groupKey, (counts.get(groupKey) ?? 0) + count)
    after = slice.end
  }
  return [...counts].flatMap(([groupKey, count]) =>
    groupKey === null || count === 0 ? [] : [{ groupKey, count }],
  )
}

interface Slice {
  readonly groups: readonly { readonly groupKey: string | null; readonly count: number }[]
  /** The last id that was looked at; absent where there are no more. */
  readonly end: string | undefined
}

async function countSlice(
  db: Kysely<Schema>,
  asked: CompiledCriteria & {
    readonly accountId: string
    readonly groupBy: FindingGroup
    readonly after: string
  },
): Promise<Slice> {
  const inSlices = asked.slow.length > 0
  const slice = db
    .selectFrom('findings')
    .select(['id', `${groupColumns[asked.groupBy]} as groupKey`, allOf(asked.slow).as('matches')])
    .where('account_id', '=', asked.accountId)
    .where('id', '>', asked.after)
    .where(allOf(asked.cheap))
    .$if(inSlices, (select) => select.orderBy('id').limit(sliceRows))
  const groups = await db
    .selectFrom(slice.as('slice'))
    .select([
      'groupKey',
      sql<number>`count(*) filter (where matches)`.as('count'),
      sql<number>`count(*)`.as('rows'),
      sql<string>`max(id collate "C")`.as('last'),
    ])
    .groupBy('groupKey')
    .execute()
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  const lastIds = groups.map((group) => group.last).sort()
  return { groups, end: inSlices && rows === sliceRows ? lastIds.at(-1) : undefined }
}
