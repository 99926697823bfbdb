// What a user's requests do to a job's status, and to the run that they stop or let go on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { daily, addBatch, after, noon, openTestJobs, runRow, type TestJobs } from './test-jobs.ts'

describe.each(openTestDatabases())('changing the status of jobs on the $name store', (store) => {
  let jobs: TestJobs
  beforeAll(async () => {
    jobs = await openTestJobs(store)
  })
  afterAll(() => jobs.close())

  test('a cancelled job stays so; its run is over and its batches are gone', async () => {
    const { create, read, request, eventTypes } = await jobs.newAccount()
    const job = await create()
    await addBatch(jobs.database, job)
    expect(await request(job, 'CANCELLED', after(1))).toMatchObject({ changed: { jobStatus: 'CANCELLED' } })
    expect(await read(job)).toMatchObject({ jobStatus: 'CANCELLED', numberOfRuns: 1 })
    expect(await runRow(jobs.database, job)).toMatchObject({ phase: 'finished', finished_at: after(1) })
    expect(
      await jobs.database.interactive
        .selectFrom('batches')
        .selectAll()
        .where('job_id', '=', job.jobId)
        .execute(),
    ).toEqual([])
    for (const status of ['CANCELLED', 'RUNNING', 'USER_PAUSED'] as const) {
      expect(await request(job, status)).toMatchObject({
        refused: 'cancelled',
        job: { jobArn: job.jobArn },
      })
    }
    expect(await eventTypes(job)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED', 'JOB_CANCELLED'])
  })

  test('a paused run goes on: it is called for again with all that is unfinished', async () => {
    const { create, read, request, sent, woken, eventTypes } = await jobs.newAccount()
    const job = await create()
    const batchId = await addBatch(jobs.database, job)
    expect(await request(job, 'USER_PAUSED')).toHaveProperty('changed')
    expect(await read(job)).toMatchObject({
      jobStatus: 'USER_PAUSED',
      pausedFrom: 'RUNNING',
      userPausedAt: noon,
      userPauseExpiresAt: after(30),
    })
    const pausedAt = noon.toISOString()
    expect(sent.at(-1)).toEqual({
      message: { queue: 'expire-pause', jobId: job.jobId, pausedAt },
      startAfter: after(23),
    })
    sent.length = 0
    expect(await request(job, 'RUNNING', after(29))).toMatchObject({ changed: { jobStatus: 'RUNNING' } })
    expect(sent.map(({ message }) => message)).toEqual([
      { queue: 'plan-run', jobId: job.jobId, runNumber: 1 },
      { queue: 'scan-batch', batchId },
    ])
    expect(woken).toContain('scan-batch')
    expect(await read(job)).toMatchObject({
      pausedFrom: undefined,
      userPausedAt: undefined,
      numberOfRuns: 1,
    })
    expect((await eventTypes(job)).slice(2)).toEqual(['JOB_PAUSED_BY_USER', 'JOB_RESUMED_BY_USER'])
  })

  test('what a job is not in the state for is refused without a change', async () => {
    const { create, read, request } = await jobs.newAccount()
    const job = await create()
    expect(await request(job, 'RUNNING')).toMatchObject({ refused: 'wrong-status' })
    await request(job, 'USER_PAUSED')
    expect(await request(job, 'USER_PAUSED', after(1))).toMatchObject({ refused: 'wrong-status' })
    expect((await read(job)).userPausedAt).toEqual(noon)
  })

  test('a job of another account, or none, is not found', async () => {
    const [one, two] = [await jobs.newAccount(), await jobs.newAccount()]
    const job = await one.create()
    expect(await two.request(job, 'CANCELLED')).toEqual({ refused: 'not-found' })
    expect(await one.request({ ...job, jobId: 'f'.repeat(32) }, 'CANCELLED')).toEqual({
      refused: 'not-found',
    })
  })

  test('a resume after thirty days finds the pause expired, though no timer came', async () => {
    const { create, read, request, eventTypes } = await jobs.newAccount()
    const job = await create()
    await request(job, 'USER_PAUSED')
    expect(await request(job, 'RUNNING', after(30))).toMatchObject({ refused: 'cancelled' })
    expect((await read(job)).jobStatus).toBe('CANCELLED')
    expect((await eventTypes(job)).at(-1)).toBe('JOB_CANCELLED')
    const scheduled = await create({ ...daily, initialRun: true, clientToken: 'scheduled' })
    await request(scheduled, 'USER_PAUSED')
    expect(await request(scheduled, 'RUNNING', after(31))).toMatchObject({ changed: { jobStatus: 'IDLE' } })
    expect(await runRow(jobs.database, scheduled)).toMatchObject({ phase: 'finished' })
  })
})
