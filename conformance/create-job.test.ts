// CreateClassificationJob: every member, default, limit and refusal.
import {
  CreateClassificationJobCommand,
  CreateCustomDataIdentifierCommand,
  ListManagedDataIdentifiersCommand,
} from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  accountId,
  bucketWith,
  client,
  createJob,
  describeJob,
  jobInput,
  refusal,
  runJob,
  keysFound,
  ssnLine,
  type JobInput,
} from './world.ts'

let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith({ 'a.txt': ssnLine(1) })
})

async function customIdentifier(name = 'badge'): Promise<string> {
  const answer = await client.send(new CreateCustomDataIdentifierCommand({ name, regex: 'BADGE-[0-9]{4}' }))
  return answer.customDataIdentifierId ?? ''
}

describe('what a job is made of', () => {
  test('ids and ARNs have the documented shapes', async () => {
    const answer = await client.send(new CreateClassificationJobCommand(jobInput([bucket])))
    expect(answer.jobId).toMatch(/^[0-9a-f]{32}$/)
    expect(answer.jobArn).toBe(`arn:aws:macie2:us-east-1:${accountId}:classification-job/${answer.jobId}`)
  })

  test('defaults are stored and echoed', async () => {
    const job = await describeJob(await createJob([bucket]))
    expect(job.samplingPercentage).toBe(100)
    expect(job.initialRun).toBe(false)
    expect(job.tags).toEqual({})
    expect(job.customDataIdentifierIds).toEqual([])
    expect(job.allowListIds).toEqual([])
    expect(job.managedDataIdentifierSelector).toBe('RECOMMENDED')
    expect(job.managedDataIdentifierIds).toBeUndefined()
    expect(job.scheduleFrequency).toBeUndefined()
    expect(job.description).toBeUndefined()
  })

  test('the name is stored as sent, line breaks and outer blanks included', async () => {
    const name = '  two\nlines — ünïcode 🐦 '
    expect((await describeJob(await createJob([bucket], { name }))).name).toBe(name)
  })

  test('names count code points and need not be unique', async () => {
    const name = '🐦'.repeat(500)
    expect((await describeJob(await createJob([bucket], { name }))).name).toBe(name)
    expect(await createJob([bucket], { name })).toMatch(/^[0-9a-f]{32}$/)
  })

  test('a bucket that does not exist is accepted', async () => {
    expect(await createJob(['no-such-bucket-at-all'])).toMatch(/^[0-9a-f]{32}$/)
  })

  test('the daily schedule is echoed as an empty object', async () => {
    const jobId = await createJob([bucket], {
      jobType: 'SCHEDULED',
      scheduleFrequency: { dailySchedule: {} },
    })
    expect((await describeJob(jobId)).scheduleFrequency).toEqual({ dailySchedule: {} })
  })

  test('weekly and monthly schedules are echoed, day 31 included', async () => {
    const weekly = { weeklySchedule: { dayOfWeek: 'MONDAY' as const } }
    const monthly = { monthlySchedule: { dayOfMonth: 31 } }
    for (const scheduleFrequency of [weekly, monthly]) {
      const jobId = await createJob([bucket], { jobType: 'SCHEDULED', scheduleFrequency })
      expect((await describeJob(jobId)).scheduleFrequency).toEqual(scheduleFrequency)
    }
  })

  test('a definition with an account alone stays without buckets in the answer', async () => {
    const s3JobDefinition = { bucketDefinitions: [{ accountId: '210987654321' }] }
    const jobId = await createJob([], { s3JobDefinition: s3JobDefinition as JobInput['s3JobDefinition'] })
    expect((await describeJob(jobId)).s3JobDefinition).toEqual(s3JobDefinition)
  })

  test('buckets alone are the buckets of the caller', async () => {
    const s3JobDefinition = { bucketDefinitions: [{ buckets: [bucket] }] } as JobInput['s3JobDefinition']
    const jobId = await runJob([], { s3JobDefinition })
    expect((await describeJob(jobId)).s3JobDefinition).toEqual({ bucketDefinitions: [{ buckets: [bucket] }] })
    expect(await keysFound(jobId)).toEqual(['a.txt'])
  })

  test('arrays of the definition keep their order, absent blocks stay absent', async () => {
    const s3JobDefinition: JobInput['s3JobDefinition'] = {
      bucketDefinitions: [{ accountId, buckets: ['zz-9', bucket, 'aa-1'] }],
      scoping: {
        excludes: {
          and: [
            { simpleScopeTerm: { key: 'OBJECT_EXTENSION', comparator: 'EQ', values: ['z', 'a', 'm'] } },
            {
              tagScopeTerm: {
                key: 'TAG',
                comparator: 'EQ',
                target: 'S3_OBJECT',
                tagValues: [{ key: 'k', value: 'v' }],
              },
            },
          ],
        },
      },
    }
    const jobId = await createJob([], { s3JobDefinition })
    expect((await describeJob(jobId)).s3JobDefinition).toEqual(s3JobDefinition)
  })
})

describe('idempotency', () => {
  test('the same token and request answer the first job', async () => {
    const input = jobInput([bucket])
    const first = await client.send(new CreateClassificationJobCommand(input))
    const second = await client.send(new CreateClassificationJobCommand(input))
    expect(second.jobId).toBe(first.jobId)
    expect((await describeJob(first.jobId ?? '')).clientToken).toBe(input.clientToken)
  })

  test('the same token with another request is a conflict', async () => {
    const input = jobInput([bucket])
    await client.send(new CreateClassificationJobCommand(input))
    const other = client.send(new CreateClassificationJobCommand({ ...input, name: 'another' }))
    await refusal(other, 'ConflictException', 409)
  })

  test('tokens are case sensitive', async () => {
    const input = jobInput([bucket], { clientToken: 'Token-A' + bucket })
    const first = await client.send(new CreateClassificationJobCommand(input))
    const second = await client.send(
      new CreateClassificationJobCommand({ ...input, clientToken: 'token-a' + bucket }),
    )
    expect(second.jobId).not.toBe(first.jobId)
  })

  test('a refused create leaves its token unused', async () => {
    const input = jobInput([bucket])
    const bad = client.send(new CreateClassificationJobCommand({ ...input, samplingPercentage: 0 }))
    await refusal(bad, 'ValidationException', 400)
    expect((await client.send(new CreateClassificationJobCommand(input))).jobId).toMatch(/^[0-9a-f]{32}$/)
  })
})

const definition = (value: unknown): JobInput => ({ s3JobDefinition: value as JobInput['s3JobDefinition'] })
const scoped = (term: unknown): JobInput =>
  definition({ bucketDefinitions: [{ accountId, buckets: ['b'] }], scoping: { includes: { and: [term] } } })
const simple = (key: string, comparator: string, values: string[]): JobInput =>
  scoped({ simpleScopeTerm: { key, comparator, values } })

const refusals: readonly [string, JobInput, string][] = [
  ['an empty name', { name: '' }, 'name'],
  ['a name of 501 characters', { name: 'n'.repeat(501) }, 'name'],
  ['a description of 201 characters', { description: 'd'.repeat(201) }, 'description'],
  ['a sample of 0', { samplingPercentage: 0 }, 'samplingPercentage'],
  ['a sample of 101', { samplingPercentage: 101 }, 'samplingPercentage'],
  ['an unknown job type', { jobType: 'SOMETIMES' as 'ONE_TIME' }, 'jobType'],
  ['initialRun with ONE_TIME', { initialRun: true }, 'initialRun'],
  ['a schedule with ONE_TIME', { scheduleFrequency: { dailySchedule: {} } }, 'scheduleFrequency'],
  ['SCHEDULED without a schedule', { jobType: 'SCHEDULED' }, 'scheduleFrequency'],
  [
    'two schedules at once',
    { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {}, monthlySchedule: { dayOfMonth: 1 } } },
    'scheduleFrequency',
  ],
  ['no schedule member', { jobType: 'SCHEDULED', scheduleFrequency: {} }, 'scheduleFrequency'],
  [
    'day 0',
    { jobType: 'SCHEDULED', scheduleFrequency: { monthlySchedule: { dayOfMonth: 0 } } },
    'dayOfMonth',
  ],
  [
    'day 32',
    { jobType: 'SCHEDULED', scheduleFrequency: { monthlySchedule: { dayOfMonth: 32 } } },
    'dayOfMonth',
  ],
  [
    'an unknown weekday',
    { jobType: 'SCHEDULED', scheduleFrequency: { weeklySchedule: { dayOfWeek: 'SOMEDAY' as 'MONDAY' } } },
    'dayOfWeek',
  ],
  ['51 tags', { tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, ''])) }, 'tags'],
  ['an empty tag key', { tags: { '': 'v' } }, 'tags'],
  ['a tag key of 129 characters', { tags: { ['k'.repeat(129)]: 'v' } }, 'tags'],
  ['a tag value of 257 characters', { tags: { k: 'v'.repeat(257) } }, 'tags'],
  ['a reserved tag key', { tags: { 'aws:thing': 'v' } }, 'tags'],
  ['neither definitions nor criteria', definition({}), 's3JobDefinition'],
  [
    'definitions and criteria together',
    definition({ bucketDefinitions: [{ accountId, buckets: ['b'] }], bucketCriteria: {} }),
    's3JobDefinition',
  ],
  ['no definition in the list', definition({ bucketDefinitions: [] }), 'bucketDefinitions'],
  ['an empty definition', definition({ bucketDefinitions: [{}] }), 'bucketDefinitions'],
  ['an empty list of buckets', definition({ bucketDefinitions: [{ accountId, buckets: [] }] }), 'buckets'],
  ['an empty bucket name', definition({ bucketDefinitions: [{ accountId, buckets: [''] }] }), 'buckets'],
  [
    'the same bucket twice',
    definition({ bucketDefinitions: [{ accountId, buckets: ['b', 'b'] }] }),
    'buckets',
  ],
  ['an empty scope term', scoped({}), 'scoping'],
  [
    'a scope term with two members',
    scoped({
      simpleScopeTerm: { key: 'OBJECT_SIZE', comparator: 'GT', values: ['1'] },
      tagScopeTerm: { key: 'TAG', comparator: 'EQ', tagValues: [{ key: 'k' }] },
    }),
    'scoping',
  ],
  ['an unknown scope key', simple('OBJECT_COLOUR', 'EQ', ['red']), 'key'],
  ['GT with extensions', simple('OBJECT_EXTENSION', 'GT', ['csv']), 'comparator'],
  ['EQ with key prefixes', simple('OBJECT_KEY', 'EQ', ['a/']), 'comparator'],
  ['CONTAINS with sizes', simple('OBJECT_SIZE', 'CONTAINS', ['1']), 'comparator'],
  ['STARTS_WITH with dates', simple('OBJECT_LAST_MODIFIED_DATE', 'STARTS_WITH', ['2024']), 'comparator'],
  ['GT with tag keys', simple('TAG', 'GT', ['k']), 'comparator'],
  ['CONTAINS with bucket dates', simple('BUCKET_CREATION_DATE', 'CONTAINS', ['2024']), 'comparator'],
  ['no values', simple('OBJECT_EXTENSION', 'EQ', []), 'values'],
  ['two sizes', simple('OBJECT_SIZE', 'EQ', ['1', '2']), 'values'],
  ['a size that is no number', simple('OBJECT_SIZE', 'EQ', ['1KB']), 'values'],
  [
    'two dates',
    simple('OBJECT_LAST_MODIFIED_DATE', 'EQ', ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z']),
    'values',
  ],
  ['a date that is none', simple('OBJECT_LAST_MODIFIED_DATE', 'GT', ['yesterday']), 'values'],
  [
    'an allow list with no id',
    { managedDataIdentifierSelector: 'SOME' as 'ALL' },
    'managedDataIdentifierSelector',
  ],
  [
    'ids with ALL',
    { managedDataIdentifierSelector: 'ALL', managedDataIdentifierIds: ['PKCS'] },
    'managedDataIdentifierIds',
  ],
  [
    'ids with RECOMMENDED',
    { managedDataIdentifierSelector: 'RECOMMENDED', managedDataIdentifierIds: ['PKCS'] },
    'managedDataIdentifierIds',
  ],
  ['ids without a selector', { managedDataIdentifierIds: ['PKCS'] }, 'managedDataIdentifierIds'],
  ['INCLUDE without ids', { managedDataIdentifierSelector: 'INCLUDE' }, 'managedDataIdentifierIds'],
  ['EXCLUDE without ids', { managedDataIdentifierSelector: 'EXCLUDE' }, 'managedDataIdentifierIds'],
  [
    'an unknown managed identifier',
    { managedDataIdentifierSelector: 'INCLUDE', managedDataIdentifierIds: ['NO_SUCH_THING'] },
    'managedDataIdentifierIds',
  ],
  ['NONE without custom identifiers', { managedDataIdentifierSelector: 'NONE' }, 'customDataIdentifierIds'],
]

describe('refusals with 400', () => {
  test.each(refusals)('%s', async (_case, changes, member) => {
    const request = client.send(new CreateClassificationJobCommand(jobInput([bucket], changes)))
    const message = await refusal(request, 'ValidationException', 400)
    expect(message).toContain(member)
  })
})

describe('refusals with other statuses', () => {
  test('an unknown custom identifier is not found', async () => {
    const changes = { customDataIdentifierIds: ['00000000-0000-4000-8000-000000000000'] }
    await refusal(
      client.send(new CreateClassificationJobCommand(jobInput([bucket], changes))),
      'ResourceNotFoundException',
      404,
    )
  })

  test('an unknown allow list is not found', async () => {
    const changes = { allowListIds: ['abcdefghij0123456789ab'] }
    await refusal(
      client.send(new CreateClassificationJobCommand(jobInput([bucket], changes))),
      'ResourceNotFoundException',
      404,
    )
  })

  test('31 custom identifiers are over the quota', async () => {
    const ids = Array.from({ length: 31 }, (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
    const request = client.send(
      new CreateClassificationJobCommand(jobInput([bucket], { customDataIdentifierIds: ids })),
    )
    await refusal(request, 'ServiceQuotaExceededException', 402)
  })

  test('11 allow lists are over the quota', async () => {
    const ids = Array.from({ length: 11 }, (_, n) => String(n).padStart(22, 'a'))
    const request = client.send(new CreateClassificationJobCommand(jobInput([bucket], { allowListIds: ids })))
    await refusal(request, 'ServiceQuotaExceededException', 402)
  })

  test('1,001 buckets are over the quota, 1,000 are not', async () => {
    const names = Array.from({ length: 1_001 }, (_, n) => `missing-${n}`)
    await refusal(
      client.send(new CreateClassificationJobCommand(jobInput(names))),
      'ServiceQuotaExceededException',
      402,
    )
    const scheduled: JobInput = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } }
    expect(await createJob(names.slice(1), scheduled)).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('selectors', () => {
  const mixed = { 'ssn.txt': ssnLine(7), 'card.txt': 'visa 4539578763621486\n', 'badge.txt': 'BADGE-1234\n' }
  let buckets: string[] = []
  beforeAll(async () => {
    buckets = [await bucketWith(mixed)]
  })

  test('RECOMMENDED finds what is recommended', async () => {
    expect(await keysFound(await runJob(buckets))).toEqual(['card.txt', 'ssn.txt'])
  })

  test('ALL echoes no ids', async () => {
    const jobId = await runJob(buckets, { managedDataIdentifierSelector: 'ALL' })
    expect((await describeJob(jobId)).managedDataIdentifierIds).toBeUndefined()
    expect(await keysFound(jobId)).toEqual(['card.txt', 'ssn.txt'])
  })

  test('INCLUDE finds only what it names', async () => {
    const managedDataIdentifierIds = ['USA_SOCIAL_SECURITY_NUMBER']
    const jobId = await runJob(buckets, {
      managedDataIdentifierSelector: 'INCLUDE',
      managedDataIdentifierIds,
    })
    expect((await describeJob(jobId)).managedDataIdentifierIds).toEqual(managedDataIdentifierIds)
    expect(await keysFound(jobId)).toEqual(['ssn.txt'])
  })

  test('EXCLUDE finds all but what it names', async () => {
    const managedDataIdentifierIds = ['USA_SOCIAL_SECURITY_NUMBER']
    const jobId = await runJob(buckets, {
      managedDataIdentifierSelector: 'EXCLUDE',
      managedDataIdentifierIds,
    })
    expect(await keysFound(jobId)).toEqual(['card.txt'])
  })

  test('NONE finds custom identifiers only', async () => {
    const customDataIdentifierIds = [await customIdentifier()]
    const jobId = await runJob(buckets, { managedDataIdentifierSelector: 'NONE', customDataIdentifierIds })
    expect((await describeJob(jobId)).customDataIdentifierIds).toEqual(customDataIdentifierIds)
    expect(await keysFound(jobId)).toEqual(['badge.txt'])
  })

  test('every listed managed identifier can be named', async () => {
    const ids: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(new ListManagedDataIdentifiersCommand({ nextToken }))
      ids.push(...(page.items ?? []).map((item) => item.id ?? ''))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThanOrEqual(96)
    const jobId = await createJob(buckets, {
      managedDataIdentifierSelector: 'INCLUDE',
      managedDataIdentifierIds: ids,
    })
    expect((await describeJob(jobId)).managedDataIdentifierIds).toEqual(ids)
  })
})
