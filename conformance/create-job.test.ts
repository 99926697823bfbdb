// CreateClassificationJob: every member with its default and its limits, and the client token.
import { CreateClassificationJobCommand } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import {
  accountId,
  bucketWith,
  client,
  createCustomIdentifier,
  createJob,
  describeJob,
  findingsOf,
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

  test('what is given is stored and echoed', async () => {
    const given = {
      description: 'd'.repeat(200),
      samplingPercentage: 20,
      initialRun: false,
      tags: Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'v'.repeat(256)])),
    }
    expect(await describeJob(await createJob([bucket], given))).toMatchObject(given)
  })

  test('without a client token one is made', async () => {
    const { clientToken: _, ...input } = jobInput([bucket])
    const { status, body } = await rawJson('POST', '/jobs', { body: JSON.stringify(input) })
    expect(status).toBe(200)
    expect((await describeJob(String(body['jobId']))).clientToken).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('30 custom identifiers are accepted, and their ids are UUIDs', async () => {
    const customDataIdentifierIds = await Promise.all(
      Array.from({ length: 30 }, (_, n) => createCustomIdentifier(`custom-${n}`)),
    )
    for (const id of customDataIdentifierIds)
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const job = await describeJob(await createJob([bucket], { customDataIdentifierIds }))
    expect(job.customDataIdentifierIds).toEqual(customDataIdentifierIds)
  })

  test('a sample is that share of the eligible objects, rounded up', async () => {
    const texts = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`${n}.txt`, ssnLine(n)]))
    const sampled = await bucketWith({ ...texts, 'picture.png': 'not eligible' })
    const jobId = await runJob([sampled], { samplingPercentage: 20 })
    expect(await keysFound(jobId)).toHaveLength(3)
  })

  test('an account alone means all of its buckets', async () => {
    const key = `only-${bucket}/a.txt`
    const buckets = [await bucketWith({ [key]: ssnLine(1) }), await bucketWith({ [key]: ssnLine(2) })]
    const term = { key: 'OBJECT_KEY', comparator: 'STARTS_WITH', values: [key] }
    const s3JobDefinition = {
      bucketDefinitions: [{ accountId }],
      scoping: { includes: { and: [{ simpleScopeTerm: term }] } },
    }
    const jobId = await runJob([], { s3JobDefinition: s3JobDefinition as JobInput['s3JobDefinition'] })
    const found = await findingsOf(jobId)
    expect(found.map((finding) => finding.resourcesAffected?.s3Bucket?.name).sort()).toEqual(buckets.sort())
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
