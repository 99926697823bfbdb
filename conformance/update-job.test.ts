// UpdateClassificationJob: every legal and illegal change of status, and what it does to the work.
import {
  ListClassificationJobsCommand,
  UpdateClassificationJobCommand,
  type JobStatus,
} from '@aws-sdk/client-macie2'
import { beforeAll, describe, expect, test } from 'vitest'
import { rawJson } from './raw-request.ts'
import {
  bucketWith,
  client,
  createJob,
  describeJob,
  keysFound,
  refusal,
  runJob,
  ssnLine,
  untilStatus,
} from './world.ts'

const scheduled = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
const update = (jobId: string, jobStatus: JobStatus) =>
  client.send(new UpdateClassificationJobCommand({ jobId, jobStatus }))

let small = ''
let large = ''
beforeAll(async () => {
  small = await bucketWith({ 'a.txt': ssnLine(1) })
  // Enough work that a status changed at once is changed in the middle of it.
  const filler = 'The quick brown fox jumps over the lazy dog, again and again.\n'.repeat(60_000)
  large = await bucketWith(
    Object.fromEntries(Array.from({ length: 24 }, (_, n) => [`${n}.txt`, filler + ssnLine(n)])),
  )
}, 120_000)

/** Until the run has chosen its objects and is in the middle of them. */
async function untilWork(jobId: string): Promise<void> {
  let left = 0
  while (left === 0) {
    const { jobStatus, statistics } = await describeJob(jobId)
    if (jobStatus !== 'RUNNING') throw new Error(`Cannot see the job at work: it is ${jobStatus}`)
    left = statistics?.approximateNumberOfObjectsToProcess ?? 0
  }
}

describe('legal changes', () => {
  test('IDLE can be cancelled, and the next read says so', async () => {
    const jobId = await createJob([small], scheduled)
    const answer = await rawJson('PATCH', `/jobs/${jobId}`, { body: '{"jobStatus":"CANCELLED"}' })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({})
    expect((await describeJob(jobId)).jobStatus).toBe('CANCELLED')
  })

  test('IDLE can be paused and resumed to IDLE; nothing expires', async () => {
    const jobId = await createJob([small], scheduled)
    await update(jobId, 'USER_PAUSED')
    const paused = await describeJob(jobId)
    expect(paused.jobStatus).toBe('USER_PAUSED')
    expect(paused.userPausedDetails).toBeUndefined()
    await update(jobId, 'RUNNING')
    const resumed = await describeJob(jobId)
    expect(resumed.jobStatus).toBe('IDLE')
    expect(resumed.userPausedDetails).toBeUndefined()
  })

  test('RUNNING can be paused: no progress while paused, and it goes on to the same end', async () => {
    const jobId = await createJob([large])
    expect((await describeJob(jobId)).jobStatus).toBe('RUNNING')
    await refusal(update(jobId, 'RUNNING'), 'ConflictException', 409)
    await update(jobId, 'USER_PAUSED')
    const paused = await describeJob(jobId)
    expect(paused.jobStatus).toBe('USER_PAUSED')
    expect(paused.statistics?.numberOfRuns).toBe(1)
    const { jobPausedAt, jobExpiresAt, jobImminentExpirationHealthEventArn } = paused.userPausedDetails ?? {}
    expect((jobExpiresAt?.getTime() ?? 0) - (jobPausedAt?.getTime() ?? 0)).toBe(30 * 86_400_000)
    expect(jobImminentExpirationHealthEventArn).toBeUndefined()
    const { items } = await client.send(new ListClassificationJobsCommand({ maxResults: 200 }))
    const summary = items?.find((item) => item.jobId === jobId)
    expect(summary?.userPausedDetails).toEqual(paused.userPausedDetails)
    const progress = async () => (await rawJson('GET', `/magpie/jobs/${jobId}/progress`)).body['objects']
    const first = await progress()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await progress()).toEqual(first)
    await update(jobId, 'RUNNING')
    const job = await untilStatus(jobId, 'COMPLETE')
    expect(job.statistics?.numberOfRuns).toBe(1)
    expect(await keysFound(jobId)).toHaveLength(24)
  })

  test('RUNNING can be cancelled: nothing of it changes afterwards', async () => {
    const jobId = await createJob([large])
    await untilWork(jobId)
    await update(jobId, 'CANCELLED')
    const job = await describeJob(jobId)
    expect(job.jobStatus).toBe('CANCELLED')
    expect(job.statistics?.approximateNumberOfObjectsToProcess).toBe(0)
    const found = await keysFound(jobId)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(await keysFound(jobId)).toEqual(found)
  })

  test('USER_PAUSED can be cancelled', async () => {
    const jobId = await createJob([small], scheduled)
    await update(jobId, 'USER_PAUSED')
    await update(jobId, 'CANCELLED')
    const job = await describeJob(jobId)
    expect(job.jobStatus).toBe('CANCELLED')
    expect(job.userPausedDetails).toBeUndefined()
  })
})

describe('illegal changes', () => {
  test('a cancelled job is refused with the words that Terraform looks for', async () => {
    const jobId = await createJob([small], scheduled)
    await update(jobId, 'CANCELLED')
    const { jobArn } = await describeJob(jobId)
    for (const status of ['CANCELLED', 'RUNNING', 'USER_PAUSED'] as const) {
      const message = await refusal(update(jobId, status), 'ValidationException', 400)
      expect(message).toBe(`Input validation failed, cannot update cancelled job for job: ${jobArn}`)
    }
  })

  test('a completed job is refused, worded like a cancelled one by default', async () => {
    const jobId = await runJob([small])
    const { jobArn } = await describeJob(jobId)
    for (const status of ['CANCELLED', 'RUNNING', 'USER_PAUSED'] as const) {
      const message = await refusal(update(jobId, status), 'ValidationException', 400)
      expect(message).toBe(`Input validation failed, cannot update cancelled job for job: ${jobArn}`)
    }
  })

  test.each(['IDLE', 'PAUSED', 'COMPLETE', 'DONE'])('the target %s is a bad request', async (status) => {
    const jobId = await createJob([small], scheduled)
    await refusal(update(jobId, status as JobStatus), 'ValidationException', 400)
  })

  test('a missing target is a bad request', async () => {
    const jobId = await createJob([small], scheduled)
    expect((await rawJson('PATCH', `/jobs/${jobId}`, { body: '{}' })).status).toBe(400)
    expect((await rawJson('PATCH', `/jobs/${jobId}`, { body: '{"jobStatus":null}' })).status).toBe(400)
  })

  test('an unknown job is not found, an ill-formed id a bad request', async () => {
    await refusal(update('0123456789abcdef0123456789abcdef', 'CANCELLED'), 'ResourceNotFoundException', 404)
    await refusal(update('nonsense', 'CANCELLED'), 'ValidationException', 400)
  })

  test('RUNNING from IDLE and pausing twice are conflicts', async () => {
    const jobId = await createJob([small], scheduled)
    await refusal(update(jobId, 'RUNNING'), 'ConflictException', 409)
    await update(jobId, 'USER_PAUSED')
    await refusal(update(jobId, 'USER_PAUSED'), 'ConflictException', 409)
  })
})
