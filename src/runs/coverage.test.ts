// What a user is told of a run: every object by its status, page by page, the sums of them, and every occurrence.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Job } from '../model/job.ts'
import { coverage, type CoverageQuery } from './coverage.ts'
import { occurrences } from './occurrences.ts'
import { progressTeller } from './progress.ts'
import { openTestRuns, ssnLine, type TestRuns } from './test-runs.ts'

describe.each(openTestDatabases())('what is told of a run on the $name store', (databases) => {
  let database: Database
  let runs: TestRuns
  let job: Job
  beforeAll(async () => {
    database = await databases.open()
    runs = await openTestRuns(database)
    for (let n = 0; n < 7; n++) runs.put(`text/${n}.txt`, ssnLine(n))
    for (let n = 0; n < 5; n++) runs.put(`picture/${n}.png`, 'pixels')
    runs.put('deep.json', '['.repeat(300) + ']'.repeat(300))
    runs.put('many.csv', `ssn\n${'536-22-1234\n'.repeat(6_000)}`)
    job = await runs.create()
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
  })
  afterAll(async () => {
    await runs.close()
    await database.close()
  })

  async function pages(query: Partial<CoverageQuery>, limit: number): Promise<string[]> {
    const stores = { db: database.interactive, resultsStore: runs.worker.resultsStore }
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await coverage(stores, {
        jobId: job.jobId,
        status: undefined,
        reason: undefined,
        ...query,
        after,
        limit,
      })
      expect(page.objects.length).toBeLessThanOrEqual(limit)
      found.push(...page.objects.map(({ key }) => key))
      after = page.next
    } while (after !== undefined)
    return found
  }
  const complete = ['many.csv', ...Array.from({ length: 7 }, (_key, n) => `text/${n}.txt`)]
  const pictures = Array.from({ length: 5 }, (_key, n) => `picture/${n}.png`)

  test.each([1, 2, 3, 100])('pages of %d hold each object once', async (limit) => {
    expect((await pages({ status: 'COMPLETE' }, limit)).sort()).toEqual(complete)
    expect(await pages({}, limit)).toEqual(['deep.json', ...pictures])
  })

  test('status and reason choose among what fell short', async () => {
    expect(await pages({ status: 'SKIPPED' }, 10)).toEqual(['deep.json', ...pictures])
    expect(await pages({ status: 'PARTIAL' }, 10)).toEqual([])
    expect(await pages({ reason: 'JSON_NESTING_LEVEL_OVER_LIMIT' }, 10)).toEqual(['deep.json'])
    expect(await pages({ status: 'COMPLETE', reason: 'MALFORMED_FILE' }, 10)).toEqual([])
  })

  test('the totals are of all objects, whatever page is asked for', async () => {
    const stores = { db: database.interactive, resultsStore: runs.worker.resultsStore }
    const query = { jobId: job.jobId, status: undefined, reason: undefined, after: undefined, limit: 1 }
    const textBytes = 7 * ssnLine(0).length + 4 + 6_000 * 12
    expect((await coverage(stores, query)).totals).toEqual([
      { status: 'COMPLETE', reason: null, objects: 8, bytes: textBytes },
      { status: 'SKIPPED', reason: 'JSON_NESTING_LEVEL_OVER_LIMIT', objects: 1, bytes: 600 },
      { status: 'SKIPPED', reason: 'UNSUPPORTED_FILE_TYPE_EXCEPTION', objects: 5, bytes: 30 },
    ])
    expect(await coverage(stores, { ...query, jobId: 'none' })).toEqual({ totals: [], objects: [] })
  })

  test('every occurrence of a finding comes once, page by page', async () => {
    const stores = { db: database.interactive, resultsStore: runs.worker.resultsStore }
    const finding = await database.interactive
      .selectFrom('findings')
      .select('id')
      .where('job_id', '=', job.jobId)
      .where('object_size', '=', 4 + 6_000 * 12)
      .executeTakeFirstOrThrow()
    const rows: unknown[] = []
    let after: string | undefined
    do {
      const page = await occurrences(stores, { findingId: finding.id, after, limit: 1_700 })
      rows.push(...page.occurrences.map(({ location }) => JSON.stringify(location)))
      after = page.next
    } while (after !== undefined)
    expect(rows).toHaveLength(6_000)
    expect(new Set(rows).size).toBe(6_000)
    expect(await occurrences(stores, { findingId: 'none', after: undefined, limit: 10 })).toEqual({
      identifierSet: null,
      occurrences: [],
    })
  })

  test('run, finding and results say which state of the identifiers was at work', async () => {
    const db = database.interactive
    const stores = { db, resultsStore: runs.worker.resultsStore }
    expect((await progressTeller(db, () => new Date())(job.jobId))?.identifierSet).toBe('set of the test')
    const findings = await db.selectFrom('findings').select('id').where('job_id', '=', job.jobId).execute()
    expect(findings).toHaveLength(8)
    for (const { id } of findings) {
      const page = await occurrences(stores, { findingId: id, after: undefined, limit: 10 })
      expect(page.identifierSet).toBe('set of the worker')
    }
    const files = await db
      .selectFrom('results_files')
      .select('name')
      .where('job_id', '=', job.jobId)
      .execute()
    const sets = new Map<string, unknown>()
    for (const { name } of files) {
      for await (const line of stores.resultsStore.read(name))
        if (line.t === 'object') sets.set(line.key, line.identifierSet)
    }
    // What the planner skips is not read.
    expect(pictures.map((key) => sets.get(key))).toEqual(pictures.map(() => undefined))
    const others = [...complete, 'deep.json']
    expect(others.map((key) => sets.get(key))).toEqual(others.map(() => 'set of the worker'))
  })
})
