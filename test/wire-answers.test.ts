// The answers of every operation against AWS's own model: each member is one of AWS's, to the innermost, with its JSON
// type; and every member of AWS's is seen in an answer, but for those that are listed with their reason.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Retrieval, Reveal } from '../src/api/context.ts'
import { operations } from '../src/api/operations/index.ts'
import { startTestApi, type TestAccount, type TestApi } from '../src/api/test-api.ts'
import { addTestBucket, addTestRun } from '../src/api/test-buckets.ts'
import { addTestFinding } from '../src/api/test-findings.ts'
import { send, type TestAnswer } from '../src/api/test-request.ts'
import { modelOf, type Shape } from './aws-model.ts'

/** Members of AWS's that no answer here has: each with all that is inside it. */
const absent: readonly string[] = [
  // There is no health service: a log event warns before a pause expires.
  'userPausedDetails.jobImminentExpirationHealthEventArn',
  // All that there are fit into one page.
  'ListManagedDataIdentifiers.nextToken',
  // Callers other than the server's own admin have one account.
  'GetUsageStatistics.nextToken',
  // There is no automated discovery.
  'records.automatedDiscoveryFreeTrialStartDate',
  // Reserved by AWS, and always null there.
  'occurrences.offsetRanges',
  'pages.lineRange',
  'pages.offsetRange',
  // No call of S3 tells the block of a whole account.
  'buckets.publicAccess.permissionConfiguration.accountLevelPermissions',
  // There is no automated discovery.
  'lastAutomatedDiscoveryTime',
]

let api: TestApi
let account: TestAccount
const answers = new Map<string, TestAnswer[]>()

beforeAll(async () => {
  const allowListStatus = async () => ({ code: 'S3_THROTTLED', description: 'd' }) as const
  const context = {
    allowListStatus,
    monthlyQuotaBytes: 5 * 2 ** 40,
    reveal: revealOf([revealed, failed]),
  }
  api = await startTestApi({ context })
  account = await api.newAccount()
  await scenario()
})
afterAll(() => api.close())

/** The members of a GET's body are its query. */
async function ask(name: string, labels: readonly string[] = [], body?: unknown): Promise<TestAnswer> {
  const operation = operations.find((each) => each.name === name)
  if (operation === undefined) throw new Error(`Cannot ask for ${name}: no such operation`)
  const values = labels.map(encodeURIComponent)
  const path = operation.path.replaceAll(/\{\w+\}/g, () => values.shift() ?? '')
  const isGet = operation.method === 'GET'
  const query = isGet ? Object.entries(body ?? {}).map(([member, value]) => `${member}=${value}`) : []
  query.push(...values.map((value) => `tagKeys=${value}`))
  const target = query.length === 0 ? path : `${path}?${query.join('&')}`
  const text = body === undefined || isGet ? '' : JSON.stringify(body)
  const answer = await send({ url: api.url, method: operation.method, target, body: text, key: account.key })
  expect(answer.status, `${name}: ${answer.text}`).toBe(operation.success ?? 200)
  answers.set(name, [...(answers.get(name) ?? []), answer])
  return answer
}

/** A life in which every operation answers with all that it has. */
async function scenario(): Promise<void> {
  const custom = await ask('CreateCustomDataIdentifier', [], {
    name: 'badge',
    description: 'd',
    regex: 'B[0-9]{4}',
    keywords: ['badge'],
    ignoreWords: ['B0000'],
    severityLevels: [{ occurrencesThreshold: 1, severity: 'LOW' }],
    tags: { a: 'b' },
  })
  const customId = String(custom.json['customDataIdentifierId'])
  await ask('GetCustomDataIdentifier', [customId])
  await ask('CreateCustomDataIdentifier', [], { name: 'second', regex: 'C[0-9]{4}' })
  await ask('ListCustomDataIdentifiers', [], { maxResults: 1 })
  await ask('BatchGetCustomDataIdentifiers', [], { ids: [customId, 'unknown'] })
  await ask('TestCustomDataIdentifier', [], { regex: 'B[0-9]{4}', sampleText: 'B1234' })
  await allowLists()
  for (const job of jobs(customId)) {
    const { jobId, jobArn } = (await ask('CreateClassificationJob', [], job)).json
    const read = { accountId: account.accountId, jobId: String(jobId), runNumber: 2 }
    await addTestRun(api.database, read, { bucket: 'b', startedAt: new Date() })
    await ask('DescribeClassificationJob', [String(jobId)])
    await ask('TagResource', [String(jobArn)], { tags: { k: 'v' } })
    await ask('ListTagsForResource', [String(jobArn)])
    await ask('UntagResource', [String(jobArn), 'k'])
    await ask('UpdateClassificationJob', [String(jobId)], { jobStatus: 'USER_PAUSED' })
    await ask('DescribeClassificationJob', [String(jobId)])
  }
  await ask('DeleteCustomDataIdentifier', [customId])
  await ask('ListClassificationJobs', [], { maxResults: 1 })
  await ask('ListClassificationJobs', [], {})
  await findings()
  await findingsFilters()
  await buckets()
  await reveal()
  await ask('PutFindingsPublicationConfiguration', [], {})
  await ask('GetFindingsPublicationConfiguration')
  await ask('ListManagedDataIdentifiers', [], {})
  await ask('UpdateMacieSession', [], { findingPublishingFrequency: 'ONE_HOUR' })
  await ask('GetMacieSession')
  await ask('PutClassificationExportConfiguration', [], { configuration: { s3Destination: destination } })
  await ask('GetClassificationExportConfiguration')
  await ask('GetUsageStatistics', [], {})
  await ask('GetUsageTotals')
  await ask('DisableMacie')
  await ask('EnableMacie', [], {})
}

async function allowLists(): Promise<void> {
  const words = {
    name: 'known',
    description: 'd',
    criteria: { s3WordsList: { bucketName: 'lists', objectKey: 'known.txt' } },
    tags: { a: 'b' },
  }
  const created = await ask('CreateAllowList', [], words)
  const id = String(created.json['id'])
  await ask('CreateAllowList', [], { name: 'tests', criteria: { regex: 'TEST-[0-9]+' } })
  await ask('UpdateAllowList', [id], words)
  await ask('ListAllowLists', [], { maxResults: 1 })
  const { allowLists: lists } = (await ask('ListAllowLists')).json
  for (const list of lists as { id: string }[]) await ask('GetAllowList', [list.id])
  await ask('DeleteAllowList', [id])
}

const destination = {
  bucketName: 'results',
  keyPrefix: 'macie',
  kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/0ce1a1f0-0000-4000-8000-000000000000',
  expectedBucketOwner: '111122223333',
}

async function findings(): Promise<void> {
  const located = [
    { kind: 'cell', row: 2, column: 3, columnName: 'ssn', cellReference: 'Sheet1!C2' },
    { kind: 'lines', start: 1, end: 1, startColumn: 6 },
    { kind: 'page', pageNumber: 4 },
    { kind: 'record', recordIndex: 0, jsonPath: '$.ssn' },
  ] as const
  const findingIds = [
    await addTestFinding(api.database, account.accountId, { located }),
    await addTestFinding(api.database, account.accountId),
  ]
  await ask('CreateSampleFindings', [], {})
  await ask('ListFindings', [], { maxResults: 1 })
  const { json } = await ask('ListFindings', [], {
    findingCriteria: { criterion: { sample: { eq: ['true'] } } },
  })
  await ask('GetFindings', [], { findingIds: [...findingIds, ...(json['findingIds'] as string[])] })
  await ask('GetFindingStatistics', [], { groupBy: 'type' })
}

async function findingsFilters(): Promise<void> {
  const operators = { eq: ['a'], neq: ['b'] }
  const filters = ['first', 'second'].map((name) => ({
    name,
    description: 'd',
    action: 'ARCHIVE',
    findingCriteria: {
      criterion: {
        type: operators,
        count: { gt: 1, gte: 2, lt: 9, lte: 8 },
        'resourcesAffected.s3Bucket.tags.key': { eqExactMatch: ['c'] },
      },
    },
    tags: { a: 'b' },
  }))
  const created = []
  for (const filter of filters) created.push((await ask('CreateFindingsFilter', [], filter)).json)
  const id = String(created[0]?.['id'])
  await ask('GetFindingsFilter', [id])
  await ask('ListFindingsFilters', [], { maxResults: 1 })
  await ask('UpdateFindingsFilter', [id], { position: 2 })
  await ask('DeleteFindingsFilter', [id])
}

async function buckets(): Promise<void> {
  const { accountId } = account
  await addTestBucket(api.database, { accountId, name: 'b', tags: { a: 'b' } })
  const error = { errorCode: 'ACCESS_DENIED', errorMessage: 'no' } as const
  await addTestBucket(api.database, { accountId, name: 'c', error })
  await ask('DescribeBuckets', [], { maxResults: 1 })
  await ask('DescribeBuckets', [], {})
  await ask('SearchResources', [], { maxResults: 1 })
  await ask('SearchResources', [], {})
  await ask('GetBucketStatistics', [], {})
}

async function reveal(): Promise<void> {
  await ask('UpdateRevealConfiguration', [], {
    configuration: { status: 'ENABLED', kmsKeyId: 'alias/reveal' },
    retrievalConfiguration: { retrievalMode: 'ASSUME_ROLE', roleName: 'reader' },
  })
  await ask('GetRevealConfiguration')
  const findingId = await addTestFinding(api.database, account.accountId)
  await ask('GetSensitiveDataOccurrencesAvailability', [findingId])
  await ask('GetSensitiveDataOccurrences', [findingId])
  await ask('GetSensitiveDataOccurrences', [findingId])
}

const revealed: Retrieval = { status: 'SUCCESS', samples: new Map([['badge', ['B1234']]]) }
const failed: Retrieval = { status: 'ERROR', error: 'It is gone.' }

/** Answers with these, one after the other. */
function revealOf(retrievals: Retrieval[]): Reveal {
  const current = (): Retrieval | undefined => retrievals.shift()
  return { unavailability: async () => ['OBJECT_UNAVAILABLE'], current, retrieve: async () => failed }
}

function jobs(customId: string): readonly Record<string, unknown>[] {
  const term = { simpleScopeTerm: { key: 'OBJECT_SIZE', comparator: 'GT', values: ['1'] } }
  const tagTerm = {
    tagScopeTerm: {
      key: 'TAG',
      comparator: 'EQ',
      tagValues: [{ key: 'k', value: 'v' }],
      target: 'S3_OBJECT',
    },
  }
  const criterion = { simpleCriterion: { key: 'S3_BUCKET_NAME', comparator: 'EQ', values: ['a'] } }
  const tagCriterion = { tagCriterion: { comparator: 'NE', tagValues: [{ key: 'k', value: 'v' }] } }
  return [
    {
      name: 'one',
      description: 'd',
      jobType: 'ONE_TIME',
      customDataIdentifierIds: [customId],
      managedDataIdentifierSelector: 'INCLUDE',
      managedDataIdentifierIds: ['CREDIT_CARD_NUMBER'],
      tags: { a: 'b' },
      s3JobDefinition: {
        bucketDefinitions: [{ accountId: account.accountId, buckets: ['b'] }],
        scoping: { includes: { and: [term, tagTerm] }, excludes: { and: [tagTerm, term] } },
      },
    },
    ...[
      { dailySchedule: {} },
      { weeklySchedule: { dayOfWeek: 'MONDAY' } },
      { monthlySchedule: { dayOfMonth: 3 } },
    ].map((scheduleFrequency) => ({
      name: 'many',
      jobType: 'SCHEDULED',
      scheduleFrequency,
      s3JobDefinition: {
        bucketCriteria: {
          includes: { and: [criterion, tagCriterion] },
          excludes: { and: [tagCriterion, criterion] },
        },
      },
    })),
  ]
}

/** What is wrong with a value, as paths; the members that were there go into `seen`. */
function problems(value: unknown, shape: Shape, { at, seen }: { at: string; seen: Set<string> }): string[] {
  seen.add(at)
  // Null is absent to every client.
  if (value === null) return []
  if (shape.kind === 'list') {
    if (!Array.isArray(value)) return [`${at} is no list`]
    return value.flatMap((element) => problems(element, shape.of, { at, seen }))
  }
  if (shape.kind === 'structure' || shape.kind === 'map') {
    if (typeof value !== 'object' || Array.isArray(value)) return [`${at} is no object`]
    const names = shape.kind === 'structure' ? shape.members : undefined
    return Object.entries(value).flatMap(([name, member]) => {
      if (shape.kind === 'map') return problems(member, shape.of, { at, seen })
      const inner = names?.get(name)
      if (inner === undefined) return [`${at}.${name} is no member of AWS’s`]
      return problems(member, inner, { at: `${at}.${name}`, seen })
    })
  }
  if (shape.kind === 'timestamp')
    return isTimestamp(value) ? [] : [`${at} is no timestamp: ${JSON.stringify(value)}`]
  return typeof value === shape.kind ? [] : [`${at} is no ${shape.kind}`]
}

function isTimestamp(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
}

function memberPaths(shape: Shape, at: string): string[] {
  if (shape.kind === 'list' || shape.kind === 'map') return memberPaths(shape.of, at)
  if (shape.kind !== 'structure') return [at]
  return [at, ...[...shape.members].flatMap(([name, inner]) => memberPaths(inner, `${at}.${name}`))]
}

describe.each(operations.map(({ name, success }) => [name, success] as const))('%s', (name, success) => {
  const { output } = modelOf(name)

  test('answers with AWS’s members and types, and with all of them', () => {
    const seen = new Set<string>()
    const given = answers.get(name) ?? []
    expect(given).not.toEqual([])
    expect(given.flatMap(({ json }) => problems(json, output, { at: name, seen }))).toEqual([])
    const missing = memberPaths(output, name).filter((member) => !seen.has(member))
    expect(missing.filter((member) => !isAbsent(member))).toEqual([])
  })

  test('says what kind of body it has', () => {
    for (const { headers, text } of answers.get(name) ?? []) {
      expect(text === '').toBe(success === 204)
      if (success !== 204) expect(headers['content-type']).toBe('application/json')
      expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
})

function isAbsent(member: string): boolean {
  return absent.some((each) => `${member}.`.includes(`${each}.`))
}
