// Jobs that wait for their quota, and accounts that are suspended.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { pauseForQuota, resumeAllFromQuota } from './quota.ts'
import { cancelAllJobs } from './suspend-account.ts'
import { daily, finish, noon, openTestJobs, setPhase, type TestJobs } from './test-jobs.ts'
import { handleResumeQuota } from './timers.ts'

describe.each(openTestDatabases())('quota and suspension on the $name store', (store) => {
  let jobs: TestJobs
  beforeAll(async () => {
    jobs = await openTestJobs(store)
  })
  afterAll(() => jobs.close())

  test('a job over its quota waits for the new month, and its run goes on then', async () => {
    const { create, read, context, sent, eventTypes } = await jobs.newAccount()
    const job = await create()
    expect(await pauseForQuota(context, job.jobId, noon)).toBe(true)
    expect(await pauseForQuota(context, job.jobId, noon)).toBe(false)
    expect((await read(job)).jobStatus).toBe('PAUSED')
    const newMonth = new Date('2024-06-01T00:00:00Z')
    expect(sent.at(-1)).toEqual({
      message: { queue: 'resume-quota', jobId: job.jobId },
      startAfter: newMonth,
    })
    expect(await handleResumeQuota(context, { jobId: job.jobId }, newMonth)).toBe(true)
    expect(await handleResumeQuota(context, { jobId: job.jobId }, newMonth)).toBe(false)
    expect(sent.at(-1)?.message).toEqual({ queue: 'plan-run', jobId: job.jobId, runNumber: 1 })
    expect((await eventTypes(job)).slice(2)).toEqual([
      'JOB_PAUSED_BY_MACIE_SERVICE_QUOTA_MET',
      'JOB_RESUMED_BY_MACIE_SERVICE_QUOTA_LIFTED',
    ])
  })

  test('a raised quota lets the jobs of its account go on', async () => {
    const [rich, poor] = [await jobs.newAccount(), await jobs.newAccount()]
    const [first, second] = [await rich.create(), await poor.create()]
    await pauseForQuota(rich.context, first.jobId, noon)
    await pauseForQuota(poor.context, second.jobId, noon)
    const hasQuota = (accountId: string) => Promise.resolve(accountId === rich.accountId)
    expect(await resumeAllFromQuota(rich.context, hasQuota, noon)).toEqual([first.jobId])
    expect((await poor.read(second)).jobStatus).toBe('PAUSED')
  })

  test('a suspended account has all of its jobs cancelled but those that are over', async () => {
    const { create, read, context, request, accountId } = await jobs.newAccount()
    const done = await create({ clientToken: 'done' })
    await setPhase(jobs.database, done, 'scanning')
    await finish(jobs.database, done)
    const others = [
      await create({ clientToken: 'running' }),
      await create({ ...daily, clientToken: 'idle' }),
      await create({ clientToken: 'paused' }),
      await create({ clientToken: 'user-paused' }),
    ]
    await pauseForQuota(context, others[2]?.jobId ?? '', noon)
    await request(others[3] ?? done, 'USER_PAUSED')
    expect(
      await jobs.database.interactive.transaction().execute((trx) => cancelAllJobs(trx, accountId, noon)),
    ).toBe(4)
    expect(await Promise.all(others.map(async (job) => (await read(job)).jobStatus))).toEqual(
      Array.from({ length: 4 }, () => 'CANCELLED'),
    )
    expect((await read(done)).jobStatus).toBe('COMPLETE')
  })
})
