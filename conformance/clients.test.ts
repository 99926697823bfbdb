// What Terraform's provider and other tools in the field rely on, in their own sequences of calls.
import { UpdateClassificationJobCommand } from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import {
  accountId,
  bucketWith,
  client,
  createJob,
  describeJob,
  keysFound,
  refusal,
  ssnLine,
} from './world.ts'

let bucket = ''
beforeAll(async () => {
  bucket = await bucketWith(
    Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n}.txt`, ssnLine(n)])),
  )
})

describe('Terraform', () => {
  test('creates a job, reads it at once, and finds what it wrote', async () => {
    const definition = {
      bucketDefinitions: [
        { accountId, buckets: ['zz-unknown', bucket, 'aa-unknown'] },
        { accountId: '210987654321', buckets: ['b', 'a'] },
      ],
      scoping: {
        includes: {
          and: [
            { simpleScopeTerm: { comparator: 'EQ', key: 'OBJECT_EXTENSION', values: ['z', 'txt', 'a'] } },
            {
              tagScopeTerm: {
                comparator: 'NE',
                key: 'TAG',
                tagValues: [{ key: 'b' }, { key: 'a' }],
                target: 'S3_OBJECT',
              },
            },
          ],
        },
      },
    }
    const request = {
      clientToken: `terraform-${bucket}`,
      jobType: 'SCHEDULED',
      name: 'terraform',
      s3JobDefinition: definition,
      scheduleFrequency: { dailySchedule: {} },
    }
    const created = await rawJson('POST', '/jobs', { body: JSON.stringify(request) })
    const { body } = await rawJson('GET', `/jobs/${String(created.body['jobId'])}`)
    // Texts, not only members: the order of everything in it comes back.
    expect(JSON.stringify(body['s3JobDefinition'])).toBe(JSON.stringify(definition))
    expect(body['scheduleFrequency']).toEqual({ dailySchedule: {} })
    expect(body['samplingPercentage']).toBe(100)
    expect(body['jobStatus']).toBe('IDLE')
  })

  test('pauses, resumes and destroys, and reads each status back at once', async () => {
    const jobId = await createJob([bucket], {
      jobType: 'SCHEDULED',
      scheduleFrequency: { dailySchedule: {} },
    })
    for (const [jobStatus, read] of [
      ['USER_PAUSED', 'USER_PAUSED'],
      ['RUNNING', 'IDLE'],
      ['CANCELLED', 'CANCELLED'],
    ] as const) {
      await client.send(new UpdateClassificationJobCommand({ jobId, jobStatus }))
      const job = await describeJob(jobId)
      expect(job.jobStatus).toBe(read)
      // The provider crashes on a pause that tells when it began and not when it ends.
      expect(job.userPausedDetails).toBeUndefined()
    }
    const again = client.send(new UpdateClassificationJobCommand({ jobId, jobStatus: 'CANCELLED' }))
    expect(await refusal(again, 'ValidationException', 400)).toContain('cannot update cancelled job for job')
  })
})

describe('scripts', () => {
  test('list all findings of a job the moment they read COMPLETE', async () => {
    const jobId = await createJob([bucket])
    while ((await describeJob(jobId)).jobStatus !== 'COMPLETE');
    expect(await keysFound(jobId)).toHaveLength(30)
  })
})
