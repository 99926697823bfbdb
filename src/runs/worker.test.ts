// Whole runs: real folders, real scan threads, a real store and queue.
import { symlinkSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Job } from '../model/job.ts'
import { openQueue } from '../queue/queue.ts'
import { takeBatch } from '../store/batches.ts'
import { planRun } from './plan-run.ts'
import { accountOf, contradictions } from './test-account.ts'
import { openTestRuns, ssnLine, until, type TestRuns } from './test-runs.ts'

describe.each(openTestDatabases())('a run on the $name store', (store) => {
  let database: Database
  let runs: TestRuns
  beforeAll(async () => {
    database = await store.open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    runs = await openTestRuns(database)
  })
  afterEach(() => runs.close())

  test('records every object of its listing exactly once, and its counts add up', async () => {
    for (let n = 0; n < 700; n++) runs.put(`f/${String(n).padStart(4, '0')}.txt`, ssnLine(n))
    runs.put('clean.txt', 'nothing')
    runs.put('empty.txt', '')
    runs.put('picture.png', 'x')
    runs.put('broken.txt.gz', gzipSync(ssnLine(1)).subarray(0, 20))
    symlinkSync('clean.txt', path.join(runs.root, 'b', 'link.txt'))
    const job = await runs.create()
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    const account = await accountOf(runs, job)
    expect(await contradictions(runs, job)).toEqual([])
    expect(account.progress.objects).toMatchObject({ listed: 705, selected: 703 })
    expect(account.objects).toHaveLength(705)
    expect(account.objects.filter((line) => !line.endsWith(' COMPLETE'))).toEqual([
      'broken.txt.gz PARTIAL MALFORMED_FILE',
      'link.txt SKIPPED UNSUPPORTED_FILE_TYPE_EXCEPTION',
      'picture.png SKIPPED UNSUPPORTED_FILE_TYPE_EXCEPTION',
    ])
    expect(account.findings).toHaveLength(700)
    expect(account.failed).toBe(false)
    expect(account.events).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED', 'JOB_COMPLETED'])
  })

  test('is not held up by text that no database row can hold', async () => {
    runs.put('nul.json', '{"a\\u0000b":{"ssn":"536-22-1234"}}')
    runs.put('lone.json', '{"a\\ud800b":{"ssn":"536-22-1234"}}')
    runs.put('nul.csv', 'ssn\0x,y\n536-22-1234,1\n')
    const job = await runs.create()
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    expect((await accountOf(runs, job)).objects).toHaveLength(3)
    expect(runs.warnings).toEqual([])
  })

  const fill = (objects: number, lines = 1): void => {
    for (let n = 0; n < objects; n++)
      runs.put(`${String(n).padStart(4, '0')}.txt`, 'nothing to see here\n'.repeat(lines) + ssnLine(n))
  }
  const done = async (job: Job): Promise<number> => {
    const { complete } = (await accountOf(runs, job)).progress.objects
    return complete
  }

  test('makes no progress while it is paused, and goes on where it stood', async () => {
    fill(1_500, 2_000)
    const job = await runs.create()
    await runs.work()
    await until('some objects recorded', async () => (await done(job)) > 0)
    await runs.request(job, 'USER_PAUSED')
    const paused = await accountOf(runs, job)
    expect(paused.progress.objects.complete).toBeLessThan(1_500)
    // More than enough for a turn that would record after the pause: they look for it every half second.
    await until('the turns given back', async () => (await activeTurns()) === 0)
    expect(await accountOf(runs, job)).toEqual({ ...paused, progress: expect.anything() })
    expect((await accountOf(runs, job)).progress.objects).toEqual(paused.progress.objects)
    await runs.request(job, 'RUNNING')
    await runs.untilStatus(job, 'COMPLETE')
    expect((await accountOf(runs, job)).findings).toHaveLength(1_500)
    expect(await contradictions(runs, job)).toEqual([])
  })

  async function activeTurns(): Promise<number> {
    const answer = await sql<{ turns: number }>`
      select count(*) as turns from pgboss.job where state = 'active'`.execute(database.background)
    return answer.rows[0]?.turns ?? 0
  }

  test('is taken up at once by the process that comes after one that stopped, and loses nothing', async () => {
    fill(1_500, 2_000)
    const job = await runs.create()
    const first = await runs.work()
    await until('some objects recorded', async () => (await done(job)) > 0)
    await first.stop()
    const recorded = await done(job)
    expect(recorded).toBeLessThan(1_500)
    expect((await runs.read(job)).jobStatus).toBe('RUNNING')
    const queue = await openQueue(database, { warn: ({ message }) => void runs.warnings.push(message) })
    await runs.work({ queue })
    await runs.untilStatus(job, 'COMPLETE')
    expect((await accountOf(runs, job)).findings).toHaveLength(1_500)
    expect(await contradictions(runs, job)).toEqual([])
  })

  test('whose process died is taken up at the start of the next one, not when its leases have run out', async () => {
    fill(200)
    const job = await runs.create()
    await planRun(
      runs.context(),
      { jobId: job.jobId, runNumber: 1 },
      { queueJobId: randomUUID(), signal: never },
    )
    const batches = await database.background
      .selectFrom('batches')
      .select('id')
      .where('job_id', '=', job.jobId)
      .execute()
    const dead = await openQueue(database, { graceMs: 0 })
    let taken = 0
    // As many as there are batches: a free hand of the dead could take what is released.
    await dead.work('scan-batch', { concurrency: batches.length }, async ({ batchId }, { queueJobId }) => {
      await database.background
        .transaction()
        .execute((trx) => takeBatch(trx, batchId, { worker: runs.worker.workerId, queueJobId }))
      taken++
      await new Promise(() => undefined)
    })
    await until('every batch taken', () => taken === batches.length)
    const startedAt = performance.now()
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    expect(performance.now() - startedAt).toBeLessThan(20_000)
    expect((await accountOf(runs, job)).objects).toHaveLength(200)
    expect(await contradictions(runs, job)).toEqual([])
    await dead.stop()
  })

  // The embedded store is never lost alone: its end is the process's.
  if (store.name === 'server') {
    test('waits for a database that is lost, again and again, and goes on when it is back', async () => {
      fill(800, 2_000)
      const job = await runs.create()
      await runs.work()
      for (let cut = 1; cut <= 3; cut++) {
        await until(`cut ${cut}`, async () => (await done(job)) >= cut * 50).catch(() => undefined)
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.execute(database.interactive)
      }
      await until('the job COMPLETE', async () => {
        const read = await runs.read(job).catch(() => undefined)
        return read?.jobStatus === 'COMPLETE'
      })
      expect((await accountOf(runs, job)).findings).toHaveLength(800)
      expect(await contradictions(runs, job)).toEqual([])
    }, 150_000)
  }
})

const never = new AbortController().signal
