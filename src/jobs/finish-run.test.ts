// How runs end, and what they leave behind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { recordRunError } from './run-errors.ts'
import { startRun } from './start-run.ts'
import { sweepBatches } from './sweep-batches.ts'
import {
  addBucket,
  daily,
  addBatch,
  after,
  finish,
  noon,
  openTestJobs,
  runRow,
  setPhase,
  type TestJobs,
} from './test-jobs.ts'

describe.each(openTestDatabases())('the end of runs on the $name store', (store) => {
  let jobs: TestJobs
  beforeAll(async () => {
    jobs = await openTestJobs(store)
  })
  afterAll(() => jobs.close())

  test('it ends when all is planned and no batch is left, once', async () => {
    const { create, read, eventTypes } = await jobs.newAccount()
    const job = await create()
    const batchId = await addBatch(jobs.database, job)
    expect(await finish(jobs.database, job)).toEqual({ finished: undefined })
    await setPhase(jobs.database, job, 'scanning')
    expect(await finish(jobs.database, job)).toEqual({ finished: undefined })
    await jobs.database.interactive.deleteFrom('batches').where('id', '=', batchId).execute()
    expect(await finish(jobs.database, job, after(1))).toMatchObject({ finished: { jobStatus: 'COMPLETE' } })
    expect(await finish(jobs.database, job, after(2))).toEqual({ finished: undefined })
    expect((await read(job)).jobStatus).toBe('COMPLETE')
    expect(await runRow(jobs.database, job)).toMatchObject({ phase: 'finished', finished_at: after(1) })
    expect(await eventTypes(job)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED', 'JOB_COMPLETED'])
  })

  test('a scheduled job is IDLE again, and its event names the run', async () => {
    const { create, events } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    await setPhase(jobs.database, job, 'scanning')
    expect(await finish(jobs.database, job, after(0.5))).toMatchObject({ finished: { jobStatus: 'IDLE' } })
    expect((await events(job)).at(-1)).toEqual({
      adminAccountId: job.accountId,
      jobId: job.jobId,
      eventType: 'SCHEDULED_RUN_COMPLETED',
      occurredAt: after(0.5).toISOString(),
      description: 'A run of the scheduled job finished.',
      jobName: 'a job',
      runDate: noon.toISOString(),
    })
  })

  test('a run that is paused does not end', async () => {
    const { create, request } = await jobs.newAccount()
    const job = await create()
    await setPhase(jobs.database, job, 'scanning')
    await request(job, 'USER_PAUSED')
    expect(await finish(jobs.database, job)).toEqual({ finished: undefined })
  })

  test('a one-time job is cancelled where every bucket has another owner now, else it completes', async () => {
    const { create, read } = await jobs.newAccount()
    const outcomes: Record<string, string> = {}
    for (const [name, errors] of Object.entries({
      all: ['BUCKET_OWNER_CHANGED', 'BUCKET_OWNER_CHANGED'],
      some: ['BUCKET_OWNER_CHANGED', null],
      none: [],
    })) {
      const job = await create({ clientToken: name })
      for (const [index, error] of errors.entries())
        await addBucket(jobs.database, job, { bucket: `bucket-${index}`, error })
      await setPhase(jobs.database, job, 'scanning')
      await finish(jobs.database, job)
      outcomes[name] = (await read(job)).jobStatus
    }
    expect(outcomes).toEqual({ all: 'CANCELLED', some: 'COMPLETE', none: 'COMPLETE' })
  })

  test('an access error is told by the job until its next run starts', async () => {
    const { create, read, context, events } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    const error = {
      runNumber: 1,
      errorType: 'BUCKET_ACCESS_DENIED',
      description: 'The bucket may not be listed.',
      affectedAccount: job.accountId,
      affectedBucket: 'closed',
      operation: 'ListObjectsV2',
      runDate: noon,
    } as const
    await jobs.database.background.transaction().execute((trx) => recordRunError(trx, { job, error }, noon))
    expect((await read(job)).lastRunError).toBe(true)
    expect(await runRow(jobs.database, job)).toMatchObject({ failed: true })
    expect((await events(job)).at(-1)).toEqual({
      adminAccountId: job.accountId,
      jobId: job.jobId,
      eventType: 'BUCKET_ACCESS_DENIED',
      occurredAt: noon.toISOString(),
      description: 'The bucket may not be listed.',
      jobName: 'a job',
      affectedAccount: job.accountId,
      affectedResource: { type: 'S3_BUCKET_NAME', value: 'closed' },
      operation: 'ListObjectsV2',
      runDate: noon.toISOString(),
    })
    await setPhase(jobs.database, job, 'scanning')
    await finish(jobs.database, job)
    expect((await read(job)).lastRunError).toBe(true)
    await startRun(context, job.jobId, after(1))
    expect((await read(job)).lastRunError).toBe(false)
  })

  test('batches that a cancelled run left behind are swept, those at work stay', async () => {
    const { create, request, context } = await jobs.newAccount()
    const gone = await create()
    await request(gone, 'CANCELLED')
    await addBatch(jobs.database, gone)
    const alive = await create({ clientToken: 'alive' })
    await addBatch(jobs.database, alive)
    expect(await sweepBatches(context)).toBe(1)
    const left = await jobs.database.interactive
      .selectFrom('batches')
      .select('job_id')
      .where('job_id', 'in', [gone.jobId, alive.jobId])
      .execute()
    expect(left).toEqual([{ job_id: alive.jobId }])
  })
})
