// Buckets chosen by criteria, evaluated when a run starts.
import { beforeAll, describe, expect, test } from 'vitest'
import { tagBucket } from './objects.ts'
import {
  accountId,
  bucketWith,
  createJob,
  describeJob,
  findingsOf,
  refusal,
  client,
  jobInput,
  runJob,
  ssnLine,
  stage,
  type JobInput,
} from './world.ts'
import { CreateClassificationJobCommand } from '@aws-sdk/client-macie2'

let one = ''
let two = ''
beforeAll(async () => {
  one = await bucketWith({ 'a.txt': ssnLine(1) })
  two = await bucketWith({ 'a.txt': ssnLine(2) })
})

type Criterion = { key: string; comparator: string; values: string[] }
const names = (comparator: string, ...values: string[]): Criterion => ({
  key: 'S3_BUCKET_NAME',
  comparator,
  values,
})
const block = (...criteria: Criterion[]): object => ({
  and: criteria.map((simpleCriterion) => ({ simpleCriterion })),
})

async function bucketsOf(bucketCriteria: object): Promise<string[]> {
  const s3JobDefinition = { bucketCriteria } as JobInput['s3JobDefinition']
  const found = await findingsOf(await runJob([], { s3JobDefinition }))
  return found.map((finding) => finding.resourcesAffected?.s3Bucket?.name ?? '').sort()
}

describe('criteria', () => {
  test('S3_BUCKET_NAME EQ takes exact names', async () => {
    expect(await bucketsOf({ includes: block(names('EQ', one, two, one.slice(0, -1))) })).toEqual(
      [one, two].sort(),
    )
  })

  test('names are case sensitive', async () => {
    expect(await bucketsOf({ includes: block(names('EQ', one.toUpperCase())) })).toEqual([])
  })

  test('criteria join with AND, NE is none of the values', async () => {
    expect(await bucketsOf({ includes: block(names('EQ', one, two), names('NE', two)) })).toEqual([one])
  })

  test('excludes win', async () => {
    expect(
      await bucketsOf({ includes: block(names('EQ', one, two)), excludes: block(names('EQ', one)) }),
    ).toEqual([two])
  })

  test('ACCOUNT_ID is the owner', async () => {
    const owner = (values: string[]) => ({ key: 'ACCOUNT_ID', comparator: 'EQ', values })
    expect(await bucketsOf({ includes: block(names('EQ', one), owner([accountId])) })).toEqual([one])
    expect(await bucketsOf({ includes: block(names('EQ', one), owner(['210987654321'])) })).toEqual([])
  })

  const permissions = ['PUBLIC', 'NOT_PUBLIC', 'UNKNOWN']
  const sharing = ['EXTERNAL', 'INTERNAL', 'NOT_SHARED', 'UNKNOWN']
  // Folders do not tell who reaches them.
  test.each([
    ['S3_BUCKET_EFFECTIVE_PERMISSION', permissions, stage.objects === 's3' ? 'NOT_PUBLIC' : 'UNKNOWN'],
    ['S3_BUCKET_SHARED_ACCESS', sharing, stage.objects === 's3' ? 'NOT_SHARED' : 'UNKNOWN'],
  ])('%s is what the store tells, and UNKNOWN where it does not', async (key, words, told) => {
    const is = (comparator: string, ...values: string[]) =>
      bucketsOf({ includes: block(names('EQ', one), { key, comparator, values }) })
    const others = words.filter((word) => word !== told)
    expect(await is('EQ', told)).toEqual([one])
    expect(await is('NE', told)).toEqual([])
    expect(await is('EQ', ...others)).toEqual([])
    expect(await is('NE', ...others)).toEqual([one])
  })

  // Folders have no tags.
  if (stage.objects === 's3')
    test('a tag is matched by its key, its value, or both; pairs join with OR', async () => {
      const red = await bucketWith({ 'a.txt': ssnLine(3) })
      await tagBucket(red, { team: 'red' })
      const matched = (comparator: string, ...tagValues: object[]) =>
        bucketsOf({
          includes: {
            and: [{ simpleCriterion: names('EQ', one, red) }, { tagCriterion: { comparator, tagValues } }],
          },
        })
      expect(await matched('EQ', { key: 'team', value: 'red' })).toEqual([red])
      expect(await matched('EQ', { key: 'team' })).toEqual([red])
      expect(await matched('EQ', { key: 'x' }, { value: 'red' })).toEqual([red])
      expect(await matched('EQ', { key: 'team', value: 'Red' })).toEqual([])
      expect(await matched('NE', { key: 'team', value: 'red' })).toEqual([one])
    })

  test('tags of a bucket without any: EQ never matches, NE always', async () => {
    const tag = (comparator: string) => ({
      tagCriterion: { comparator, tagValues: [{ key: 'team', value: 'red' }] },
    })
    const name = { simpleCriterion: names('EQ', one) }
    expect(await bucketsOf({ includes: { and: [name, tag('EQ')] } })).toEqual([])
    expect(await bucketsOf({ includes: { and: [name, tag('NE')] } })).toEqual([one])
  })

  test('no match ends the run normally', async () => {
    const s3JobDefinition = {
      bucketCriteria: { includes: block(names('EQ', 'none-like-this')) },
    } as JobInput['s3JobDefinition']
    const job = await describeJob(await runJob([], { s3JobDefinition }))
    expect(job.lastRunErrorStatus).toEqual({ code: 'NONE' })
    expect(job.s3JobDefinition).toEqual(s3JobDefinition)
  })
})

describe('refusals', () => {
  test.each([
    ['GT', { includes: block({ key: 'ACCOUNT_ID', comparator: 'GT', values: ['1'] }) }],
    ['an unknown key', { includes: block({ key: 'COLOUR', comparator: 'EQ', values: ['1'] }) }],
    ['no values', { includes: block({ key: 'ACCOUNT_ID', comparator: 'EQ', values: [] }) }],
    [
      'an unknown permission',
      { includes: block({ key: 'S3_BUCKET_SHARED_ACCESS', comparator: 'EQ', values: ['SOME'] }) },
    ],
    ['an empty criterion', { includes: { and: [{}] } }],
  ])('%s', async (_case, bucketCriteria) => {
    const s3JobDefinition = { bucketCriteria } as JobInput['s3JobDefinition']
    const request = client.send(new CreateClassificationJobCommand(jobInput([], { s3JobDefinition })))
    await refusal(request, 'ValidationException', 400)
  })

  test('a job over criteria is accepted before any bucket matches', async () => {
    const s3JobDefinition = {
      bucketCriteria: { includes: block(names('EQ', 'later')) },
    } as JobInput['s3JobDefinition']
    expect(await createJob([], { s3JobDefinition })).toMatch(/^[0-9a-f]{32}$/)
  })
})
