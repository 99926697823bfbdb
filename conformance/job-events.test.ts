// The log events of jobs, in the server's structured log: AWS's types, members and order.
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { UpdateClassificationJobCommand } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { typesOf, untilEvent } from './job-events.ts'
import { s3ClientOf } from './objects.ts'
import { otherS3Account } from './stages.ts'
import {
  accountId,
  bucketWith,
  client,
  createJob,
  describeJob,
  keysFound,
  runJob,
  ssnLine,
  stage,
  untilStatus,
  type JobInput,
} from './world.ts'

const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith({ 'a.txt': ssnLine(1) })
})

const byName = (...values: string[]) =>
  ({
    bucketCriteria: {
      includes: { and: [{ simpleCriterion: { key: 'S3_BUCKET_NAME', comparator: 'EQ', values } }] },
    },
  }) as JobInput['s3JobDefinition']

describe('status events', () => {
  test('of a one-time job, with their members', async () => {
    const jobId = await runJob([bucket], { name: 'logged' })
    const events = await untilEvent(jobId, 'JOB_COMPLETED')
    expect(typesOf(events)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED', 'JOB_COMPLETED'])
    const occurredAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    const description = expect.stringMatching(/\w/)
    for (const event of events)
      expect(event).toEqual({
        eventType: event.eventType,
        adminAccountId: accountId,
        jobId,
        jobName: 'logged',
        occurredAt,
        description,
      })
  })

  test('of a scheduled run, with the date of the run', async () => {
    const jobId = await createJob([bucket], { ...daily, initialRun: true })
    const job = await untilStatus(jobId, 'IDLE')
    const events = await untilEvent(jobId, 'SCHEDULED_RUN_COMPLETED')
    expect(typesOf(events)).toEqual(['JOB_CREATED', 'SCHEDULED_RUN_STARTED', 'SCHEDULED_RUN_COMPLETED'])
    for (const event of events.slice(1)) expect(event['runDate']).toBe(job.lastRunTime?.toISOString())
  })

  test('of what a user does to a job', async () => {
    const jobId = await createJob([bucket], daily)
    for (const jobStatus of ['USER_PAUSED', 'RUNNING', 'CANCELLED'] as const)
      await client.send(new UpdateClassificationJobCommand({ jobId, jobStatus }))
    expect(typesOf(await untilEvent(jobId, 'JOB_CANCELLED'))).toEqual([
      'JOB_CREATED',
      'JOB_PAUSED_BY_USER',
      'JOB_RESUMED_BY_USER',
      'JOB_CANCELLED',
    ])
  })

  test('of buckets that match criteria, and of none that does', async () => {
    const one = await runJob([], { s3JobDefinition: byName(bucket) })
    const matched = await untilEvent(one, 'BUCKET_MATCHED_THE_CRITERIA')
    expect(matched.find((event) => event.eventType === 'BUCKET_MATCHED_THE_CRITERIA')).toMatchObject({
      affectedResource: { type: 'S3_BUCKET_NAME', value: bucket },
    })
    const none = await runJob([], { s3JobDefinition: byName('none-like-this') })
    const events = await untilEvent(none, 'JOB_COMPLETED')
    expect(typesOf(events)).toContain('NO_BUCKETS_MATCHED_THE_CRITERIA')
    expect((await describeJob(none)).lastRunErrorStatus).toEqual({ code: 'NONE' })
  })
})

describe('error events: the run goes on without what it may not read, and says ERROR', () => {
  async function errorOf(jobId: string, eventType: string) {
    const events = await untilEvent(jobId, 'JOB_COMPLETED')
    expect((await describeJob(jobId)).lastRunErrorStatus).toEqual({ code: 'ERROR' })
    expect(await keysFound(jobId)).toEqual(['a.txt'])
    return events.find((event) => event.eventType === eventType)
  }

  test('a bucket that does not exist', async () => {
    const jobId = await runJob(['no-such-bucket-here', bucket])
    expect(await errorOf(jobId, 'BUCKET_DOES_NOT_EXIST')).toMatchObject({
      affectedAccount: accountId,
      affectedResource: { type: 'S3_BUCKET_NAME', value: 'no-such-bucket-here' },
    })
  })

  test('an account that is not the job’s', async () => {
    const bucketDefinitions = [
      { accountId: '210987654321', buckets: ['theirs'] },
      { accountId, buckets: [bucket] },
    ]
    const jobId = await runJob([], { s3JobDefinition: { bucketDefinitions } })
    expect(await errorOf(jobId, 'ACCOUNT_ACCESS_DENIED')).toMatchObject({ affectedAccount: '210987654321' })
  })

  // The suite may run as root, whom no folder refuses.
  if (stage.objects === 's3')
    test('a bucket that refuses the server’s key', async () => {
      const theirs = `${bucket}-theirs`
      await s3ClientOf(otherS3Account()).send(new CreateBucketCommand({ Bucket: theirs }))
      const jobId = await runJob([theirs, bucket])
      expect(await errorOf(jobId, 'BUCKET_ACCESS_DENIED')).toMatchObject({
        affectedResource: { type: 'S3_BUCKET_NAME', value: theirs },
      })
    })
})
