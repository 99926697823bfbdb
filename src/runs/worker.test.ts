// Whole runs: real folders, real scan threads, a real store and queue.
import { symlinkSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { accountOf, contradictions } from './test-account.ts'
import { openTestRuns, ssnLine, type TestRuns } from './test-runs.ts'

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
})
