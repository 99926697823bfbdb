// What a criterion matches must be the same in memory, where suppression asks it, and in SQL, where lists do: random
// findings over every field that criteria may name, and random criteria over the same few values.
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { facetsOf } from '../findings/facets.ts'
import type { WireFinding } from '../findings/finding.ts'
import { readConditions, type FindingCriterion } from './finding-conditions.ts'
import { allFindingFields, type FieldType, type FindingField } from './finding-fields.ts'
import { findingMatcher, findingValues } from './finding-matcher.ts'
import { listFindingIds } from './findings.ts'
import { recordFindings, type RecordedFinding } from './record-findings.ts'

const accountId = '111122223333'
const fields = allFindingFields()

/** Few, so that criteria meet them; as JSON has them. */
const values: Record<FieldType, readonly unknown[]> = {
  string: ['a', 'b', 'ü\u0000', 'x=y', 'true', '7', ''],
  number: [0, 1, 2, 7, 0.1, -122.3, 2 ** 53],
  boolean: [true, false],
  date: ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '1969-12-31T23:59:59.999Z'],
}
/** Columns hold whole numbers, and names of ours. */
const columnValues = { ...values, string: ['a', 'b', 'x=y', 'true', '7', ''], number: [0, 1, 2, 7] }
/** As criteria write them, and some that no finding has. */
const written: Record<FieldType, readonly string[]> = {
  string: ['a', 'b', 'ü\u2400', 'x=y', 'true', '7', '', 'A', '%', '"'],
  number: ['0', '1', '2', '7', '0.1', '-122.3', '9007199254740992', '1.0', '01', 'x'],
  boolean: ['true', 'false', 'TRUE', ''],
  date: ['1767225600000', '1767225600001', '-1', '999999999999999', '2026-01-01T00:00:00.000Z'],
}
const bounds = [-1, 0, 1, 7, 1_767_225_600_000, 1_767_225_600_001, -(2 ** 63), 2 ** 63]

const lists = new Set([
  'classificationDetails.result.sensitiveData',
  'classificationDetails.result.sensitiveData.detections',
  'classificationDetails.result.customDataIdentifiers.detections',
  'resourcesAffected.s3Bucket.tags',
  'resourcesAffected.s3Object.tags',
])
const isList = (path: string) => lists.has(path) || /\.(cells|lineRanges|pages|records)$/.test(path)

/** Members that each finding has. */
const always = new Set([
  ...fields.filter(({ column }) => column !== undefined).map(({ path }) => path),
  'severity',
  'resourcesAffected',
  'resourcesAffected.s3Bucket',
])
const missing = new Set(['classificationDetails.jobId', 'resourcesAffected.s3Object.size'])

function membersAt(prefix: string): ReadonlyMap<string, FindingField | undefined> {
  const inside = fields.filter(({ path }) => path.startsWith(prefix))
  return new Map(
    inside.map((field) => {
      const [member = '', ...rest] = field.path.slice(prefix.length).split('.')
      return [member, rest.length === 0 ? field : undefined]
    }),
  )
}

function structure(prefix: string): fc.Arbitrary<unknown> {
  const members = [...membersAt(prefix)].map(([member, field]) => {
    const path = prefix + member
    const possible = field?.column === undefined ? values : columnValues
    const inner = field ? fc.constantFrom(...possible[field.type]) : structure(`${path}.`)
    const value = isList(path) ? fc.array(inner, { maxLength: 3 }) : inner
    const stays = always.has(path) && !missing.has(path)
    return [member, stays ? value : fc.option(value, { freq: 4 })] as const
  })
  return fc.record(Object.fromEntries(members))
}

const anyFinding = structure('') as fc.Arbitrary<RecordedFinding>

const anyOperators = ({ type, exactMatch }: FindingField) => {
  const list = fc.uniqueArray(fc.constantFrom(...written[type]), { maxLength: 3 })
  const bound = fc.constantFrom(...bounds)
  const operators: Record<string, fc.Arbitrary<unknown>> = { eq: list, neq: list }
  if (type === 'number' || type === 'date')
    Object.assign(operators, { gt: bound, gte: bound, lt: bound, lte: bound })
  const usual = fc.record(operators, { requiredKeys: [] })
  return exactMatch ? fc.oneof(usual, fc.record({ eqExactMatch: list })) : usual
}

const anyCriterion: fc.Arbitrary<FindingCriterion> = fc
  .array(
    fc
      .constantFrom(...fields)
      .chain((field) => anyOperators(field).map((operators) => [field.path, operators] as const)),
    { minLength: 1, maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries) as FindingCriterion)

describe.each(openTestDatabases())('on the $name store', (databases) => {
  let database: Database
  let stored: readonly { readonly id: string; readonly body: unknown }[] = []
  beforeAll(async () => {
    database = await databases.open()
    const findings = fc.sample(anyFinding, { numRuns: 150, seed: 4 }).map((finding) => {
      const named = { ...finding, id: randomBytes(16).toString('hex') }
      const facets = facetsOf(named as unknown as WireFinding)
      return { finding: named, facets, runNumber: 1, resultsFile: null }
    })
    await recordFindings(database.interactive, accountId, findings)
    stored = await database.interactive.selectFrom('findings').select(['id', 'body']).execute()
    expect(stored).toHaveLength(150)
  })
  afterAll(() => database.close())

  /** Ids that SQL lists, and ids that match in memory. */
  async function both(criterion: FindingCriterion): Promise<readonly [string[], string[]]> {
    const read = readConditions(criterion)
    if ('refused' in read) throw new Error(`Cannot ask for ${read.field}: ${read.refused}`)
    const { conditions } = read
    const query = { accountId, conditions, sort: 'updatedAt', direction: 'ASC' } as const
    const page = await listFindingIds(database.interactive, query, { after: undefined, limit: 1_000 })
    const matches = findingMatcher(conditions)
    const inMemory = stored.filter(({ body }) => matches(findingValues(body))).map(({ id }) => id)
    return [[...page.ids].sort(), inMemory.sort()]
  }

  test('random criteria match the same findings in memory and in SQL', async () => {
    let some = 0
    await fc.assert(
      fc.asyncProperty(anyCriterion, async (criterion) => {
        const [listed, matched] = await both(criterion)
        expect(matched).toEqual(listed)
        if (matched.length > 0 && matched.length < stored.length) some++
      }),
      { numRuns: 400, seed: 7 },
    )
    expect(some).toBeGreaterThan(50)
  })

  test('each value of each field finds its findings, by eq and by neq', async () => {
    for (const { path, type } of fields) {
      const found: string[] = []
      for (const value of written[type]) {
        const [listed, matched] = await both({ [path]: { eq: [value] } })
        expect(matched, `${path} eq ${value}`).toEqual(listed)
        found.push(...listed)
      }
      const [listed, matched] = await both({ [path]: { neq: [...written[type]] } })
      expect(matched, `${path} neq`).toEqual(listed)
      const seen = new Set([...found, ...listed])
      expect({ path, found: found.length > 0, seen: seen.size }).toEqual({
        path,
        found: path !== 'id',
        seen: stored.length,
      })
    }
  }, 60_000)
})
