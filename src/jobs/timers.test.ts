// Slots, pauses that expire, and what an outage swallowed: time is a parameter.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { pauseForQuota } from './quota.ts'
import { addBatch, after, daily, noon, openTestJobs, runRow, type TestJobs } from './test-jobs.ts'
import { handleExpirePause, handleScheduledRun, recoverSchedules } from './timers.ts'

describe.each(openTestDatabases())('what time does to jobs on the $name store', (store) => {
  let jobs: TestJobs
  beforeAll(async () => {
    jobs = await openTestJobs(store)
  })
  afterAll(() => jobs.close())

  test('a slot starts a run and sets the next slot; its second delivery does nothing', async () => {
    const { create, read, context, sent } = await jobs.newAccount()
    const job = await create(daily)
    sent.length = 0
    const message = { jobId: job.jobId, slot: after(1).toISOString() }
    const late = after(1.01)
    expect(await handleScheduledRun(context, message, late)).toBe('started')
    expect(await handleScheduledRun(context, message, late)).toBe('stale')
    expect(await read(job)).toMatchObject({
      jobStatus: 'RUNNING',
      numberOfRuns: 1,
      nextRunAt: after(2),
      lastRunTime: late,
    })
    expect(sent.map(({ message: { queue }, startAfter }) => [queue, startAfter])).toEqual([
      ['scheduled-run', after(2)],
      ['plan-run', undefined],
    ])
  })

  test('a slot that comes too early is sent again, and means nothing yet', async () => {
    const { create, read, context, sent } = await jobs.newAccount()
    const job = await create(daily)
    sent.length = 0
    const message = { jobId: job.jobId, slot: after(1).toISOString() }
    expect(await handleScheduledRun(context, message, after(0.9))).toBe('early')
    expect(sent).toEqual([{ message: { queue: 'scheduled-run', ...message }, startAfter: after(1) }])
    expect(await read(job)).toMatchObject({ jobStatus: 'IDLE', numberOfRuns: 0, nextRunAt: after(1) })
    expect(await handleScheduledRun(context, message, after(1))).toBe('started')
  })

  test('a slot during a run or a pause is skipped, and the next one is set all the same', async () => {
    const { create, read, context, request } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    const slot = (days: number) => ({ jobId: job.jobId, slot: after(days).toISOString() })
    expect(await handleScheduledRun(context, slot(1), after(1))).toBe('skipped')
    await request(job, 'USER_PAUSED', after(1.5))
    expect(await handleScheduledRun(context, slot(2), after(2))).toBe('skipped')
    expect(await read(job)).toMatchObject({
      numberOfRuns: 1,
      nextRunAt: after(3),
      jobStatus: 'USER_PAUSED',
    })
    await request(job, 'RUNNING', after(2.5))
    expect(await read(job)).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1 })
  })

  test('a slot lets a run go on that waits for its quota', async () => {
    const { create, read, context } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    await pauseForQuota(context, job.jobId, noon)
    const message = { jobId: job.jobId, slot: after(1).toISOString() }
    expect(await handleScheduledRun(context, message, after(1))).toBe('resumed')
    expect(await read(job)).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1, nextRunAt: after(2) })
  })

  test('a cancelled job has no more slots', async () => {
    const { create, context, request, sent } = await jobs.newAccount()
    const job = await create(daily)
    await request(job, 'CANCELLED')
    sent.length = 0
    const message = { jobId: job.jobId, slot: after(1).toISOString() }
    expect(await handleScheduledRun(context, message, after(1))).toBe('stale')
    expect(sent).toEqual([])
  })

  test('of the slots missed in an outage one is made up', async () => {
    const { create, read, context } = await jobs.newAccount()
    const job = await create(daily)
    await recoverSchedules(context, after(5.5))
    await recoverSchedules(context, after(5.5))
    expect(await read(job)).toMatchObject({ numberOfRuns: 1, nextRunAt: after(6), lastRunTime: after(5.5) })
  })

  test('slots missed while the user paused the job are not made up', async () => {
    const { create, read, context, request } = await jobs.newAccount()
    const job = await create(daily)
    await request(job, 'USER_PAUSED')
    await recoverSchedules(context, after(5.5))
    await request(job, 'RUNNING', after(5.6))
    expect(await read(job)).toMatchObject({ jobStatus: 'IDLE', numberOfRuns: 0, nextRunAt: after(6) })
  })

  test('a pause of thirty days cancels a one-time job; the timer of an earlier pause does not', async () => {
    const { create, read, context, request } = await jobs.newAccount()
    const job = await create()
    await request(job, 'USER_PAUSED', noon)
    await request(job, 'RUNNING', after(1))
    await request(job, 'USER_PAUSED', after(2))
    const first = { jobId: job.jobId, pausedAt: noon.toISOString() }
    const second = { jobId: job.jobId, pausedAt: after(2).toISOString() }
    expect(await handleExpirePause(context, first, after(32))).toBe('stale')
    expect((await read(job)).jobStatus).toBe('USER_PAUSED')
    expect(await handleExpirePause(context, second, after(32))).toBe('expired')
    expect((await read(job)).jobStatus).toBe('CANCELLED')
    expect(await handleExpirePause(context, second, after(33))).toBe('stale')
  })

  test('a pause says that it is ending a week before it does, and is called for again then', async () => {
    const { create, read, context, request, sent } = await jobs.newAccount()
    const job = await create()
    await request(job, 'USER_PAUSED', noon)
    const message = { queue: 'expire-pause', jobId: job.jobId, pausedAt: noon.toISOString() } as const
    expect(sent.at(-1)).toEqual({ message, startAfter: after(23) })
    expect(await handleExpirePause(context, message, after(23))).toBe('ending')
    expect(await read(job)).toMatchObject({ jobStatus: 'USER_PAUSED', userPauseExpiresAt: after(30) })
    expect(sent.at(-1)).toEqual({ message, startAfter: after(30) })
    expect(await handleExpirePause(context, message, after(30))).toBe('expired')
  })

  test('nothing expires of a scheduled job that waited for its slot when it was paused', async () => {
    const { create, context, request, sent } = await jobs.newAccount()
    const job = await create(daily)
    sent.length = 0
    expect(await request(job, 'USER_PAUSED')).toMatchObject({
      changed: { userPausedAt: noon, userPauseExpiresAt: undefined },
    })
    expect(sent).toEqual([])
    const message = { jobId: job.jobId, pausedAt: noon.toISOString() }
    expect(await handleExpirePause(context, message, after(31))).toBe('stale')
  })

  test('a recovery touches neither the pause nor the slot that is still to come', async () => {
    const { create, read, context, request, sent } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    await request(job, 'USER_PAUSED', after(0.5))
    sent.length = 0
    await recoverSchedules(context, after(1.5))
    expect(await read(job)).toMatchObject({ jobStatus: 'USER_PAUSED', nextRunAt: after(2) })
    // A recovery is of every account's jobs, and those of other tests are in the same database.
    const own = sent.filter(({ message }) => 'jobId' in message && message.jobId === job.jobId)
    expect(own.map(({ message }) => message.queue)).toEqual(['scheduled-run'])
  })

  test('a pause of thirty days drops the run of a scheduled job, which stays paused', async () => {
    const { create, read, context, request } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    await addBatch(jobs.database, job)
    await request(job, 'USER_PAUSED', noon)
    await recoverSchedules(context, after(30.2))
    expect(await read(job)).toMatchObject({
      jobStatus: 'USER_PAUSED',
      pausedFrom: 'IDLE',
      userPausedAt: noon,
      userPauseExpiresAt: undefined,
      nextRunAt: after(31),
    })
    expect(await runRow(jobs.database, job)).toMatchObject({ phase: 'finished' })
    expect(await request(job, 'RUNNING', after(40))).toMatchObject({ changed: { jobStatus: 'IDLE' } })
  })
})
