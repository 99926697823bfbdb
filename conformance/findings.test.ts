// What a job finds, and how findings are asked for.
import {
  GetFindingsCommand,
  GetFindingStatisticsCommand,
  ListFindingsCommand,
  CreateCustomDataIdentifierCommand,
  type Finding,
  type FindingCriteria,
} from '@aws-sdk/client-macie2'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import { bucketWith, client, findingsOf, keyOf, refusal, runJob } from './world.ts'

const people = Array.from({ length: 40 }, (_, n) => `Person ${n},536-22-${1000 + n},visa 4539578763621486`)
const objects = {
  'people.csv': `name,ssn,note\n${people.join('\n')}\n`,
  'people.json': JSON.stringify({
    staff: [
      { name: 'Ann', ssn: '536-22-1234' },
      { name: 'Bob', 'odd name': 'ssn 536-22-1235' },
    ],
  }),
  'people.jsonl': '{"id":1}\n{"ssn":"536-22-1236"}\n',
  'notes.txt': 'first line\nher ssn is 536-22-1237, really\n',
  'notes.txt.gz': gzipSync('one\ntwo\nssn 536-22-1238\n'),
  'badges.txt': 'BADGE-1234 and BADGE-1235\n',
  'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0]),
  'empty.txt': '',
}
let jobId = ''
let customId = ''
let found: Map<string, Finding>
beforeAll(async () => {
  const bucket = await bucketWith(objects)
  const custom = await client.send(
    new CreateCustomDataIdentifierCommand({ name: 'badge', regex: 'BADGE-\\d{4}' }),
  )
  customId = custom.customDataIdentifierId ?? ''
  jobId = await runJob([bucket], { customDataIdentifierIds: [customId] })
  found = new Map((await findingsOf(jobId)).map((finding) => [keyOf(finding), finding]))
})

const result = (key: string) => found.get(key)?.classificationDetails?.result
const occurrences = (key: string) => result(key)?.sensitiveData?.[0]?.detections?.[0]?.occurrences

describe('findings', () => {
  test('there is one for each object with something in it', () => {
    expect([...found.keys()].sort()).toEqual(
      ['badges.txt', 'notes.txt', 'notes.txt.gz', 'people.csv', 'people.json', 'people.jsonl'].sort(),
    )
  })

  test('cells are named by row, column and column name; the header is row 1', () => {
    const finding = found.get('people.csv')
    expect(finding?.type).toBe('SensitiveData:S3Object/Multiple')
    expect(finding?.severity).toEqual({ description: 'High', score: 3 })
    const detections = (result('people.csv')?.sensitiveData ?? []).flatMap((item) => item.detections ?? [])
    const ssn = detections.find((detection) => detection.type === 'USA_SOCIAL_SECURITY_NUMBER')
    const card = detections.find((detection) => detection.type === 'CREDIT_CARD_NUMBER')
    expect(ssn?.count).toBe(40)
    expect(card?.count).toBe(40)
    const cells = detections.flatMap((detection) => detection.occurrences?.cells ?? [])
    expect(cells).toHaveLength(15)
    expect(cells[0]).toMatchObject({ row: 2, column: 3, columnName: 'note' })
    expect(result('people.csv')?.additionalOccurrences).toBe(true)
  })

  test('records are named by JSONPath', () => {
    expect(occurrences('people.json')?.records).toEqual([
      { recordIndex: 0, jsonPath: '$.staff[0].ssn' },
      { recordIndex: 0, jsonPath: "$.staff[1]['odd name']" },
    ])
    expect(occurrences('people.jsonl')?.records).toEqual([{ recordIndex: 1, jsonPath: '$.ssn' }])
  })

  test('text is named by line and column', () => {
    expect(occurrences('notes.txt')?.lineRanges).toEqual([{ start: 2, end: 2, startColumn: 12 }])
  })

  test('an archive has counts and no locations', () => {
    expect(result('notes.txt.gz')?.sensitiveData?.[0]?.totalCount).toBe(1)
    expect(occurrences('notes.txt.gz')?.lineRanges ?? []).toEqual([])
    expect(result('notes.txt.gz')?.mimeType).toBe('application/gzip')
  })

  test('custom identifiers have a section and a type of their own', () => {
    const finding = found.get('badges.txt')
    expect(finding?.type).toBe('SensitiveData:S3Object/CustomIdentifier')
    expect(finding?.severity?.description).toBe('Medium')
    expect(result('badges.txt')?.sensitiveData).toEqual([])
    expect(result('badges.txt')?.customDataIdentifiers).toMatchObject({
      totalCount: 2,
      detections: [{ arn: customId, name: 'badge', count: 2 }],
    })
  })

  test('say what was read, of which job, and never what was matched', async () => {
    const finding = found.get('notes.txt')
    expect(finding).toMatchObject({
      category: 'CLASSIFICATION',
      count: 1,
      archived: false,
      sample: false,
      schemaVersion: '1.0',
    })
    expect(finding?.id).toMatch(/^[0-9a-f]{32}$/)
    expect(finding?.classificationDetails).toMatchObject({
      jobId,
      originType: 'SENSITIVE_DATA_DISCOVERY_JOB',
    })
    expect(result('notes.txt')).toMatchObject({
      status: { code: 'COMPLETE' },
      mimeType: 'text/plain',
      sizeClassified: objects['notes.txt'].length,
    })
    const raw = await rawJson('POST', '/findings/describe', {
      body: JSON.stringify({ findingIds: [finding?.id] }),
    })
    expect(raw.text).not.toContain('536-22')
  })
})

describe('extensions', () => {
  test('progress adds up', async () => {
    const { body } = await rawJson('GET', `/magpie/jobs/${jobId}/progress`)
    expect(body).toMatchObject({ runNumber: 1, phase: 'finished' })
    const count = body['objects'] as Record<string, number>
    expect((count['complete'] ?? 0) + (count['partial'] ?? 0) + (count['skipped'] ?? 0)).toBe(8)
  })

  test('coverage names what was skipped, and why', async () => {
    const { body } = await rawJson('GET', `/magpie/jobs/${jobId}/coverage`)
    expect(body['objects']).toMatchObject([
      { key: 'picture.png', status: 'SKIPPED', reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION' },
    ])
    expect(body['totals']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ status: 'COMPLETE', objects: 7 }),
        expect.objectContaining({ status: 'SKIPPED', objects: 1 }),
      ]),
    )
    const complete = await rawJson('GET', `/magpie/jobs/${jobId}/coverage?status=COMPLETE`)
    expect((complete.body['objects'] as { key: string }[]).map((object) => object.key).sort()).toEqual(
      Object.keys(objects)
        .filter((key) => key !== 'picture.png')
        .sort(),
    )
  })

  test('every occurrence can be read, beyond the finding’s fifteen', async () => {
    const seen: unknown[] = []
    let token = ''
    do {
      const { body } = await rawJson(
        'GET',
        `/magpie/findings/${found.get('people.csv')?.id}/occurrences${token}`,
      )
      seen.push(...(body['occurrences'] as unknown[]))
      token =
        typeof body['nextToken'] === 'string' ? `?nextToken=${encodeURIComponent(body['nextToken'])}` : ''
    } while (token !== '')
    expect(seen).toHaveLength(80)
    expect(seen).toContainEqual(
      expect.objectContaining({
        identifier: 'USA_SOCIAL_SECURITY_NUMBER',
        location: expect.objectContaining({ row: 41, column: 2 }),
      }),
    )
  })
})

async function keysOf(criterion: FindingCriteria['criterion']): Promise<string[]> {
  const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] }, ...criterion } }
  const { findingIds = [] } = await client.send(new ListFindingsCommand({ findingCriteria }))
  if (findingIds.length === 0) return []
  const { findings = [] } = await client.send(new GetFindingsCommand({ findingIds }))
  return findings.map(keyOf).sort()
}

describe('criteria', () => {
  const six = ['badges.txt', 'notes.txt', 'notes.txt.gz', 'people.csv', 'people.json', 'people.jsonl']
  test.each<[string, FindingCriteria['criterion'], string[]]>([
    ['type eq', { type: { eq: ['SensitiveData:S3Object/CustomIdentifier'] } }, ['badges.txt']],
    ['type neq', { type: { neq: ['SensitiveData:S3Object/Personal'] } }, ['badges.txt', 'people.csv']],
    ['severity', { 'severity.description': { eq: ['Medium'] } }, ['badges.txt']],
    ['score range', { 'severity.score': { gte: 3 } }, six.slice(1)],
    [
      'extension',
      { 'resourcesAffected.s3Object.extension': { eq: ['json', 'jsonl'] } },
      ['people.json', 'people.jsonl'],
    ],
    [
      'a detection type',
      { 'classificationDetails.result.sensitiveData.detections.type': { eq: ['CREDIT_CARD_NUMBER'] } },
      ['people.csv'],
    ],
    [
      'exactly these types',
      {
        'classificationDetails.result.sensitiveData.detections.type': {
          eqExactMatch: ['USA_SOCIAL_SECURITY_NUMBER'],
        },
      },
      ['notes.txt', 'notes.txt.gz', 'people.json', 'people.jsonl'],
    ],
    ['a size range', { 'resourcesAffected.s3Object.size': { gt: 1000 } }, ['people.csv']],
    ['dates are milliseconds', { createdAt: { gt: 1_500_000_000_000, lt: 4_000_000_000_000 } }, six],
    ['booleans are strings', { archived: { eq: ['true'] } }, []],
    ['an alias', { 'sensitiveData.category': { eq: ['FINANCIAL_INFORMATION'] } }, ['people.csv']],
    ['a value that no finding can have', { type: { eq: ['Nothing'] } }, []],
  ])('%s', async (_case, criterion, expected) => {
    expect(await keysOf(criterion)).toEqual(expected)
  })

  test.each<[string, unknown]>([
    ['an unknown field', { colour: { eq: ['red'] } }],
    ['an unknown operator', { type: { like: ['x'] } }],
    ['eqExactMatch where it does not go', { type: { eqExactMatch: ['x'] } }],
    ['a number in eq', { count: { eq: [1] } }],
    ['a string in gt', { count: { gt: '1' } }],
  ])('%s is refused', async (_case, criterion) => {
    const { status, headers } = await rawJson('POST', '/findings', {
      body: JSON.stringify({ findingCriteria: { criterion } }),
    })
    expect({ status, name: headers.get('x-amzn-errortype') }).toEqual({
      status: 400,
      name: 'ValidationException',
    })
  })

  test('pages hold every finding once', async () => {
    const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } }
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(
        new ListFindingsCommand({
          findingCriteria,
          maxResults: 2,
          nextToken,
          sortCriteria: { attributeName: 'severity.score', orderBy: 'ASC' },
        }),
      )
      seen.push(...(page.findingIds ?? []))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(seen.sort()).toEqual([...found.values()].map((finding) => finding.id).sort())
  })

  test.each([
    ['type', 3],
    ['severity.description', 2],
    ['classificationDetails.jobId', 1],
    ['resourcesAffected.s3Bucket.name', 1],
  ] as const)('statistics by %s', async (groupBy, groups) => {
    const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } }
    const { countsByGroup = [] } = await client.send(
      new GetFindingStatisticsCommand({ groupBy, findingCriteria }),
    )
    expect(countsByGroup).toHaveLength(groups)
    expect(countsByGroup.reduce((sum, group) => sum + (group.count ?? 0), 0)).toBe(6)
    const counts = countsByGroup.map((group) => group.count ?? 0)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
  })

  test('unknown ids are left out, 51 ids and maxResults 51 refused', async () => {
    const id = found.get('notes.txt')?.id ?? ''
    const { findings } = await client.send(new GetFindingsCommand({ findingIds: ['0'.repeat(32), id] }))
    expect(findings?.map((finding) => finding.id)).toEqual([id])
    await refusal(
      client.send(new GetFindingsCommand({ findingIds: Array.from({ length: 51 }, () => id) })),
      'ValidationException',
      400,
    )
    await refusal(client.send(new ListFindingsCommand({ maxResults: 51 })), 'ValidationException', 400)
  })
})
