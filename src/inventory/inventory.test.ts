import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { openDirectoryStore } from '../objects/directory/directory-store.ts'
import { BucketFailure, type ObjectStore } from '../objects/object-store.ts'
import { addFirstSession, saveSession } from '../store/accounts.ts'
import { takeBucket, type BucketKey } from '../store/buckets.ts'
import { listBuckets } from '../store/list-buckets.ts'
import { openFreshen } from './freshen.ts'
import type { InventoryContext } from './inventory-context.ts'
import { listNames } from './list-names.ts'
import { refreshBucket } from './refresh-bucket.ts'
import { refreshInTurn } from './refresh-in-turn.ts'

const accountId = '111122223333'
const day = 86_400_000

describe.each(openTestDatabases())('the inventory on the $name store', ({ open }) => {
  let database: Database
  let root: string
  let folders: ObjectStore
  let sent: string[]
  let warnings: string[]
  let now: Date
  beforeAll(async () => {
    database = await open()
    root = mkdtempSync(path.join(os.tmpdir(), 'magpie-inventory-'))
    folders = openDirectoryStore({ kind: 'directory', root, accountId, region: 'us-east-1' })
  })
  afterAll(async () => {
    await database.close()
    rmSync(root, { recursive: true })
  })
  beforeEach(async () => {
    now = new Date()
    sent = []
    warnings = []
    await database.background.deleteFrom('buckets').execute()
    await addFirstSession(database.background, accountId, now)
    rmSync(root, { recursive: true })
    mkdirSync(root)
  })
  const contextOver = (store: Partial<ObjectStore> = {}): InventoryContext => ({
    db: database.background,
    store: { ...folders, ...store },
    clock: () => now,
    whyUnclassifiable: (key) => ({ fileType: key.endsWith('.png'), storageClass: false }),
    sendTurns: async (_trx, buckets) => void sent.push(...buckets.map(({ name }) => name)),
    wake: () => undefined,
    refreshEveryMillis: day,
    warn: ({ message }) => void warnings.push(message),
  })
  /** Pages of two objects each. */
  const paged = (onPage: (page: number) => void = () => undefined): Pick<ObjectStore, 'listObjects'> => {
    let pages = 0
    return {
      async listObjects(bucket, page) {
        onPage(++pages)
        return folders.listObjects(bucket, { ...page, maxKeys: 2 })
      },
    }
  }
  const put = (bucket: string, ...keys: string[]): BucketKey => {
    mkdirSync(path.join(root, bucket), { recursive: true })
    for (const key of keys) writeFileSync(path.join(root, bucket, key), 'x')
    return { accountId, name: bucket }
  }
  const known = async () =>
    (
      await listBuckets(
        database.background,
        { accountId, where: [], sort: 'bucketName', direction: 'ASC' },
        { after: undefined, limit: 50 },
      )
    ).buckets
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => `${letter}.txt`)

  test('lists what is there, gives each a turn once a day, and forgets what is gone', async () => {
    put('one')
    put('two')
    await listNames(contextOver(), [accountId])
    await listNames(contextOver(), [accountId])
    expect(sent.toSorted()).toEqual(['one', 'two'])
    now = new Date(now.getTime() + day)
    rmSync(path.join(root, 'two'), { recursive: true })
    await listNames(contextOver(), [accountId])
    expect(sent.slice(2)).toEqual(['one'])
    expect((await known()).map(({ name }) => name)).toEqual(['one'])
  })

  test('leaves an account without a session alone', async () => {
    put('one')
    const session = {
      accountId,
      findingPublishingFrequency: 'ONE_HOUR',
      createdAt: now,
      updatedAt: now,
    } as const
    await saveSession(database.background, { ...session, status: 'PAUSED' })
    await listNames(contextOver(), [accountId])
    await saveSession(database.background, { ...session, status: 'ENABLED' })
    expect(await known()).toEqual([])
  })

  test('of more buckets than are kept, the ones made last are', async () => {
    for (const name of ['one', 'two', 'three']) put(name)
    const aged: Partial<ObjectStore> = {
      async listBuckets() {
        const years: Readonly<Record<string, string>> = { one: '2020', two: '2022', three: '2021' }
        const all = await folders.listBuckets()
        return all.map((bucket) => ({ ...bucket, createdAt: new Date(years[bucket.name] ?? '2000') }))
      },
    }
    await listNames(contextOver(aged), [accountId], { most: 2 })
    const errors = async () => (await known()).map(({ name, error }) => [name, error?.code])
    expect(await errors()).toEqual([
      ['one', 'BUCKET_COUNT_EXCEEDS_QUOTA'],
      ['three', undefined],
      ['two', undefined],
    ])
    expect(sent.toSorted()).toEqual(['three', 'two'])
    rmSync(path.join(root, 'two'), { recursive: true })
    await listNames(contextOver(aged), [accountId], { most: 2 })
    expect(await errors()).toEqual([
      ['one', undefined],
      ['three', undefined],
    ])
    expect(sent.slice(2)).toEqual(['one'])
  })

  test('goes on where a turn was stopped, and counts nothing twice', async () => {
    const bucket = put('one', ...letters, 'h.png')
    await listNames(contextOver(), [accountId])
    const stopping = new AbortController()
    const until = paged((page) => page === 2 && stopping.abort(new Error('stopping')))
    await expect(refreshBucket(contextOver(until), bucket, { signal: stopping.signal })).rejects.toThrow(
      'stopping',
    )
    const keys: (string | undefined)[] = []
    const rest = paged()
    const watched: Partial<ObjectStore> = {
      listObjects(name, page) {
        keys.push(page.continuation)
        return rest.listObjects(name, page)
      },
    }
    expect(await refreshBucket(contextOver(watched), bucket)).toBe('refreshed')
    expect(keys[0]).toBe('d.txt')
    expect((await known())[0]?.counts).toMatchObject({
      objectCount: 8,
      classifiableObjectCount: 7,
      unclassifiableObjectCount: { fileType: 1, storageClass: 0, total: 1 },
      objectCountByEncryptionType: { unknown: 8 },
    })
  })

  test('begins anew where the store has forgotten the place', async () => {
    const bucket = put('one', ...letters)
    await listNames(contextOver(), [accountId])
    expect(await refreshBucket(contextOver(paged()), bucket, { maxPages: 1 })).toBe('left')
    const forgetful: Partial<ObjectStore> = {
      async listObjects(name, page) {
        const message = 'Cannot use bucket one: no such place'
        if (page.continuation !== undefined)
          throw new BucketFailure({ problem: 'BUCKET_DETAILS_UNAVAILABLE', message })
        return folders.listObjects(name, page)
      },
    }
    await expect(refreshBucket(contextOver(forgetful), bucket)).rejects.toThrow('no such place')
    expect(await refreshBucket(contextOver(forgetful), bucket)).toBe('refreshed')
    expect((await known())[0]?.counts?.objectCount).toBe(7)
  })

  test('who has lost the bucket saves nothing', async () => {
    const bucket = put('one', ...letters)
    await listNames(contextOver(), [accountId])
    const overtaken: Partial<ObjectStore> = {
      async bucketProperties(name) {
        await takeBucket(database.background, bucket)
        return folders.bucketProperties(name)
      },
    }
    expect(await refreshBucket(contextOver(overtaken), bucket)).toBe('lost')
    expect((await known())[0]?.counts).toBeUndefined()
  })

  test('says why a bucket cannot be read, and forgets it when it can', async () => {
    const bucket = put('one', 'a.txt')
    await listNames(contextOver(), [accountId])
    await refreshBucket(contextOver(), bucket)
    now = new Date(now.getTime() + 60_000)
    const denied = new BucketFailure({
      problem: 'BUCKET_ACCESS_DENIED',
      message: 'Cannot use bucket one: denied',
    })
    await refreshBucket(contextOver({ listObjects: () => Promise.reject(denied) }), bucket)
    expect((await known())[0]).toMatchObject({
      error: { code: 'ACCESS_DENIED' },
      counts: undefined,
      properties: undefined,
    })
    now = new Date(now.getTime() + 60_000)
    await refreshBucket(contextOver(), bucket)
    expect((await known())[0]).toMatchObject({ error: undefined, counts: { objectCount: 1 } })
  })

  test('a store that is away keeps what is known, and is asked again in minutes', async () => {
    const bucket = put('one', 'a.txt')
    await listNames(contextOver(), [accountId])
    await refreshBucket(contextOver(), bucket)
    now = new Date(now.getTime() + 60_000)
    const away = new BucketFailure(
      { problem: 'BUCKET_DETAILS_UNAVAILABLE', message: 'Cannot use bucket one: away' },
      { retryable: true },
    )
    const silent: Partial<ObjectStore> = { listObjects: () => Promise.reject(away) }
    await refreshInTurn(contextOver(silent), bucket, new AbortController().signal)
    expect(warnings).toEqual(['Cannot use bucket one: away'])
    expect((await known())[0]?.counts?.objectCount).toBe(1)
    now = new Date(now.getTime() + 301_000)
    sent = []
    await listNames(contextOver(), [accountId])
    expect(sent).toEqual(['one'])
  })

  test('before an answer, small buckets are counted anew and a large one is left to a turn', async () => {
    put('large', ...letters, 'h.txt', 'i.txt', 'j.txt', 'k.txt')
    put('small', 'a.txt')
    const freshen = openFreshen(contextOver(paged()))
    await freshen(accountId)
    const counts = async () => (await known()).map(({ counts: each }) => each?.objectCount)
    expect(await counts()).toEqual([undefined, 1])
    expect(sent.filter((name) => name === 'large')).toHaveLength(2)
    put('small', 'b.txt')
    await freshen(accountId)
    expect(await counts()).toEqual([undefined, 1])
    now = new Date(now.getTime() + 5_001)
    await freshen(accountId)
    expect(await counts()).toEqual([undefined, 2])
  })

  test('an answer does not wait for a store that is away, and says so', async () => {
    put('one')
    await listNames(contextOver(), [accountId])
    const failing: Partial<ObjectStore> = { listBuckets: () => Promise.reject(new Error('away')) }
    const freshen = openFreshen(contextOver(failing))
    await freshen(accountId)
    await freshen(accountId)
    expect(warnings).toEqual(['away'])
    expect((await known()).map(({ name }) => name)).toEqual(['one'])
  })
})
