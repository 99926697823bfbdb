// Lists and counts of findings where they are more than one slice: criteria that read the JSON go 5,000 rows at a time.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { countFindings } from './finding-statistics.ts'
import type { FindingCondition } from './finding-conditions.ts'
import { findingField } from './finding-fields.ts'
import { listFindingIds, sortFindingIds, type FindingCursor, type FindingSort } from './findings.ts'

const accountId = '111122223333'
const total = 11_000
/** Every 1,000th holds seven occurrences, the others one. */
const marked = Array.from({ length: total / 1_000 }, (_, n) => idOf((n + 1) * 1_000))

function idOf(n: number): string {
  return n.toString(16).padStart(32, '0')
}

function condition(path: string, operators: Omit<FindingCondition, 'field'>): FindingCondition {
  const field = findingField(path)
  if (field === undefined) throw new Error(`Cannot ask for ${path}: no such field`)
  return { field, ...operators }
}

/** Not in a column, nor in the facets: the JSON of each finding is read. */
const isMarked = condition('classificationDetails.result.sensitiveData.totalCount', { gte: 7 })

describe.each(openTestDatabases())('findings in the $name store', (databases) => {
  let database: Database
  beforeAll(async () => {
    database = await databases.open()
    await sql`
      insert into findings (id, account_id, job_id, run_number, type, category, severity_score, severity_description,
        bucket, count, object_size, archived, sample, created_at, updated_at, facets, body)
      select lpad(to_hex(n), 32, '0'), ${accountId}, 'job', 1, case when n = 5000 then 'A' else 'B' end,
        'CLASSIFICATION', n % 3 + 1, 'High', 'b' || n % 2, 1, n, false, false, at, at, '{}',
        jsonb_build_object('resourcesAffected', jsonb_build_object('s3Object', jsonb_build_object('path', 'p' || n % 5)),
          'classificationDetails', jsonb_build_object('result', jsonb_build_object('sensitiveData',
            jsonb_build_array(jsonb_build_object('totalCount', case when n % 1000 = 0 then 7 else 1 end)))))
      -- Thousands at one moment: the order of the ids decides between them.
      from generate_series(1, ${sql.lit(total)}) as n, lateral (select timestamptz '2026-01-01' + interval '1 ms' * (n / 4000)) as time(at)
    `.execute(database.interactive)
  })
  afterAll(() => database.close())

  async function pages(sort: FindingSort, direction: 'ASC' | 'DESC', limit: number): Promise<string[]> {
    const query = { accountId, conditions: [isMarked], sort, direction }
    const ids: string[] = []
    let after: FindingCursor | undefined
    do {
      const page = await listFindingIds(database.interactive, query, { after, limit })
      expect(page.ids.length).toBeLessThanOrEqual(limit)
      ids.push(...page.ids)
      after = page.next
    } while (after !== undefined)
    return ids
  }

  test.each<[FindingSort, 'ASC' | 'DESC']>([
    ['updatedAt', 'DESC'],
    ['createdAt', 'ASC'],
    ['severity.score', 'DESC'],
    ['resourcesAffected', 'ASC'],
    ['type', 'ASC'],
    ['count', 'DESC'],
    ['policyDetails.action.apiCallDetails.firstSeen', 'ASC'],
  ])(
    'are each in one page, in the same order whatever the size of pages: by %s %s',
    async (sort, direction) => {
      const inOne = await pages(sort, direction, 50)
      expect(inOne.toSorted()).toEqual(marked)
      expect(await pages(sort, direction, 3)).toEqual(inOne)
      // A page that ends with the last finding has no next one.
      expect(await pages(sort, direction, marked.length)).toEqual(inOne)
      expect(await sortFindingIds(database.interactive, { accountId, sort, direction }, marked)).toEqual(
        inOne,
      )
    },
  )

  test('the newest come first', async () => {
    const [first, ...rest] = await pages('updatedAt', 'DESC', 50)
    expect([first, rest.at(-1)]).toEqual([idOf(8_000), idOf(3_000)])
  })

  test('are counted over all slices', async () => {
    const count = (conditions: readonly FindingCondition[]) =>
      countFindings(database.interactive, { accountId, conditions, groupBy: 'type' })
    expect(new Map((await count([isMarked])).map((each) => [each.groupKey, each.count]))).toEqual(
      new Map([
        ['A', 1],
        ['B', 10],
      ]),
    )
    expect((await count([])).reduce((sum, each) => sum + each.count, 0)).toBe(total)
    expect(await count([isMarked, condition('type', { eq: ['C'] })])).toEqual([])
  })

  test('of another account are not seen', async () => {
    const query = { conditions: [isMarked], sort: 'updatedAt', direction: 'DESC' } as const
    const other = { ...query, accountId: '999988887777' }
    expect(await listFindingIds(database.interactive, other, { after: undefined, limit: 50 })).toEqual({
      ids: [],
    })
  })
})
