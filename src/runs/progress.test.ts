// The progress of a run by its counters; time is a parameter.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Job } from '../model/job.ts'
import { changeRunBucket } from '../store/run-buckets.ts'
import { planRun } from './plan-run.ts'
import { progressTeller } from './progress.ts'
import { bucket, openTestRuns, type TestRuns } from './test-runs.ts'

describe.each(openTestDatabases())('progress on the $name store', (databases) => {
  let database: Database
  let runs: TestRuns
  let now: number
  beforeAll(async () => {
    database = await databases.open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    runs = await openTestRuns(database)
  })
  afterEach(() => runs.close())

  async function planned(): Promise<Job> {
    for (let n = 0; n < 10; n++) runs.put(`${n}.txt`, 'x'.repeat(100))
    const job = await runs.create()
    now = (await runs.read(job)).createdAt.getTime()
    const turn = { queueJobId: 'turn', signal: new AbortController().signal }
    await planRun(runs.context(), { jobId: job.jobId, runNumber: 1 }, turn)
    return job
  }
  const record = (job: Job, bytesDone: number) =>
    changeRunBucket(
      database.background,
      { jobId: job.jobId, runNumber: 1, bucket },
      { add: { bytesDone, objectsComplete: bytesDone / 100, objectsProcessed: bytesDone / 100 } },
    )

  test('a job without a run has none', async () => {
    const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const
    const job = await runs.create(daily)
    expect(await progressTeller(database.interactive, () => new Date())(job.jobId)).toBeUndefined()
  })

  test('the rate is that since the run began, then that between calls, and the rest is told by it', async () => {
    const job = await planned()
    const tell = progressTeller(database.interactive, () => new Date(now))
    await record(job, 200)
    now += 2_000
    expect(await tell(job.jobId)).toMatchObject({
      runNumber: 1,
      phase: 'scanning',
      objects: { listed: 10, selected: 10, complete: 2, partial: 0, skipped: 0 },
      bytes: { selected: 1_000, done: 200 },
      bytesPerSecond: 100,
      etaSeconds: 8,
      buckets: [{ name: bucket, listed: true, error: null }],
    })
    await record(job, 400)
    now += 1_000
    const { bytesPerSecond, etaSeconds } = (await tell(job.jobId)) ?? {}
    expect({ bytesPerSecond, etaSeconds }).toEqual({ bytesPerSecond: 200, etaSeconds: 2 })
  })

  test('a run that stands still has no rate after a while, and nobody knows when it ends', async () => {
    const job = await planned()
    const tell = progressTeller(database.interactive, () => new Date(now))
    await record(job, 500)
    now += 1_000
    await tell(job.jobId)
    for (let second = 0; second < 15; second++) {
      now += 1_000
      await tell(job.jobId)
    }
    expect(await tell(job.jobId)).toMatchObject({ bytesPerSecond: 0, etaSeconds: null })
  })

  test('a run that has finished has no rate and all of its bytes', async () => {
    const job = await planned()
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    expect(await progressTeller(database.interactive, () => new Date(now))(job.jobId)).toMatchObject({
      phase: 'finished',
      objects: { listed: 10, selected: 10, complete: 10 },
      bytes: { selected: 1_000, done: 1_000 },
      bytesPerSecond: 0,
      etaSeconds: null,
    })
  })
})
