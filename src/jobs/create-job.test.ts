// Creating jobs: their first run or slot, their client token, what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../database/test-database.ts'
import { createJob, type CreateJobRequest } from './create-job.ts'
import { startRun } from './start-run.ts'
import { after, daily, noon, openTestJobs, requestOf, runRow, type TestJobs } from './test-jobs.ts'

describe.each(openTestDatabases())('creating jobs on the $name store', (store) => {
  let jobs: TestJobs
  beforeAll(async () => {
    jobs = await openTestJobs(store)
  })
  afterAll(() => jobs.close())

  test('a one-time job runs at once: its run, its message and its events are there', async () => {
    const { create, read, sent, woken, eventTypes, accountId } = await jobs.newAccount()
    const job = await create()
    expect(job.jobId).toMatch(/^[0-9a-f]{32}$/)
    expect(job.jobArn).toBe(`arn:aws:macie2:eu-west-1:${accountId}:classification-job/${job.jobId}`)
    expect(await read(job)).toEqual(job)
    expect(job).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1, lastRunTime: noon, createdAt: noon })
    expect(await runRow(jobs.database, job)).toMatchObject({
      phase: 'listing',
      started_at: noon,
      account_id: accountId,
    })
    expect(sent).toEqual([
      { message: { queue: 'plan-run', jobId: job.jobId, runNumber: 1 }, startAfter: undefined },
    ])
    expect(woken).toEqual(['plan-run'])
    expect(await eventTypes(job)).toEqual(['JOB_CREATED', 'ONE_TIME_JOB_STARTED'])
  })

  test('a scheduled job without an initial run is IDLE until its first slot', async () => {
    const { create, sent, eventTypes } = await jobs.newAccount()
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
    const { create, read, sent } = await jobs.newAccount()
    const job = await create({ ...daily, initialRun: true })
    expect(await read(job)).toMatchObject({ jobStatus: 'RUNNING', numberOfRuns: 1, nextRunAt: after(1) })
    expect(sent.map(({ message }) => message.queue)).toEqual(['scheduled-run', 'plan-run'])
  })

  test('the same request under the same token is answered with the first job', async () => {
    const { context, create, accountId, sent } = await jobs.newAccount()
    const job = await create()
    const answer = await createJob(context, requestOf(accountId), after(1))
    expect(answer).toEqual({ repeated: job })
    expect(sent).toHaveLength(1)
  })

  test('two equal requests at the same moment make one job', async () => {
    const { context, accountId, sent } = await jobs.newAccount()
    const answers = await Promise.all([1, 2, 3].map(() => createJob(context, requestOf(accountId), noon)))
    expect(answers.filter((answer) => 'created' in answer)).toHaveLength(1)
    expect(answers.filter((answer) => 'repeated' in answer)).toHaveLength(2)
    expect(sent).toHaveLength(1)
  })

  test('another request under the same token is a conflict, under another token a job', async () => {
    const { context, create, accountId } = await jobs.newAccount()
    await create()
    const other = { ...requestOf(accountId), name: 'other' }
    expect(await createJob(context, other, noon)).toEqual({ refused: 'token-conflict' })
    expect(await createJob(context, { ...other, clientToken: 'TOKEN' }, noon)).toHaveProperty('created')
  })

  test('a token of another account is another token', async () => {
    const [one, two] = [await jobs.newAccount(), await jobs.newAccount()]
    expect((await one.create()).jobId).not.toBe((await two.create()).jobId)
  })

  test('unknown identifiers and lists are refused, and the token stays unused', async () => {
    const { context, create, accountId } = await jobs.newAccount()
    const deleted = await jobs.addCustomIdentifier(accountId, true)
    const foreign = await jobs.addCustomIdentifier('999999999999')
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
    const { context, accountId } = await jobs.newAccount()
    expect(await createJob(context, requestOf('888888888888'), noon)).toEqual({ refused: 'not-enabled' })
    for (const [status, refused] of [
      ['DISABLED', 'not-enabled'],
      ['PAUSED', 'suspended'],
    ] as const) {
      await jobs.database.interactive
        .updateTable('accounts')
        .set({ status })
        .where('account_id', '=', accountId)
        .execute()
      expect(await createJob(context, requestOf(accountId), noon)).toEqual({ refused })
    }
  })

  test('a run keeps the identifiers of its start, also those deleted after the creation', async () => {
    const { create, context, accountId } = await jobs.newAccount()
    const id = await jobs.addCustomIdentifier(accountId)
    const job = await create({
      ...daily,
      customDataIdentifierIds: [id],
      managedDataIdentifierSelector: 'ALL',
    })
    await jobs.database.interactive
      .updateTable('custom_data_identifiers')
      .set({ deleted: true })
      .where('id', '=', id)
      .execute()
    await startRun(context, job.jobId, after(1))
    expect((await runRow(jobs.database, job))?.identifiers).toEqual({
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
