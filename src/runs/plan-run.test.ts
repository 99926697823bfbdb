// The planner over real folders and a real store: what it lists, leaves out, skips and selects, and that a planner
// that dies loses and repeats nothing.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Job, Scoping } from '../model/job.ts'
import { BucketFailure, type ObjectStore } from '../objects/object-store.ts'
import { findRunBuckets } from '../store/run-buckets.ts'
import { unpackEntries } from './batch-entries.ts'
import { planRun } from './plan-run.ts'
import type { RunContext } from './run-context.ts'
import { accountOf, contradictions } from './test-account.ts'
import { bucket, openTestRuns, ssnLine, type TestRuns } from './test-runs.ts'

describe.each(openTestDatabases())('planning on the $name store', (databases) => {
  let database: Database
  let runs: TestRuns
  beforeAll(async () => {
    database = await databases.open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    runs = await openTestRuns(database)
  })
  afterEach(() => runs.close())

  const turn = () => ({ queueJobId: 'turn', signal: new AbortController().signal })
  const plan = (job: Job, changes: Partial<RunContext> = {}) =>
    planRun(runs.context(changes), { jobId: job.jobId, runNumber: 1 }, turn())
  const bucketsOf = (job: Job) => findRunBuckets(database.background, { jobId: job.jobId, runNumber: 1 })
  const phase = async (job: Job) => (await accountOf(runs, job)).progress.phase

  async function planned(job: Job): Promise<string[]> {
    const rows = await database.background
      .selectFrom('batches')
      .select('entries')
      .where('job_id', '=', job.jobId)
      .orderBy('id')
      .execute()
    const entries = await Promise.all(rows.map((row) => unpackEntries(row.entries)))
    return entries.flat().map(({ key }) => key)
  }

  const fill = (count: number): string[] =>
    Array.from({ length: count }, (_key, n) => {
      const key = `f/${String(n).padStart(5, '0')}.txt`
      runs.put(key, ssnLine(n))
      return key
    })

  /** The store in pages of so many, which fails before the page of this number. */
  function paged(pageSize: number, failure?: { readonly page: number; readonly error: Error }): ObjectStore {
    const { store } = runs.context()
    let pages = 0
    return {
      ...store,
      async listObjects(name, page) {
        if (failure !== undefined && ++pages === failure.page) throw failure.error
        return store.listObjects(name, { ...page, maxKeys: pageSize })
      },
    }
  }
  const killed = new Error('killed')

  test('a planner that dies goes on after the last page that was saved, and repeats no batch', async () => {
    const keys = fill(95)
    const job = await runs.create()
    const dying = (page: number) => plan(job, { store: paged(10, { page, error: killed }) })
    await expect(dying(5)).rejects.toThrow('killed')
    expect(await planned(job)).toEqual(keys.slice(0, 40))
    expect(await phase(job)).toBe('listing')
    await expect(dying(2)).rejects.toThrow('killed')
    await plan(job, { store: paged(10) })
    expect(await planned(job)).toEqual(keys)
    expect((await bucketsOf(job))[0]?.counters).toMatchObject({ objectsListed: 95, objectsSelected: 95 })
    expect(await phase(job)).toBe('scanning')
  })

  test('a planner whose run another one has taken saves nothing', async () => {
    fill(30)
    const job = await runs.create()
    const overtaking = paged(10)
    let overtaken = false
    const slow: ObjectStore = {
      ...overtaking,
      async listObjects(name, page) {
        const answer = await overtaking.listObjects(name, page)
        if (!overtaken) {
          overtaken = true
          await plan(job, { store: paged(10, { page: 2, error: killed }) }).catch(() => undefined)
        }
        return answer
      },
    }
    await plan(job, { store: slow })
    expect(await planned(job)).toHaveLength(10)
    await plan(job)
    expect(await planned(job)).toHaveLength(30)
    expect((await bucketsOf(job))[0]?.counters).toMatchObject({ objectsListed: 30, objectsSelected: 30 })
  })

  test('a paused job is not planned on, and goes on at the saved page', async () => {
    const keys = fill(30)
    const job = await runs.create()
    const store = paged(10)
    let pages = 0
    const pausing: ObjectStore = {
      ...store,
      async listObjects(name, page) {
        if (++pages === 2) await runs.request(job, 'USER_PAUSED')
        return store.listObjects(name, page)
      },
    }
    await plan(job, { store: pausing })
    expect(await planned(job)).toEqual(keys.slice(0, 10))
    await runs.request(job, 'RUNNING')
    await plan(job)
    expect(await planned(job)).toEqual(keys)
  })

  test('a nearly full disk stops the planning until there is room', async () => {
    fill(3)
    const job = await runs.create()
    const dataFolder = runs.root
    const full = { dataFolder, roomLeft: () => Promise.resolve(100_000_000) }
    await expect(plan(job, full)).rejects.toThrow('less than 512 MB')
    expect(await planned(job)).toEqual([])
    await plan(job, { dataFolder, roomLeft: () => Promise.resolve(1_000_000_000) })
    expect(await planned(job)).toHaveLength(3)
  })

  test.each([1, 20, 33, 99])(
    '%d percent of the eligible objects are chosen, rounded up, and the same by a planner that died in between',
    async (samplingPercentage) => {
      fill(150)
      runs.put('picture.png', 'not eligible')
      const size = Math.ceil((samplingPercentage * 150) / 100)
      const job = await runs.create({ samplingPercentage })
      // Sixteen pages of ten: the first listing counts, the second chooses.
      await expect(plan(job, { store: paged(10, { page: 20, error: killed }) })).rejects.toThrow('killed')
      const before = await planned(job)
      await plan(job)
      const chosen = await planned(job)
      expect(chosen).toHaveLength(size)
      expect(new Set(chosen).size).toBe(size)
      expect(chosen.slice(0, before.length)).toEqual(before)
      const { objects } = (await accountOf(runs, job)).progress
      expect(objects).toMatchObject({ listed: 151, selected: size, skipped: 1 })
    },
  )

  test('scope holds for what is no object too, as far as its name tells', async () => {
    runs.put('in/a.txt', 'x')
    runs.put('out/a.txt', 'x')
    runs.put('in/b.png', 'x')
    runs.put('out/b.png', 'x')
    for (const folder of ['in', 'out']) symlinkSync('a.txt', path.join(runs.root, bucket, folder, 'link.txt'))
    const scoping: Scoping = {
      includes: {
        and: [{ simpleScopeTerm: { key: 'OBJECT_KEY', comparator: 'STARTS_WITH', values: ['in/'] } }],
      },
    }
    const bucketDefinitions = [{ accountId: runs.accountId, buckets: [bucket] }]
    const job = await runs.create({ s3JobDefinition: { bucketDefinitions, scoping } })
    await plan(job)
    expect(await planned(job)).toEqual(['in/a.txt'])
    const account = await accountOf(runs, job)
    expect(account.objects).toEqual([
      'in/b.png SKIPPED UNSUPPORTED_FILE_TYPE_EXCEPTION',
      'in/link.txt SKIPPED UNSUPPORTED_FILE_TYPE_EXCEPTION',
    ])
    expect(account.progress.objects).toMatchObject({ listed: 6, selected: 1, skipped: 2 })
  })

  test('a bucket that is not there or vanishes is an error of the run, which ends all the same', async () => {
    fill(20)
    mkdirSync(path.join(runs.root, 'vanishing'))
    const bucketDefinitions = [{ accountId: runs.accountId, buckets: ['none', 'vanishing', bucket] }]
    const job = await runs.create({ s3JobDefinition: { bucketDefinitions } })
    const { store } = runs.context()
    const vanishing: ObjectStore = {
      ...store,
      async listObjects(name, page) {
        rmSync(path.join(runs.root, 'vanishing'), { recursive: true, force: true })
        return store.listObjects(name, page)
      },
    }
    await plan(job, { store: vanishing })
    expect((await bucketsOf(job)).map(({ bucket: name, error }) => [name, error])).toEqual([
      ['none', 'BUCKET_DOES_NOT_EXIST'],
      ['vanishing', 'BUCKET_DOES_NOT_EXIST'],
      [bucket, undefined],
    ])
    expect(await planned(job)).toHaveLength(20)
    expect((await runs.read(job)).lastRunError).toBe(true)
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    const account = await accountOf(runs, job)
    expect(account.failed).toBe(true)
    expect(account.events.filter((event) => event === 'BUCKET_DOES_NOT_EXIST')).toHaveLength(2)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('criteria match a bucket that may not be read, and the run says so', async () => {
    fill(1)
    const { store } = runs.context()
    const problem = { problem: 'BUCKET_ACCESS_DENIED', message: 'Cannot use bucket shut' } as const
    const guarded: ObjectStore = {
      ...store,
      describeBucket: async (name) => (name === 'shut' ? problem : store.describeBucket(name)),
    }
    for (const name of ['shut', 'other']) mkdirSync(path.join(runs.root, name))
    const values = ['shut', bucket]
    const simpleCriterion = { key: 'S3_BUCKET_NAME', comparator: 'EQ', values } as const
    const s3JobDefinition = { bucketCriteria: { includes: { and: [{ simpleCriterion }] } } }
    const job = await runs.create({ s3JobDefinition })
    await plan(job, { store: guarded })
    expect((await bucketsOf(job)).map(({ bucket: name, error }) => [name, error])).toEqual([
      [bucket, undefined],
      ['shut', 'BUCKET_ACCESS_DENIED'],
    ])
    const { events, failed } = await accountOf(runs, job)
    expect(failed).toBe(true)
    expect(events).toContain('BUCKET_ACCESS_DENIED')
  })

  test('no bucket that criteria match ends the run at once, with the event for it', async () => {
    const simpleCriterion = { key: 'S3_BUCKET_NAME', comparator: 'EQ', values: ['none'] } as const
    const s3JobDefinition = { bucketCriteria: { includes: { and: [{ simpleCriterion }] } } }
    const job = await runs.create({ s3JobDefinition })
    await plan(job)
    expect((await runs.read(job)).jobStatus).toBe('COMPLETE')
    expect((await accountOf(runs, job)).events).toEqual([
      'JOB_CREATED',
      'ONE_TIME_JOB_STARTED',
      'NO_BUCKETS_MATCHED_THE_CRITERIA',
      'JOB_COMPLETED',
    ])
  })

  test('buckets of another account are refused, whatever a definition names', async () => {
    fill(1)
    const bucketDefinitions = [{ accountId: '999999999999', buckets: [bucket] }]
    const job = await runs.create({ s3JobDefinition: { bucketDefinitions } })
    await plan(job)
    expect(await planned(job)).toEqual([])
    const { events, failed } = await accountOf(runs, job)
    expect(failed).toBe(true)
    expect(events).toContain('ACCOUNT_ACCESS_DENIED')
  })

  test('a store that is out of order is waited for, not given up', async () => {
    fill(15)
    const job = await runs.create()
    const problem = { problem: 'BUCKET_DETAILS_UNAVAILABLE', message: 'Cannot use bucket: 503' } as const
    const away = new BucketFailure(problem, { retryable: true })
    await expect(plan(job, { store: paged(10, { page: 2, error: away }) })).rejects.toThrow('503')
    expect((await bucketsOf(job))[0]).toMatchObject({ listed: false, error: undefined })
    await plan(job)
    expect(await planned(job)).toHaveLength(15)
  })
})
