// The export under what goes wrong: order, refusals, broken files, turns that come twice or end early.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import type { Database } from '../database/open-database.ts'
import { clearExport, configureExport } from '../jobs/configure-export.ts'
import type { Job } from '../model/job.ts'
import type { BucketWriter } from '../objects/bucket-writer.ts'
import { findExportConfiguration } from '../store/export-configurations.ts'
import { findFilesToExport } from '../store/exported-results.ts'
import { findJobEvents } from '../store/job-events.ts'
import { listFindingIds } from '../store/findings.ts'
import { exportResults, resumeExports } from './export-results.ts'
import type { RunContext } from './run-context.ts'
import { bucket, openTestRuns, ssnLine, until, type TestRuns } from './test-runs.ts'
import { planRun } from './plan-run.ts'
import { scanBatch } from './scan-batch.ts'
import { findBatchIds } from '../store/job-runs.ts'

const turn = { queueJobId: 'turn', signal: new AbortController().signal }

describe.each(openTestDatabases())('the export on the $name store', ({ open }) => {
  let database: Database
  let runs: TestRuns
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    runs = await openTestRuns(database)
    mkdirSync(path.join(runs.root, 'results'))
  })
  afterEach(() => runs.close())

  const configure = (): Promise<void> =>
    configureExport(runs.jobs, {
      accountId: runs.accountId,
      bucketName: 'results',
      keyPrefix: undefined,
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      expectedBucketOwner: undefined,
      encrypts: false,
    })

  /** Plans and scans a job here, without a worker. */
  async function scan(context: RunContext): Promise<Job> {
    const job = await runs.create()
    const run = { jobId: job.jobId, runNumber: 1 }
    await planRun(context, run, turn)
    for (const id of await findBatchIds(database.background, run)) await scanBatch(context, id, turn)
    return runs.read(job)
  }

  const exportNow = (context: RunContext): Promise<void> =>
    exportResults(context, { accountId: runs.accountId }, turn)

  function exported(): Record<string, unknown>[] {
    const root = path.join(runs.root, 'results')
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => readFileSync(path.join(found.parentPath, found.name)))
      .map((body) => JSON.parse(gunzipSync(body).toString()) as Record<string, unknown>)
  }

  const left = async (): Promise<number> =>
    (await findFilesToExport(database.background, runs.accountId, { after: '', limit: 100 })).length

  const events = async (job: Job): Promise<string[]> =>
    (await findJobEvents(database.background, job.jobId, { limit: 100 })).map(({ body }) => body.eventType)

  test('a record is there before its finding is', async () => {
    runs.put('a.txt', ssnLine(1))
    await configure()
    const seen: number[] = []
    const context = runs.context()
    const writer: BucketWriter = {
      ...context.writer,
      async put(target, body) {
        const query = {
          accountId: runs.accountId,
          conditions: [],
          sort: 'updatedAt',
          direction: 'ASC',
        } as const
        const { ids } = await listFindingIds(database.interactive, query, { after: undefined, limit: 10 })
        seen.push(ids.length)
        await context.writer.put(target, body)
      },
    }
    const job = await scan({ ...context, writer })
    expect(job).toMatchObject({ jobStatus: 'COMPLETE', lastRunError: false })
    expect(seen).toEqual([0])
    expect(exported()).toHaveLength(1)
  })

  test('a bucket that refuses is told once in the run, is not asked again by it, and loses nothing', async () => {
    for (let n = 0; n < 600; n++) runs.put(`${n}.txt`, ssnLine(n))
    runs.put('c.png', '-')
    await configure()
    renameSync(path.join(runs.root, 'results'), path.join(runs.root, 'aside'))
    let asked = 0
    const context = runs.context()
    const writer: BucketWriter = {
      ...context.writer,
      put(target, body) {
        asked++
        return context.writer.put(target, body)
      },
    }
    const job = await scan({ ...context, writer })
    expect(job).toMatchObject({ jobStatus: 'COMPLETE', lastRunError: true })
    expect((await events(job)).filter((type) => type === 'BUCKET_DOES_NOT_EXIST')).toHaveLength(1)
    // Those that were under way when the first was refused.
    expect(asked).toBeLessThanOrEqual(16)
    await expect(exportNow(context)).rejects.toThrow('does not exist')
    renameSync(path.join(runs.root, 'aside'), path.join(runs.root, 'results'))
    await exportNow(context)
    await exportNow(context)
    expect(await left()).toBe(0)
    expect(exported()).toHaveLength(601)
    const rest = { pending: false, failure: undefined }
    expect(await findExportConfiguration(database.background, runs.accountId)).toMatchObject(rest)
  })

  test('a refusal that lasts is told in the next run as well', async () => {
    runs.put('a.txt', ssnLine(1))
    await configure()
    renameSync(path.join(runs.root, 'results'), path.join(runs.root, 'aside'))
    const context = runs.context()
    for (const job of [await scan(context), await scan(context)])
      expect(await events(job)).toContain('BUCKET_DOES_NOT_EXIST')
  })

  test('a results file that cannot be read holds up no other, and is not forgotten', async () => {
    runs.put('a.txt', ssnLine(1))
    const context = runs.context()
    const first = await scan(context)
    const second = await scan(context)
    const names = (
      await findFilesToExport(database.background, runs.accountId, { after: '', limit: 10 })
    ).map(({ name }) => name)
    const broken = names.find((name) => name.startsWith(first.jobId)) ?? ''
    writeFileSync(new URL(context.resultsStore.locationOf(broken)), 'no gzip')
    await configure()
    await expect(exportNow(context)).rejects.toThrow('Cannot export 1 results files')
    expect(exported().map((record) => record['classificationDetails'])).toMatchObject([
      { jobId: second.jobId },
    ])
    expect(await left()).toBe(1)
  })

  test('a turn that is told to stop leaves the rest to the next one', async () => {
    runs.put('a.txt', ssnLine(1))
    const context = runs.context()
    await scan(context)
    await configure()
    const signal = AbortSignal.abort(new Error('stopping'))
    await expect(exportResults(context, { accountId: runs.accountId }, { signal })).rejects.toThrow(
      'stopping',
    )
    expect(exported()).toEqual([])
    await exportNow(context)
    expect(exported()).toHaveLength(1)
  })

  test('what a turn could not see is found by the sweep', async () => {
    runs.put('a.txt', ssnLine(1))
    await configure()
    const context = runs.context()
    await exportNow(context)
    const { accountId } = runs
    const configuration = await findExportConfiguration(database.background, accountId)
    await clearExport(runs.jobs, accountId)
    await scan(context)
    // As if it had been named while a checkpoint was being recorded, and its turn had ended before.
    if (configuration === undefined) throw new Error('Cannot go on: nothing is configured')
    await configure()
    await database.background
      .updateTable('export_configurations')
      .set({ pending: false })
      .where('account_id', '=', accountId)
      .execute()
    await resumeExports(context)
    expect((await findExportConfiguration(database.background, accountId))?.pending).toBe(true)
    await runs.work()
    await until('the export', async () => (await left()) === 0)
    expect(exported()).toHaveLength(1)
  })

  test('a record tells the places in the object', async () => {
    runs.put('a.txt', `${ssnLine(1)}\n\n${ssnLine(2)}`)
    await configure()
    await scan(runs.context())
    expect(exported()).toMatchObject([
      {
        resourcesAffected: { s3Bucket: { name: bucket }, s3Object: { key: 'a.txt' } },
        classificationDetails: {
          result: {
            sensitiveData: [
              { detections: [{ count: 2, occurrences: { lineRanges: [{ start: 1 }, { start: 4 }] } }] },
            ],
          },
        },
      },
    ])
  })
})
