// Creating, running, pausing and ending jobs on a real store, with the real queue but for its workers.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import type { Job } from '../model/job.ts'
import type { Message } from '../queue/message.ts'
import { addFirstSession } from '../store/accounts.ts'
import { findJobEvents } from '../store/job-events.ts'
import { findJob } from '../store/jobs.ts'
import { changeJobStatus } from './change-job-status.ts'
import { type CreateJobRequest, createJob } from './create-job.ts'
import { finishRun } from './finish-run.ts'
import type { JobContext } from './job-context.ts'
import { pauseForQuota, resumeAllFromQuota } from './quota.ts'
import { recordRunError } from './run-errors.ts'
import { startRun } from './start-run.ts'
import { cancelAllJobs } from './suspend-account.ts'
import { sweepBatches } from './sweep-batches.ts'
import { handleExpirePause, handleResumeQuota, handleScheduledRun, recoverSchedules } from './timers.ts'

interface Sent {
  readonly message: Message
  readonly startAfter: Date | undefined
}

const noon = new Date('2024-05-10T12:00:00.250Z')
const day = 86_400_000
const after = (days: number, from = noon) => new Date(from.getTime() + days * day)

describe.each(openTestDatabases())('jobs on the $name store', ({ open }) => {
  let database: Database
  let accounts = 100_000_000_000
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())

  /** An account of its own with an enabled session, and a context that remembers what is sent. */
  async function arrange() {
    const accountId = String(accounts++)
    await addFirstSession(database.interactive, accountId, noon)
    const sent: Sent[] = []
    const woken: string[] = []
    const context: JobContext = {
      database,
      queue: {
        send: (_executor, message, options = {}) => {
          sent.push({ message, startAfter: options.startAfter })
          return Promise.resolve(`turn-${sent.length}`)
        },
        notify: (queue) => void woken.push(queue),
      },
      knownManagedIdentifier: (id) => id.startsWith('KNOWN'),
      selectManagedIdentifiers: (selector, ids) => [selector, ...ids],
    }
    const create = async (changes: Partial<CreateJobRequest> = {}, now = noon): Promise<Job> => {
      const answer = await createJob(context, { ...requestOf(accountId), ...changes }, now)
      if (!('created' in answer)) throw new Error(`Cannot create the test's job: ${JSON.stringify(answer)}`)
      return answer.created
    }
    const read = async (job: Job): Promise<Job> => {
      const found = await findJob(database.interactive, accountId, job.jobId)
      if (found === undefined) throw new Error("Cannot read the test's job: it is not there")
      return found
    }
    const request = (job: Job, requested: 'CANCELLED' | 'RUNNING' | 'USER_PAUSED', now = noon) =>
      changeJobStatus(context, { accountId, jobId: job.jobId, requested }, now)
    const events = async (job: Job) =>
      (await findJobEvents(database.interactive, job.jobId, { limit: 100 })).map(({ body }) => body)
    const eventTypes = async (job: Job) => (await events(job)).map(({ eventType }) => eventType)
    return { accountId, context, sent, woken, create, read, request, events, eventTypes }
  }

  async function setPhase(job: Job, phase: 'listing' | 'scanning'): Promise<void> {
    await database.interactive.updateTable('runs').set({ phase }).where('job_id', '=', job.jobId).execute()
  }

  async function addBatch(job: Job): Promise<number> {
    const row = await database.interactive
      .insertInto('batches')
      .values({
        job_id: job.jobId,
        run_number: 1,
        bucket: 'b',
        objects: 1,
        bytes: 1,
        entries: Buffer.alloc(1),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async function addBucket(job: Job, bucket: string, error: string | null): Promise<void> {
    await database.interactive
      .insertInto('run_buckets')
      .values({
        job_id: job.jobId,
        run_number: 1,
        bucket,
        position: 0,
        account_id: job.accountId,
        description: '{}',
        listed: true,
        error,
      })
      .execute()
  }

  async function addCustomIdentifier(accountId: string, deleted = false): Promise<string> {
    const id = `00000000-0000-4000-8000-${String(accounts++).padStart(12, '0')}`
    await database.interactive
      .insertInto('custom_data_identifiers')
      .values({
        id,
        account_id: accountId,
        region: 'r',
        client_token: id,
        request_digest: '',
        name: 'badge',
        regex: '[0-9]+',
        keywords: ['badge'],
        ignore_words: [],
        maximum_match_distance: 50,
        tags: '{}',
        deleted,
        created_at: noon,
      })
      .execute()
    return id
  }

  function runRow(job: Job, runNumber = 1) {
    return database.interactive
      .selectFrom('runs')
      .selectAll()
      .where('job_id', '=', job.jobId)
      .where('run_number', '=', runNumber)
      .executeTakeFirst()
  }

  const finish = (job: Job, now = noon, runNumber = 1) =>
    database.background.transaction().execute((trx) => finishRun(trx, { jobId: job.jobId, runNumber }, now))

  describe('creation', () => {
    test('a one-time job runs at once: its run, its message and its events are there', async () => {
      const { create, read, sent, woken, eventTypes, accountId } = await arrange()
      const job = await create()
      expect(job.jobId).toMatch(/^[0-9a-f]{32}$/)
      expect(job.jobArn).toBe(`arn:aws:macie2:eu-west-1:${accountId}:classification-job/${job.jobId}`)
      expect(await read(job)).toEqual(job)
      expect(job).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1, lastRunTime: noon, createdAt: noon })
      expect(await runRow(job)).toMatchObject({ phase: 'listing', started_at: noon, account_id: accountId })
      expect(sent).toEqual([
        { message: { queue: 'plan-run', jobId: job.jobId, runNumber: 1 }, startAfter: undefined },
      ])
      expect(woken).toEqual(['plan-run'])
      expect(await eventTypes(job)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED'])
    })

    test('a scheduled job without an initial run is IDLE until its first slot', async () => {
      const { create, sent, eventTypes } = await arrange()
      const job = await create(daily)
      expect(job).toMatchObject({
        jobStatus: 'IDLE',
        numberOfRuns: 0,
        nextRunAt: after(1),
        lastRunTime: undefined,
      })
      const slot = after(1).toISOString()
      expect(sent).toEqual([
        { message: { queue: 'scheduled-run', jobId: job.jobId, slot }, startAfter: after(1) },
      ])
      expect(await eventTypes(job)).toEqual(['JOB_CREATED'])
    })

    test('a scheduled job with an initial run is RUNNING and has its first slot', async () => {
      const { create, read, sent } = await arrange()
      const job = await create({ ...daily, initialRun: true })
      expect(await read(job)).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1, nextRunAt: after(1) })
      expect(sent.map(({ message }) => message.queue)).toEqual(['scheduled-run', 'plan-run'])
    })

    test('the same request under the same token is answered with the first job', async () => {
      const { context, create, accountId, sent } = await arrange()
      const job = await create()
      const answer = await createJob(context, requestOf(accountId), after(1))
      expect(answer).toEqual({ repeated: job })
      expect(sent).toHaveLength(1)
    })

    test('two equal requests at the same moment make one job', async () => {
      const { context, accountId, sent } = await arrange()
      const answers = await Promise.all([1, 2, 3].map(() => createJob(context, requestOf(accountId), noon)))
      expect(answers.filter((answer) => 'created' in answer)).toHaveLength(1)
      expect(answers.filter((answer) => 'repeated' in answer)).toHaveLength(2)
      expect(sent).toHaveLength(1)
    })

    test('another request under the same token is a conflict, under another token a job', async () => {
      const { context, create, accountId } = await arrange()
      await create()
      const other = { ...requestOf(accountId), name: 'other' }
      expect(await createJob(context, other, noon)).toEqual({ refused: 'token-conflict' })
      expect(await createJob(context, { ...other, clientToken: 'TOKEN' }, noon)).toHaveProperty('created')
    })

    test('a token of another account is another token', async () => {
      const [one, two] = [await arrange(), await arrange()]
      expect((await one.create()).jobId).not.toBe((await two.create()).jobId)
    })

    test('unknown identifiers and lists are refused, and the token stays unused', async () => {
      const { context, create, accountId } = await arrange()
      const deleted = await addCustomIdentifier(accountId, true)
      const foreign = await addCustomIdentifier('999999999999')
      const refusals: [Partial<CreateJobRequest>, string, string][] = [
        [
          { managedDataIdentifierSelector: 'INCLUDE', managedDataIdentifierIds: ['NO'] },
          'unknown-managed',
          'NO',
        ],
        [{ customDataIdentifierIds: [deleted] }, 'unknown-custom', deleted],
        [{ customDataIdentifierIds: [foreign] }, 'unknown-custom', foreign],
        [{ allowListIds: ['abcdefghij0123456789ab'] }, 'unknown-allow-list', 'abcdefghij0123456789ab'],
      ]
      for (const [changes, refused, id] of refusals) {
        expect(await createJob(context, { ...requestOf(accountId), ...changes }, noon)).toEqual({
          refused,
          id,
        })
      }
      expect((await create()).jobStatus).toBe('RUNNING')
    })

    test('an account that is not enabled, or suspended, makes no jobs', async () => {
      const { context, accountId } = await arrange()
      expect(await createJob(context, requestOf('888888888888'), noon)).toEqual({ refused: 'not-enabled' })
      for (const [status, refused] of [
        ['DISABLED', 'not-enabled'],
        ['PAUSED', 'suspended'],
      ] as const) {
        await database.interactive
          .updateTable('accounts')
          .set({ status })
          .where('account_id', '=', accountId)
          .execute()
        expect(await createJob(context, requestOf(accountId), noon)).toEqual({ refused })
      }
    })

    test('a run keeps the identifiers of its start, also those deleted after the creation', async () => {
      const { create, context, accountId } = await arrange()
      const id = await addCustomIdentifier(accountId)
      const job = await create({
        ...daily,
        customDataIdentifierIds: [id],
        managedDataIdentifierSelector: 'ALL',
      })
      await database.interactive
        .updateTable('custom_data_identifiers')
        .set({ deleted: true })
        .where('id', '=', id)
        .execute()
      await startRun(context, job.jobId, after(1))
      expect((await runRow(job))?.identifiers).toEqual({
        managed: ['ALL'],
        custom: [
          {
            id,
            name: 'badge',
            regex: '[0-9]+',
            keywords: ['badge'],
            ignoreWords: [],
            maximumMatchDistance: 50,
          },
        ],
      })
    })
  })

  describe('changes of status', () => {
    test('a cancelled job stays so; its run is over and its batches are gone', async () => {
      const { create, read, request, eventTypes } = await arrange()
      const job = await create()
      await addBatch(job)
      expect(await request(job, 'CANCELLED', after(1))).toMatchObject({ changed: { jobStatus: 'CANCELLED' } })
      expect(await read(job)).toMatchObject({ jobStatus: 'CANCELLED', numberOfRuns: 1 })
      expect(await runRow(job)).toMatchObject({ phase: 'finished', finished_at: after(1) })
      expect(
        await database.interactive
          .selectFrom('batches')
          .selectAll()
          .where('job_id', '=', job.jobId)
          .execute(),
      ).toEqual([])
      for (const status of ['CANCELLED', 'RUNNING', 'USER_PAUSED'] as const) {
        expect(await request(job, status)).toMatchObject({
          refused: 'cancelled',
          job: { jobArn: job.jobArn },
        })
      }
      expect(await eventTypes(job)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED', 'JOB_CANCELLED'])
    })

    test('a paused run goes on: it is called for again with all that is unfinished', async () => {
      const { create, read, request, sent, woken, eventTypes } = await arrange()
      const job = await create()
      const batchId = await addBatch(job)
      expect(await request(job, 'USER_PAUSED')).toHaveProperty('changed')
      expect(await read(job)).toMatchObject({
        jobStatus: 'USER_PAUSED',
        pausedFrom: 'RUNNING',
        userPausedAt: noon,
        userPauseExpiresAt: after(30),
      })
      const pausedAt = noon.toISOString()
      expect(sent.at(-1)).toEqual({
        message: { queue: 'expire-pause', jobId: job.jobId, pausedAt },
        startAfter: after(30),
      })
      sent.length = 0
      expect(await request(job, 'RUNNING', after(29))).toMatchObject({ changed: { jobStatus: 'RUNNING' } })
      expect(sent.map(({ message }) => message)).toEqual([
        { queue: 'plan-run', jobId: job.jobId, runNumber: 1 },
        { queue: 'scan-batch', batchId },
      ])
      expect(woken).toContain('scan-batch')
      expect(await read(job)).toMatchObject({
        pausedFrom: undefined,
        userPausedAt: undefined,
        numberOfRuns: 1,
      })
      expect((await eventTypes(job)).slice(2)).toEqual(['JOB_PAUSED_BY_USER', 'JOB_RESUMED_BY_USER'])
    })

    test('what a job is not in the state for is refused without a change', async () => {
      const { create, read, request } = await arrange()
      const job = await create()
      expect(await request(job, 'RUNNING')).toMatchObject({ refused: 'wrong-status' })
      await request(job, 'USER_PAUSED')
      expect(await request(job, 'USER_PAUSED', after(1))).toMatchObject({ refused: 'wrong-status' })
      expect((await read(job)).userPausedAt).toEqual(noon)
    })

    test('a job of another account, or none, is not found', async () => {
      const [one, two] = [await arrange(), await arrange()]
      const job = await one.create()
      expect(await two.request(job, 'CANCELLED')).toEqual({ refused: 'not-found' })
      expect(await one.request({ ...job, jobId: 'f'.repeat(32) }, 'CANCELLED')).toEqual({
        refused: 'not-found',
      })
    })

    test('a resume after thirty days finds the pause expired, though no timer came', async () => {
      const { create, read, request, eventTypes } = await arrange()
      const job = await create()
      await request(job, 'USER_PAUSED')
      expect(await request(job, 'RUNNING', after(30))).toMatchObject({ refused: 'cancelled' })
      expect((await read(job)).jobStatus).toBe('CANCELLED')
      expect((await eventTypes(job)).at(-1)).toBe('JOB_CANCELLED')
      const scheduled = await create({ ...daily, initialRun: true, clientToken: 'scheduled' })
      await request(scheduled, 'USER_PAUSED')
      expect(await request(scheduled, 'RUNNING', after(31))).toMatchObject({ changed: { jobStatus: 'IDLE' } })
      expect(await runRow(scheduled)).toMatchObject({ phase: 'finished' })
    })
  })

  describe('the end of a run', () => {
    test('it ends when all is planned and no batch is left, once', async () => {
      const { create, read, eventTypes } = await arrange()
      const job = await create()
      const batchId = await addBatch(job)
      expect(await finish(job)).toEqual({ finished: undefined })
      await setPhase(job, 'scanning')
      expect(await finish(job)).toEqual({ finished: undefined })
      await database.interactive.deleteFrom('batches').where('id', '=', batchId).execute()
      expect(await finish(job, after(1))).toMatchObject({ finished: { jobStatus: 'COMPLETE' } })
      expect(await finish(job, after(2))).toEqual({ finished: undefined })
      expect((await read(job)).jobStatus).toBe('COMPLETE')
      expect(await runRow(job)).toMatchObject({ phase: 'finished', finished_at: after(1) })
      expect(await eventTypes(job)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED', 'JOB_COMPLETED'])
    })

    test('a scheduled job is IDLE again, and its event names the run', async () => {
      const { create, events } = await arrange()
      const job = await create({ ...daily, initialRun: true })
      await setPhase(job, 'scanning')
      expect(await finish(job, after(0.5))).toMatchObject({ finished: { jobStatus: 'IDLE' } })
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
      const { create, request } = await arrange()
      const job = await create()
      await setPhase(job, 'scanning')
      await request(job, 'USER_PAUSED')
      expect(await finish(job)).toEqual({ finished: undefined })
    })

    test('a one-time job is cancelled where every bucket has another owner now, else it completes', async () => {
      const { create, read } = await arrange()
      const outcomes: Record<string, string> = {}
      for (const [name, errors] of Object.entries({
        all: ['BUCKET_OWNER_CHANGED', 'BUCKET_OWNER_CHANGED'],
        some: ['BUCKET_OWNER_CHANGED', null],
        none: [],
      })) {
        const job = await create({ clientToken: name })
        for (const [index, error] of errors.entries()) await addBucket(job, `bucket-${index}`, error)
        await setPhase(job, 'scanning')
        await finish(job)
        outcomes[name] = (await read(job)).jobStatus
      }
      expect(outcomes).toEqual({ all: 'CANCELLED', some: 'COMPLETE', none: 'COMPLETE' })
    })

    test('an access error is told by the job until its next run starts', async () => {
      const { create, read, context, events } = await arrange()
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
      await database.background.transaction().execute((trx) => recordRunError(trx, { job, error }, noon))
      expect((await read(job)).lastRunError).toBe(true)
      expect(await runRow(job)).toMatchObject({ failed: true })
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
      await setPhase(job, 'scanning')
      await finish(job)
      expect((await read(job)).lastRunError).toBe(true)
      await startRun(context, job.jobId, after(1))
      expect((await read(job)).lastRunError).toBe(false)
    })

    test('batches that a cancelled run left behind are swept, those at work stay', async () => {
      const { create, request, context } = await arrange()
      const gone = await create()
      await request(gone, 'CANCELLED')
      await addBatch(gone)
      const alive = await create({ clientToken: 'alive' })
      await addBatch(alive)
      expect(await sweepBatches(context)).toBe(1)
      const left = await database.interactive
        .selectFrom('batches')
        .select('job_id')
        .where('job_id', 'in', [gone.jobId, alive.jobId])
        .execute()
      expect(left).toEqual([{ job_id: alive.jobId }])
    })
  })

  describe('timers', () => {
    test('a slot starts a run and sets the next slot; its second delivery does nothing', async () => {
      const { create, read, context, sent } = await arrange()
      const job = await create(daily)
      sent.length = 0
      const message = { jobId: job.jobId, slot: after(1).toISOString() }
      const late = after(1.01)
      expect(await handleScheduledRun(context, message, late)).toBe('started')
      expect(await handleScheduledRun(context, message, late)).toBe('stale')
      expect(await read(job)).toMatchObject({
        jobStatus: 'RUNNING',
        numberOfRuns: 1,
        nextRunAt: after(2),
        lastRunTime: late,
      })
      expect(sent.map(({ message: { queue }, startAfter }) => [queue, startAfter])).toEqual([
        ['scheduled-run', after(2)],
        ['plan-run', undefined],
      ])
    })

    test('a slot that comes too early means nothing yet', async () => {
      const { create, context } = await arrange()
      const job = await create(daily)
      const message = { jobId: job.jobId, slot: after(1).toISOString() }
      expect(await handleScheduledRun(context, message, after(0.9))).toBe('stale')
      expect(await handleScheduledRun(context, message, after(1))).toBe('started')
    })

    test('a slot during a run or a pause is skipped, and the next one is set all the same', async () => {
      const { create, read, context, request } = await arrange()
      const job = await create({ ...daily, initialRun: true })
      const slot = (days: number) => ({ jobId: job.jobId, slot: after(days).toISOString() })
      expect(await handleScheduledRun(context, slot(1), after(1))).toBe('skipped')
      await request(job, 'USER_PAUSED', after(1.5))
      expect(await handleScheduledRun(context, slot(2), after(2))).toBe('skipped')
      expect(await read(job)).toMatchObject({
        numberOfRuns: 1,
        nextRunAt: after(3),
        jobStatus: 'USER_PAUSED',
      })
      await request(job, 'RUNNING', after(2.5))
      expect(await read(job)).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1 })
    })

    test('a slot lets a run go on that waits for its quota', async () => {
      const { create, read, context } = await arrange()
      const job = await create({ ...daily, initialRun: true })
      await pauseForQuota(context, job.jobId, noon)
      const message = { jobId: job.jobId, slot: after(1).toISOString() }
      expect(await handleScheduledRun(context, message, after(1))).toBe('resumed')
      expect(await read(job)).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1, nextRunAt: after(2) })
    })

    test('a cancelled job has no more slots', async () => {
      const { create, context, request, sent } = await arrange()
      const job = await create(daily)
      await request(job, 'CANCELLED')
      sent.length = 0
      const message = { jobId: job.jobId, slot: after(1).toISOString() }
      expect(await handleScheduledRun(context, message, after(1))).toBe('stale')
      expect(sent).toEqual([])
    })

    test('of the slots missed in an outage one is made up', async () => {
      const { create, read, context } = await arrange()
      const job = await create(daily)
      await recoverSchedules(context, after(5.5))
      await recoverSchedules(context, after(5.5))
      expect(await read(job)).toMatchObject({ numberOfRuns: 1, nextRunAt: after(6), lastRunTime: after(5.5) })
    })

    test('slots missed while the user paused the job are not made up', async () => {
      const { create, read, context, request } = await arrange()
      const job = await create(daily)
      await request(job, 'USER_PAUSED')
      await recoverSchedules(context, after(5.5))
      await request(job, 'RUNNING', after(5.6))
      expect(await read(job)).toMatchObject({ jobStatus: 'IDLE', numberOfRuns: 0, nextRunAt: after(6) })
    })

    test('a pause of thirty days cancels a one-time job; an earlier pause and an early timer do not count', async () => {
      const { create, read, context, request } = await arrange()
      const job = await create()
      await request(job, 'USER_PAUSED', noon)
      await request(job, 'RUNNING', after(1))
      await request(job, 'USER_PAUSED', after(2))
      const first = { jobId: job.jobId, pausedAt: noon.toISOString() }
      const second = { jobId: job.jobId, pausedAt: after(2).toISOString() }
      expect(await handleExpirePause(context, first, after(30))).toBe(false)
      expect(await handleExpirePause(context, second, after(31.9))).toBe(false)
      expect((await read(job)).jobStatus).toBe('USER_PAUSED')
      expect(await handleExpirePause(context, second, after(32))).toBe(true)
      expect((await read(job)).jobStatus).toBe('CANCELLED')
      expect(await handleExpirePause(context, second, after(33))).toBe(false)
    })

    test('a pause of thirty days drops the run of a scheduled job, which stays paused', async () => {
      const { create, read, context, request } = await arrange()
      const job = await create({ ...daily, initialRun: true })
      await addBatch(job)
      await request(job, 'USER_PAUSED', noon)
      await recoverSchedules(context, after(30.2))
      expect(await read(job)).toMatchObject({
        jobStatus: 'USER_PAUSED',
        pausedFrom: 'IDLE',
        userPausedAt: noon,
        userPauseExpiresAt: undefined,
        nextRunAt: after(31),
      })
      expect(await runRow(job)).toMatchObject({ phase: 'finished' })
      expect(await request(job, 'RUNNING', after(40))).toMatchObject({ changed: { jobStatus: 'IDLE' } })
    })
  })

  describe('quota and suspension', () => {
    test('a job over its quota waits for the new month, and its run goes on then', async () => {
      const { create, read, context, sent, eventTypes } = await arrange()
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
      const [rich, poor] = [await arrange(), await arrange()]
      const [first, second] = [await rich.create(), await poor.create()]
      await pauseForQuota(rich.context, first.jobId, noon)
      await pauseForQuota(poor.context, second.jobId, noon)
      const hasQuota = (accountId: string) => Promise.resolve(accountId === rich.accountId)
      expect(await resumeAllFromQuota(rich.context, hasQuota, noon)).toEqual([first.jobId])
      expect((await poor.read(second)).jobStatus).toBe('PAUSED')
    })

    test('a suspended account has all of its jobs cancelled but those that are over', async () => {
      const { create, read, context, request, accountId } = await arrange()
      const done = await create({ clientToken: 'done' })
      await setPhase(done, 'scanning')
      await finish(done)
      const others = [
        await create({ clientToken: 'running' }),
        await create({ ...daily, clientToken: 'idle' }),
        await create({ clientToken: 'paused' }),
        await create({ clientToken: 'user-paused' }),
      ]
      await pauseForQuota(context, others[2]?.jobId ?? '', noon)
      await request(others[3] ?? done, 'USER_PAUSED')
      expect(
        await database.interactive.transaction().execute((trx) => cancelAllJobs(trx, accountId, noon)),
      ).toBe(4)
      expect(await Promise.all(others.map(async (job) => (await read(job)).jobStatus))).toEqual(
        Array.from({ length: 4 }, () => 'CANCELLED'),
      )
      expect((await read(done)).jobStatus).toBe('COMPLETE')
    })
  })
})

const daily = { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } } as const

function requestOf(accountId: string): CreateJobRequest {
  return {
    accountId,
    region: 'eu-west-1',
    clientToken: 'token',
    name: 'a job',
    jobType: 'ONE_TIME',
    initialRun: false,
    samplingPercentage: 100,
    s3JobDefinition: { bucketDefinitions: [{ accountId, buckets: ['b'] }] },
    managedDataIdentifierSelector: 'RECOMMENDED',
    managedDataIdentifierIds: [],
    customDataIdentifierIds: [],
    allowListIds: [],
    tags: { team: 'x' },
  }
}
