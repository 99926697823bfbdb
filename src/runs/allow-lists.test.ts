// The allow lists of a run: fixed when it is planned, the same for every process, gone when it has ended.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { createAllowList } from '../store/allow-lists.ts'
import { deleteEndedAllowLists, findRunAllowLists } from '../store/run-allow-lists.ts'
import { SourceFailure } from '../model/source-failure.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import { allowListStatus } from './allow-list-status.ts'
import { planRun } from './plan-run.ts'
import { readWordsList } from './read-words-list.ts'
import { openTestRuns, ssnLine, type TestRuns } from './test-runs.ts'

describe.each(openTestDatabases())('allow lists of a run over the $name store', (databases) => {
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

  async function newList(objectKey: string): Promise<string> {
    const id = randomUUID().replaceAll('-', '').slice(0, 22)
    const now = new Date()
    const outcome = await createAllowList(database.interactive, {
      id,
      accountId: runs.accountId,
      region: 'us-east-1',
      name: 'n',
      description: undefined,
      criteria: { s3WordsList: { bucketName: 'lists', objectKey } },
      tags: {},
      createdAt: now,
      updatedAt: now,
      clientToken: id,
      requestDigest: id,
    })
    expect(outcome).toHaveProperty('created')
    return id
  }
  function putList(objectKey: string, content: string): void {
    mkdirSync(path.join(runs.root, 'lists'), { recursive: true })
    writeFileSync(path.join(runs.root, 'lists', objectKey), content)
  }
  const turn = () => ({ queueJobId: randomUUID(), signal: new AbortController().signal })
  const keysFound = async (jobId: string): Promise<unknown[]> => {
    const { rows } = await sql<{ key: unknown }>`
      select body #>> '{resourcesAffected,s3Object,key}' as key from findings where job_id = ${jobId} order by 1`.execute(
      database.interactive,
    )
    return rows.map(({ key }) => key)
  }

  test('are read once, when it is planned; later changes are for the next run', async () => {
    runs.put('a.txt', ssnLine(1))
    runs.put('b.txt', ssnLine(2))
    putList('list.txt', '536-22-1001\n')
    const job = await runs.create({ allowListIds: [await newList('list.txt')] })
    await planRun(runs.context(), { jobId: job.jobId, runNumber: 1 }, turn())
    rmSync(path.join(runs.root, 'lists'), { recursive: true })
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    expect(await keysFound(job.jobId)).toEqual(['b.txt'])
  })

  test('are kept as digests, and not longer than the run', async () => {
    putList('list.txt', '536-22-1001\n536-22-1001\n')
    const job = await runs.create({ allowListIds: [await newList('list.txt')] })
    const run = { jobId: job.jobId, runNumber: 1 }
    await planRun(runs.context(), run, turn())
    const digest = createHash('sha256').update('536-22-1001').digest().subarray(0, 16)
    const { background } = database
    expect(await findRunAllowLists(background, run)).toEqual({ expressions: [], words: [digest] })
    await sql`update runs set phase = 'scanning' where job_id = ${job.jobId}`.execute(background)
    await deleteEndedAllowLists(background)
    expect(await findRunAllowLists(background, run)).toBeDefined()
    await sql`update runs set phase = 'finished' where job_id = ${job.jobId}`.execute(background)
    await deleteEndedAllowLists(background)
    expect(await findRunAllowLists(background, run)).toBeUndefined()
  })

  test('that cannot be read are warned of by id and code, and the others hold', async () => {
    runs.put('a.txt', ssnLine(1))
    runs.put('b.txt', ssnLine(2))
    putList('list.txt', '536-22-1002\n')
    const missing = await newList('none.txt')
    const deleted = await newList('list.txt')
    const allowListIds = [missing, deleted, await newList('list.txt')]
    const job = await runs.create({ allowListIds })
    await sql`delete from allow_lists where id = ${deleted}`.execute(database.interactive)
    const warned: unknown[] = []
    const logger = { ...runs.worker.logger, warn: (facts: unknown) => void warned.push(facts) }
    const context = runs.context({ logger })
    await planRun(context, { jobId: job.jobId, runNumber: 1 }, turn())
    expect(warned).toEqual([
      { jobId: job.jobId, allowListId: deleted, code: 'DELETED' },
      { jobId: job.jobId, allowListId: missing, code: 'S3_OBJECT_NOT_FOUND' },
    ])
    await runs.work()
    await runs.untilStatus(job, 'COMPLETE')
    expect(await keysFound(job.jobId)).toEqual(['a.txt'])
  })

  describe('an object', () => {
    const place = () => ({ accountId: runs.accountId, bucketName: 'lists', objectKey: 'list.txt' })
    const code = async (store: ObjectStore) => (await readWordsList(store, place())).status.code
    const failing = (failure: SourceFailure): ObjectStore => ({
      ...runs.context().store,
      currentEntry: () => Promise.reject(failure),
    })
    const status = (httpStatusCode: number) => Object.assign(new Error(), { $metadata: { httpStatusCode } })

    test('in another account’s bucket is not read', async () => {
      putList('list.txt', 'one\n')
      const foreign = { ...place(), accountId: '999988887777' }
      const read = await readWordsList(runs.context().store, foreign)
      expect([read.status.code, read.words.length]).toEqual(['S3_USER_ACCESS_DENIED', 0])
      expect(await code(runs.context().store)).toBe('OK')
    })

    test.each([
      ['PERMISSION_DENIED', false, undefined, 'S3_OBJECT_ACCESS_DENIED'],
      ['INVALID_KMS_KEY', false, undefined, 'S3_OBJECT_ACCESS_DENIED'],
      ['NO_SUCH_BUCKET_AVAILABLE', false, undefined, 'S3_OBJECT_NOT_FOUND'],
      ['SOURCE_OBJECT_NO_LONGER_AVAILABLE', false, undefined, 'S3_OBJECT_NOT_FOUND'],
      ['SOURCE_OBJECT_NO_LONGER_AVAILABLE', true, 503, 'S3_THROTTLED'],
      ['SOURCE_OBJECT_NO_LONGER_AVAILABLE', true, 500, 'UNKNOWN_ERROR'],
      ['INVALID_OBJECT_STATE', false, undefined, 'UNKNOWN_ERROR'],
    ] as const)('that fails with %s, retryable %s, after %s is %s', async (reason, retryable, http, is) => {
      putList('list.txt', 'one\n')
      const cause = http === undefined ? undefined : status(http)
      const failure = new SourceFailure(reason, 'Cannot read object', { retryable, cause })
      expect(await code(failing(failure))).toBe(is)
    })

    test('is read once for as long as it is the same', async () => {
      putList('list.txt', 'one\n')
      const { store } = runs.context()
      let opened = 0
      const open: ObjectStore['open'] = (...object) => (opened++, store.open(...object))
      const tell = allowListStatus({ ...store, open })
      expect([await tell(place()), await tell(place())]).toEqual([{ code: 'OK' }, { code: 'OK' }])
      expect(opened).toBe(1)
      putList('list.txt', '\n\n')
      expect([(await tell(place())).code, (await tell(place())).code]).toEqual([
        'S3_OBJECT_EMPTY',
        'S3_OBJECT_EMPTY',
      ])
      expect(opened).toBe(3)
    })
  })
})
