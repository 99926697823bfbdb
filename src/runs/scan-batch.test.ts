// Turns of batches over real folders, scan threads and a real store: each object recorded once, whatever happens to
// its file, to the turn, or to the job.
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { cancelAllJobs } from '../jobs/suspend-account.ts'
import type { Job } from '../model/job.ts'
import { takeBatch } from '../store/batches.ts'
import { findUsage } from '../store/usage.ts'
import type { ScanThreads, ThreadResult } from '../threads/scan-threads.ts'
import { planRun } from './plan-run.ts'
import { progressTeller } from './progress.ts'
import type { RunContext, Turn } from './run-context.ts'
import { scanBatch } from './scan-batch.ts'
import { accountOf, contradictions } from './test-account.ts'
import { bucket, openTestRuns, ssnLine, until, type TestRuns } from './test-runs.ts'

describe.each(openTestDatabases())('scanning on the $name store', (databases) => {
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

  const turn = (signal = new AbortController().signal): Turn => ({ queueJobId: randomUUID(), signal })
  const at = (key: string): string => path.join(runs.root, bucket, key)

  async function planned(): Promise<Job> {
    const job = await runs.create()
    await planRun(runs.context(), { jobId: job.jobId, runNumber: 1 }, turn())
    return job
  }

  const batchesOf = (job: Job) =>
    database.background
      .selectFrom('batches')
      .select(['id', 'cursor', 'attempt'])
      .where('job_id', '=', job.jobId)
      .orderBy('id')
      .execute()

  async function scanAll(job: Job, changes: Partial<RunContext> = {}): Promise<void> {
    for (const { id } of await batchesOf(job)) await scanBatch(runs.context(changes), id, turn())
  }

  /** Does something when the object of this key is given to a thread, before it is read. */
  function before(key: string, act: () => unknown): ScanThreads {
    const { threads } = runs.context()
    let done = false
    return {
      ...threads,
      async scan(task, events) {
        if (!done && 'entry' in task && task.entry.key === key) {
          done = true
          await act()
        }
        return threads.scan(task, events)
      },
    }
  }

  const big = 'nothing to see here, for a long while\n'.repeat(3_000_000)

  test('a file that changes on the way is read anew as it is then; one that is gone or no file is recorded so', async () => {
    for (const key of ['grown', 'shrunk', 'replaced', 'vanished', 'linked', 'piped', 'untouched'])
      runs.put(`${key}.txt`, ssnLine(1) + ssnLine(2))
    const job = await planned()
    appendFileSync(at('grown.txt'), ssnLine(3))
    truncateSync(at('shrunk.txt'), ssnLine(1).length)
    writeFileSync(at('new'), 'clean')
    renameSync(at('new'), at('replaced.txt'))
    for (const key of ['vanished.txt', 'linked.txt', 'piped.txt']) rmSync(at(key))
    symlinkSync('untouched.txt', at('linked.txt'))
    mkdirSync(at('piped.txt'))
    await scanAll(job)
    const account = await accountOf(runs, job)
    expect(account.objects).toEqual([
      'grown.txt COMPLETE',
      'linked.txt SKIPPED UNSUPPORTED_FILE_TYPE_EXCEPTION',
      'piped.txt SKIPPED UNSUPPORTED_FILE_TYPE_EXCEPTION',
      'replaced.txt COMPLETE',
      'shrunk.txt COMPLETE',
      'untouched.txt COMPLETE',
      'vanished.txt SKIPPED SOURCE_OBJECT_NO_LONGER_AVAILABLE',
    ])
    expect(account.findings).toEqual(['grown.txt 3', 'shrunk.txt 1', 'untouched.txt 2'])
    expect(await contradictions(runs, job)).toEqual([])
    expect((await runs.read(job)).jobStatus).toBe('COMPLETE')
  })

  test('a file that changes each time it is read is recorded as changed', async () => {
    runs.put('busy.txt', ssnLine(1))
    const job = await planned()
    const { threads } = runs.context()
    const busy: ScanThreads = {
      ...threads,
      scan(task, events) {
        appendFileSync(at('busy.txt'), 'x')
        return threads.scan(task, events)
      },
    }
    await scanAll(job, { threads: busy })
    expect((await accountOf(runs, job)).objects).toEqual(['busy.txt SKIPPED OBJECT_VERSION_MISMATCH'])
  })

  test('what is read of a large object moves the progress before it ends, and not while the job is paused', async () => {
    runs.put('large.txt', 'x'.repeat(1_000))
    const job = await planned()
    const { threads } = runs.context()
    const released = Promise.withResolvers<void>()
    const slow: ScanThreads = {
      ...threads,
      bytesUnderWay: () => 700,
      scan: (task, events) => released.promise.then(() => threads.scan(task, events)),
    }
    const tell = progressTeller(database.interactive, () => new Date())
    const done = async (): Promise<number | undefined> => (await tell(job.jobId))?.bytes.done
    const scanned = scanAll(job, { threads: slow })
    await until('bytes under way', async () => (await done()) === 700)
    await runs.request(job, 'USER_PAUSED')
    expect(await done()).toBe(0)
    await runs.request(job, 'RUNNING')
    released.resolve()
    await scanned
    await scanAll(job)
    expect(await done()).toBe(1_000)
  })

  test('a bucket that vanishes after its listing leaves its objects skipped, and the run ends', async () => {
    runs.put('a.txt', ssnLine(1))
    runs.put('b.txt', ssnLine(2))
    const job = await planned()
    rmSync(path.join(runs.root, bucket), { recursive: true })
    await scanAll(job)
    expect((await accountOf(runs, job)).objects).toEqual([
      'a.txt SKIPPED NO_SUCH_BUCKET_AVAILABLE',
      'b.txt SKIPPED NO_SUCH_BUCKET_AVAILABLE',
    ])
    expect((await runs.read(job)).jobStatus).toBe('COMPLETE')
  })

  test('a turn whose batch another one has taken records nothing', async () => {
    runs.put('a.txt', ssnLine(1))
    const job = await planned()
    const [batch] = await batchesOf(job)
    if (batch === undefined) throw new Error('Cannot go on: nothing is planned')
    const taken = () =>
      database.background
        .transaction()
        .execute((trx) => takeBatch(trx, batch.id, { worker: 'other', queueJobId: 'other' }))
    await scanAll(job, { threads: before('a.txt', taken) })
    expect(await accountOf(runs, job)).toMatchObject({ objects: [], findings: [] })
    expect(await batchesOf(job)).toEqual([{ id: batch.id, cursor: 0, attempt: 2 }])
    await scanAll(job)
    expect((await accountOf(runs, job)).objects).toEqual(['a.txt COMPLETE'])
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('two turns of one batch at once record each object once', async () => {
    for (let n = 0; n < 60; n++) runs.put(`${n}.txt`, ssnLine(n))
    const job = await planned()
    await Promise.all([scanAll(job), scanAll(job), scanAll(job)])
    await scanAll(job)
    expect((await accountOf(runs, job)).objects).toHaveLength(60)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test.each(['USER_PAUSED', 'CANCELLED'] as const)(
    '%s ends a turn within two seconds, in the middle of a large object too, and nothing moves after it',
    async (requested) => {
      runs.put('big.txt', big)
      const job = await planned()
      let stoppedAt = Infinity
      const ends: ThreadResult['status'][] = []
      const pausing = before('big.txt', () => {
        setTimeout(() => {
          stoppedAt = performance.now()
          runs.request(job, requested).catch(() => undefined)
        }, 100)
      })
      const scan: ScanThreads['scan'] = async (...task) => {
        const result = await pausing.scan(...task)
        ends.push(result.status)
        return result
      }
      await scanAll(job, { threads: { ...pausing, scan } })
      expect(performance.now() - stoppedAt).toBeLessThan(2_000)
      expect(ends).toEqual(['STOPPED'])
      const account = await accountOf(runs, job)
      expect(account.objects).toEqual([])
      expect(account.progress.bytes.done).toBe(0)
      expect(await findUsage(database.background, runs.accountId, new Date())).toBe(0)
      expect((await runs.read(job)).jobStatus).toBe(requested)
    },
  )

  test('what was read and not yet recorded when the job was paused is not counted, and read again', async () => {
    runs.put('a.txt', ssnLine(1))
    const job = await planned()
    const { resultsStore } = runs.worker
    const write: typeof resultsStore.write = async (...file) => {
      await runs.request(job, 'USER_PAUSED')
      return resultsStore.write(...file)
    }
    await scanAll(job, { resultsStore: { ...resultsStore, write } })
    expect(await accountOf(runs, job)).toMatchObject({ objects: [], findings: [] })
    expect(await batchesOf(job)).toMatchObject([{ cursor: 0 }])
    expect(await findUsage(database.background, runs.accountId, new Date())).toBe(0)
    await runs.request(job, 'RUNNING')
    await scanAll(job)
    expect((await accountOf(runs, job)).objects).toEqual(['a.txt COMPLETE'])
    expect(await contradictions(runs, job)).toEqual([])
  })

  /** The object of this key is under way until the test ends it. */
  function holding(key: string) {
    const { threads } = runs.context()
    const held = Promise.withResolvers<ThreadResult>()
    const scan: ScanThreads['scan'] = (task, events) =>
      'entry' in task && task.entry.key === key ? held.promise : threads.scan(task, events)
    return { threads: { ...threads, scan }, held }
  }

  test('what a stopped turn had recorded stays, and the next one goes on at the cursor', async () => {
    for (const key of ['a', 'b', 'c', 'd']) runs.put(`${key}.txt`, ssnLine(1))
    const job = await planned()
    const stop = new AbortController()
    const { threads, held } = holding('d.txt')
    const [batch] = await batchesOf(job)
    const scanning = scanBatch(runs.context({ threads }), batch?.id ?? 0, turn(stop.signal))
    await until('three objects recorded', async () => (await batchesOf(job))[0]?.cursor === 3)
    stop.abort()
    held.resolve({ status: 'STOPPED' })
    await expect(scanning).rejects.toThrow('its turn ended')
    expect((await accountOf(runs, job)).objects).toEqual([
      'a.txt COMPLETE',
      'b.txt COMPLETE',
      'c.txt COMPLETE',
    ])
    rmSync(at('a.txt')) // would be skipped if it were read again
    await scanAll(job)
    const account = await accountOf(runs, job)
    expect(account.objects).toHaveLength(4)
    expect(account.findings).toHaveLength(4)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('a spent quota pauses the job after what it allowed, and a higher one lets it go on', async () => {
    for (const key of ['a', 'b', 'c', 'd']) runs.put(`${key}.txt`, 'x'.repeat(400))
    const job = await planned()
    await scanAll(job, { monthlyQuota: 1_000 })
    expect((await runs.read(job)).jobStatus).toBe('PAUSED')
    expect((await accountOf(runs, job)).objects).toEqual(['a.txt COMPLETE', 'b.txt COMPLETE'])
    expect(await findUsage(database.background, runs.accountId, new Date())).toBe(800)
    await runs.work({ monthlyQuota: 2_000 })
    await runs.untilStatus(job, 'COMPLETE')
    expect((await accountOf(runs, job)).objects).toHaveLength(4)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('a suspended session ends the run where it stands', async () => {
    runs.put('a.txt', ssnLine(1))
    const job = await planned()
    const suspend = () =>
      database.interactive.transaction().execute((trx) => cancelAllJobs(trx, runs.accountId, new Date()))
    await scanAll(job, { threads: before('a.txt', suspend) })
    expect(await accountOf(runs, job)).toMatchObject({ objects: [], findings: [] })
    expect((await runs.read(job)).jobStatus).toBe('CANCELLED')
    expect(await batchesOf(job)).toEqual([])
  })

  test('results that cannot be written fail the turn, never the objects, and the next one records them', async () => {
    for (let n = 0; n < 20; n++) runs.put(`${n}.txt`, ssnLine(n))
    const job = await planned()
    const { resultsStore } = runs.worker
    const full = { ...resultsStore, write: () => Promise.reject(new Error('ENOSPC: no space left')) }
    await expect(scanAll(job, { resultsStore: full })).rejects.toThrow('ENOSPC')
    expect((await runs.read(job)).jobStatus).toBe('RUNNING')
    expect((await accountOf(runs, job)).findings).toEqual([])
    await scanAll(job)
    expect((await accountOf(runs, job)).objects).toHaveLength(20)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('a reading that fails while others are recorded fails the turn, and is no spent quota', async () => {
    for (let n = 0; n < 5; n++) runs.put(`${n}.txt`, ssnLine(n))
    const job = await planned()
    const { threads, held } = holding('4.txt')
    const { resultsStore } = runs.worker
    const write: typeof resultsStore.write = (...file) => {
      held.reject(new Error('Cannot start scan threads'))
      return resultsStore.write(...file)
    }
    const scanning = scanAll(job, { threads, resultsStore: { ...resultsStore, write } })
    await expect(scanning).rejects.toThrow('Cannot start scan threads')
    expect((await runs.read(job)).jobStatus).toBe('RUNNING')
    expect((await accountOf(runs, job)).objects).toHaveLength(4)
    await scanAll(job)
    expect((await accountOf(runs, job)).objects).toHaveLength(5)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('an object with very many occurrences has all of them in a file of its own', async () => {
    const count = 9_000
    runs.put('many.csv', `ssn\n${'536-22-1234\n'.repeat(count)}`)
    runs.put('few.txt', ssnLine(1))
    const job = await planned()
    await scanAll(job)
    expect((await accountOf(runs, job)).findings).toEqual(['few.txt 1', `many.csv ${count}`])
    const files = await database.background
      .selectFrom('results_files')
      .select('name')
      .where('job_id', '=', job.jobId)
      .execute()
    let occurrences = 0
    for (const { name } of files)
      for await (const line of runs.worker.resultsStore.read(name))
        if (line.t === 'occurrences') occurrences += line.items.length
    expect(occurrences).toBe(count + 1)
  })
})
