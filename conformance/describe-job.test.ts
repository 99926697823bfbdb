// DescribeClassificationJob: every member of the answer, in the raw JSON as well as through the SDK.
import { DescribeClassificationJobCommand } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import {
  accountId,
  bucketWith,
  client,
  createJob,
  describeJob,
  refusal,
  runJob,
  ssnLine,
  untilStatus,
} from './world.ts'

let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith({ 'a.txt': ssnLine(1), 'b.csv': 'name,ssn\nAnn,536-22-1234\n' })
})

describe('a finished one-time job', () => {
  test('has every member with its documented meaning', async () => {
    const before = Date.now()
    const jobId = await runJob([bucket], { description: 'all of it', tags: { team: 'red' } })
    const job = await describeJob(jobId)
    expect(job.jobStatus).toBe('COMPLETE')
    expect(job.jobId).toBe(jobId)
    expect(job.jobArn).toBe(`arn:aws:macie2:us-east-1:${accountId}:classification-job/${jobId}`)
    expect(job.jobType).toBe('ONE_TIME')
    expect(job.description).toBe('all of it')
    expect(job.tags).toEqual({ team: 'red' })
    expect(job.s3JobDefinition).toEqual({ bucketDefinitions: [{ accountId, buckets: [bucket] }] })
    expect(job.createdAt?.getTime()).toBeGreaterThanOrEqual(before - 1000)
    expect(job.lastRunTime?.getTime()).toBeGreaterThanOrEqual(job.createdAt?.getTime() ?? Infinity)
    expect(job.lastRunErrorStatus).toEqual({ code: 'NONE' })
    expect(job.statistics).toEqual({ numberOfRuns: 1, approximateNumberOfObjectsToProcess: 0 })
    expect(job.userPausedDetails).toBeUndefined()
    expect(job.initialRun).toBe(false)
  })

  test('writes its timestamps as ISO 8601 strings in UTC and leaves out what is null', async () => {
    const jobId = await runJob([bucket])
    const { body } = await rawJson('GET', `/jobs/${jobId}`)
    expect(body['createdAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    expect(body['lastRunTime']).toMatch(/Z$/)
    expect(Object.values(body)).not.toContain(null)
    expect(body).not.toHaveProperty('scheduleFrequency')
    expect(body).not.toHaveProperty('userPausedDetails')
    expect(body).not.toHaveProperty('managedDataIdentifierIds')
  })
})

describe('a scheduled job before its first run', () => {
  test('is IDLE, with lastRunTime as createdAt and no runs', async () => {
    const jobId = await createJob([bucket], {
      jobType: 'SCHEDULED',
      scheduleFrequency: { dailySchedule: {} },
    })
    const job = await describeJob(jobId)
    expect(job.jobStatus).toBe('IDLE')
    expect(job.lastRunTime).toEqual(job.createdAt)
    expect(job.statistics).toEqual({ numberOfRuns: 0, approximateNumberOfObjectsToProcess: 0 })
  })

  test('runs at once with initialRun, and is IDLE again', async () => {
    const schedule = {
      jobType: 'SCHEDULED',
      scheduleFrequency: { dailySchedule: {} },
      initialRun: true,
    } as const
    const jobId = await createJob([bucket], schedule)
    const job = await untilStatus(jobId, 'IDLE')
    expect(job.initialRun).toBe(true)
    expect(job.statistics?.numberOfRuns).toBe(1)
  })
})

describe('a run that meets an error', () => {
  test('of a bucket that does not exist ends COMPLETE with ERROR', async () => {
    const jobId = await runJob(['no-such-bucket-here', bucket])
    const job = await describeJob(jobId)
    expect(job.lastRunErrorStatus).toEqual({ code: 'ERROR' })
    expect(job.statistics?.numberOfRuns).toBe(1)
  })
})

describe('refusals', () => {
  test('an ill-formed id is a bad request', async () => {
    for (const jobId of ['abc', 'G'.repeat(32), 'A'.repeat(32)])
      await refusal(client.send(new DescribeClassificationJobCommand({ jobId })), 'ValidationException', 400)
  })

  test('a well-formed unknown id is not found', async () => {
    const jobId = '0123456789abcdef0123456789abcdef'
    await refusal(
      client.send(new DescribeClassificationJobCommand({ jobId })),
      'ResourceNotFoundException',
      404,
    )
  })
})
