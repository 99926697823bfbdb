// CreateClassificationJob: what it refuses, and which member its message names.
import { CreateClassificationJobCommand } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  accountId,
  bucketWith,
  client,
  createJob,
  jobInput,
  refusal,
  ssnLine,
  type JobInput,
} from './world.ts'

let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith({ 'a.txt': ssnLine(1) })
})

const definition = (value: unknown): JobInput => ({ s3JobDefinition: value as JobInput['s3JobDefinition'] })
const scoped = (term: unknown): JobInput =>
  definition({ bucketDefinitions: [{ accountId, buckets: ['b'] }], scoping: { includes: { and: [term] } } })
const simple = (key: string, comparator: string, values: string[]): JobInput =>
  scoped({ simpleScopeTerm: { key, comparator, values } })

const refusals: readonly [string, JobInput, string][] = [
  ['no name', { name: undefined }, 'name'],
  ['no job type', { jobType: undefined }, 'jobType'],
  ['no definition of the buckets', { s3JobDefinition: undefined }, 's3JobDefinition'],
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
    'an unknown selector',
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
    expect(message).toMatch(/^Input validation failed, /)
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
