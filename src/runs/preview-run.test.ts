// What a job would read: how fast earlier runs went, and where a preview ends that is too large.
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { draftJob } from '../jobs/create-job.ts'
import { openTestJobs, noon, type TestAccount, type TestJobs } from '../jobs/test-jobs.ts'
import type { Job } from '../model/job.ts'
import { openObjectStores } from '../objects/open-object-stores.ts'
import { findMeasuredRates } from '../store/measured-rates.ts'
import { changeRunBucket, insertRunBuckets } from '../store/run-buckets.ts'
import { previewRun, type PreviewBounds, type RunPreview } from './preview-run.ts'

const megabyte = 1_024 * 1_024

describe.each(openTestDatabases())('$name', (databases) => {
  let jobs: TestJobs
  let account: TestAccount
  beforeAll(async () => {
    jobs = await openTestJobs(databases)
    account = await jobs.newAccount()
  })
  afterAll(async () => await jobs.close())

  async function addRun(seconds: number, bytesDone: number, objectsProcessed: number): Promise<void> {
    const { jobId } = await account.create({ clientToken: randomUUID() })
    const { accountId } = account
    const run = { jobId, runNumber: 1 }
    const db = jobs.database.interactive
    const bucket = { name: 'b', accountId, region: 'us-east-1', createdAt: undefined, tags: undefined }
    await insertRunBuckets(db, run, [{ bucket: 'b', description: bucket, windowAfter: undefined }])
    await changeRunBucket(db, { ...run, bucket: 'b' }, { add: { bytesDone, objectsProcessed } })
    const finishedAt = new Date(noon.getTime() + seconds * 1_000)
    await db
      .updateTable('runs')
      .set({ phase: 'finished', started_at: noon, finished_at: finishedAt })
      .where('job_id', '=', jobId)
      .execute()
  }

  test('the rate is that of the best run that was large enough to measure', async () => {
    const rates = () => findMeasuredRates(jobs.database.interactive)
    await addRun(1, 10_000, 3)
    expect(await rates()).toEqual({ bytesPerSecond: undefined, objectsPerSecond: undefined })
    await addRun(10, 100 * megabyte, 5)
    await addRun(1_000, 200 * megabyte, 2_000)
    expect(await rates()).toEqual({ bytesPerSecond: 10 * megabyte, objectsPerSecond: 2 })
  })

  async function preview(bounds: PreviewBounds): Promise<RunPreview> {
    const root = mkdtempSync(path.join(tmpdir(), 'magpie-preview-'))
    const { accountId } = account
    for (const bucket of ['first', 'second']) {
      mkdirSync(path.join(root, bucket))
      for (let at = 0; at < 3; at++) writeFileSync(path.join(root, bucket, `${at}.csv`), 'a,b\n')
    }
    const store = openObjectStores([{ kind: 'directory', root, accountId, region: 'us-east-1' }])
    try {
      return await previewRun({ store, job: await draft(), now: noon }, bounds)
    } finally {
      store.close()
    }
  }

  async function draft(): Promise<Job> {
    const job = await account.create({ clientToken: randomUUID() })
    const s3JobDefinition = { bucketDefinitions: [{ accountId: account.accountId }] }
    const request = { ...job, s3JobDefinition, samplingPercentage: 30 }
    const outcome = await draftJob(account.context, request, noon)
    if ('refused' in outcome) throw new Error(`Cannot draft the job of the test: ${outcome.refused}`)
    return outcome.draft
  }

  test('a sample is a share of all buckets', async () => {
    expect(await preview({ entries: 1_000, isOver: () => false })).toMatchObject({
      complete: true,
      objects: { listed: 6, eligible: 6, selected: 2 },
      bytes: { eligible: 24, selected: 8 },
      formats: [{ format: 'csv', objects: 6, bytes: 24 }],
    })
  })

  test('what is beyond the bounds is told, never guessed', async () => {
    expect(await preview({ entries: 2, isOver: () => false })).toMatchObject({
      complete: false,
      objects: { listed: 3 },
      buckets: [
        { name: 'first', complete: true },
        { name: 'second', complete: false },
      ],
    })
    expect(await preview({ entries: 1_000, isOver: () => true })).toMatchObject({ objects: { listed: 0 } })
  })
})
