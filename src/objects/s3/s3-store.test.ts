import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ObjectEntry } from '../../model/bucket.ts'
import type { ByteSource } from '../../model/byte-source.ts'
import { SourceFailure } from '../../model/source-failure.ts'
import { BucketFailure, type ObjectStore, type S3Source } from '../object-store.ts'
import { openFaultProxy, type Fault, type FaultProxy } from './fault-proxy.ts'
import { readRequestCounts } from './request-counts.ts'
import { openS3Store } from './s3-store.ts'
import { openTestS3Server } from './test-s3-server.ts'

const real = process.env['MAGPIE_TEST_S3_ENDPOINT']
if (real === undefined)
  process.stdout.write('left out: S3 tests against a real server (MAGPIE_TEST_S3_ENDPOINT is not set)\n')

const servers = [
  { name: 'the test server', open: openTestS3Server },
  ...(real === undefined
    ? []
    : [{ name: 'a real server', open: async () => ({ url: real, close: async () => {} }) }]),
]
const credentials = {
  accessKeyId: process.env['MAGPIE_TEST_S3_ACCESS_KEY_ID'] ?? 'any',
  secretAccessKey: process.env['MAGPIE_TEST_S3_SECRET_ACCESS_KEY'] ?? 'any',
}
const quick = { patience: { attempts: 4, firstWait: 4 }, stallTimeout: 300 }

describe.each(servers)('over $name', ({ name: serverName, open }) => {
  let server: { url: string; close(): Promise<void> }
  let proxy: FaultProxy
  let client: S3Client
  let store: ObjectStore
  const bucket = `magpie-${randomBytes(6).toString('hex')}`
  const content = randomBytes(300_000)

  beforeAll(async () => {
    server = await open()
    proxy = await openFaultProxy(server.url)
    client = new S3Client({
      endpoint: server.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    })
    store = openS3Store(source(proxy.url), quick)
    await client.send(new CreateBucketCommand({ Bucket: bucket }))
    await put('object', content)
  })
  afterAll(async () => {
    store.close()
    client.destroy()
    await proxy.close()
    await server.close()
  })
  beforeEach(() => proxy.clear())

  const source = (endpoint: string): S3Source => ({
    kind: 's3',
    endpoint,
    region: 'us-east-1',
    accountId: '111122223333',
    ...credentials,
  })
  const put = (key: string, body: Buffer | string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }))
  const list = async () => (await store.listObjects(bucket, {})).entries
  const entry = async (key = 'object') => {
    const found = (await list()).find((candidate) => candidate.key === key)
    if (found === undefined) throw new Error(`Cannot find ${key}`)
    proxy.requests.length = 0
    return found
  }
  const readObject = async (of: ObjectEntry) => readAll(await store.open(bucket, of))
  const gets = () => proxy.requests.filter((line) => line.startsWith(`GET /${bucket}/object`)).length

  test('keys come back as they were put', async () => {
    const keys = ['a b', 'a+b', 'a%41', 'é', 'e\u0301', 'tab\tkey', '\u{1F600}', 'quote"&<>', "it's"]
    for (const key of keys) await put(`odd/${key}`, key)
    const listed = (await list()).filter(({ key }) => key.startsWith('odd/'))
    expect(new Set(listed.map(({ key }) => key))).toEqual(new Set(keys.map((key) => `odd/${key}`)))
    for (const found of listed) expect(`odd/${(await readObject(found)).toString()}`).toBe(found.key)
    for (const key of keys) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: `odd/${key}` }))
  })

  test('pages follow the token and hold each key once, in order', async () => {
    for (let n = 0; n < 7; n++) await put(`page/${n}`, '')
    const keys: string[] = []
    let continuation: string | undefined
    do {
      const page = await store.listObjects(bucket, { maxKeys: 3, continuation })
      keys.push(...page.entries.map(({ key }) => key))
      continuation = page.continuation
    } while (continuation !== undefined)
    expect(keys).toEqual((await list()).map(({ key }) => key))
    expect(keys.filter((key) => key.startsWith('page/'))).toHaveLength(7)
  })

  test('an entry has size, ETag without quotes, and whole seconds', async () => {
    const found = await entry()
    expect(found).toMatchObject({
      size: content.length,
      eTag: expect.stringMatching(/^[0-9a-f]{32}$/),
      storageClass: 'STANDARD',
    })
    expect(found.lastModified.getTime() % 1_000).toBe(0)
    expect(await store.currentEntry(bucket, found)).toMatchObject({
      size: found.size,
      eTag: found.eTag,
      lastModified: found.lastModified,
    })
  })

  test('an object is read whole with one request, an empty one with none', async () => {
    await put('empty', '')
    expect((await readObject(await entry())).equals(content)).toBe(true)
    expect(gets()).toBe(1)
    proxy.clear()
    expect(await readObject(await entry('empty'))).toHaveLength(0)
    expect(proxy.requests).toEqual([])
  })

  test.each([
    ['503 SlowDown twice', { status: 503, code: 'SlowDown', times: 2 }, 3],
    ['500 once', { status: 500, code: 'InternalError', times: 1 }, 2],
    ['429 once', { status: 429, code: 'TooManyRequests', times: 1 }, 2],
    ['a connection cut in the middle', { cut: 100_000, times: 1 }, 2],
    ['a connection reset in the middle', { reset: 90_000, times: 2 }, 3],
    ['a connection reset before the first byte', { reset: 0, times: 1 }, 2],
    ['silence in the middle', { stall: 50_000, times: 1 }, 2],
  ])('%s: the object is read whole all the same', async (faultName, fault, requests) => {
    const found = await entry()
    proxy.add({ match: new RegExp(`^GET /${bucket}/object`), ...fault })
    const before = readRequestCounts()
    expect((await readObject(found)).equals(content)).toBe(true)
    expect(gets()).toBe(requests)
    const after = readRequestCounts()
    expect(after.retries - before.retries).toBe(requests - 1)
    const kind = faultName.includes('SlowDown') || faultName.startsWith('429') ? 'throttled' : 'transient'
    expect(after.failures[kind] - before.failures[kind]).toBe(requests - 1)
  })

  const ranges: (readonly [how: string, fault: Omit<Fault, 'match'>])[] = [
    ['at once', { times: 0 }],
    ['after the connection was cut in it', { cut: 50_000, times: 1 }],
  ]
  if (serverName === 'the test server')
    ranges.push(['from a server that knows no ranges', { unknownHeader: 'range' }])
  test.each(ranges)('a range of an object is its bytes alone, %s', async (_how, fault) => {
    const found = await entry()
    proxy.add({ match: /^GET .*object/, ...fault })
    for (const [from, to] of [
      [0, 100_000],
      [100_000, 200_001],
      [200_001, 300_000],
      [7, 8],
    ] as const) {
      const range = await readAll(await store.open(bucket, found, { from, to }))
      expect(range.equals(content.subarray(from, to))).toBe(true)
    }
  })

  test('a body that was cut is asked for from there on, under its ETag', async () => {
    const found = await entry()
    proxy.headers.length = 0
    proxy.add({ match: /^GET .*object/, cut: 100_000, times: 1 })
    await readObject(found)
    const [, second] = proxy.headers
    expect(second?.range).toMatch(/^bytes=\d+-$/)
    expect(second?.['if-match']).toBe(`"${found.eTag}"`)
  })

  test('an object that changes between two parts of it is a mismatch, and its current entry reads', async () => {
    await put('changing', content)
    const found = await entry('changing')
    proxy.add({ match: /^GET .*changing/, cut: 100_000, times: 1 })
    const body = await store.open(bucket, found)
    await body.read(Buffer.alloc(10))
    await put('changing', randomBytes(300_000))
    expect(await failure(() => readAll(body))).toMatchObject({
      reason: 'OBJECT_VERSION_MISMATCH',
      retryable: true,
    })
    const current = await store.currentEntry(bucket, found)
    expect(current && (await readObject(current))).toHaveLength(300_000)
  })

  // A real server looks at the header's signature before anything else.
  if (serverName === 'the test server') {
    test('an object that changed is a mismatch also where the server does not look at If-Match', async () => {
      await put('changed', 'before')
      const found = await entry('changed')
      await put('changed', 'after!')
      proxy.add({ match: /^GET .*changed/, unknownHeader: 'if-match' })
      expect(await failure(() => readObject(found))).toMatchObject({
        reason: 'OBJECT_VERSION_MISMATCH',
        retryable: true,
      })
    })
  }

  test('a key that is no text is told apart, and the others are listed', async () => {
    proxy.add({ match: /list-type=2/, rewrite: ['<Key>object</Key>', '<Key>ob%FFject</Key>'] })
    const page = await store.listObjects(bucket, {})
    expect(page.unreadable).toEqual([
      {
        key: 'ob%FFject',
        reason: 'MALFORMED_FILE',
        detail: 'Cannot read object: its key is no UTF-8',
        size: content.length,
      },
    ])
  })

  test('a refusal to tell an object as it is now says so, and is not taken for its absence', async () => {
    const found = await entry()
    proxy.add({ match: /^HEAD .*object/, status: 403, code: 'AccessDenied', times: 1 })
    const refused = store.currentEntry(bucket, found)
    await expect(refused).rejects.toMatchObject({ reason: 'PERMISSION_DENIED' })
    proxy.add({ match: /^HEAD .*object/, status: 503, code: 'SlowDown' })
    await expect(store.currentEntry(bucket, found)).rejects.toMatchObject({ retryable: true })
  })

  test('a server that never gets better ends in a failure that may be tried again', async () => {
    const found = await entry()
    proxy.add({ match: /^GET .*object/, status: 503 })
    expect(await failure(() => readObject(found))).toMatchObject({ retryable: true })
    expect(gets()).toBe(quick.patience.attempts)
  })

  test.each([
    [403, 'AccessDenied', 'PERMISSION_DENIED'],
    [404, 'NoSuchKey', 'SOURCE_OBJECT_NO_LONGER_AVAILABLE'],
    [404, 'NoSuchBucket', 'NO_SUCH_BUCKET_AVAILABLE'],
    [403, 'InvalidObjectState', 'INVALID_OBJECT_STATE'],
    [400, 'KMS.DisabledException', 'INVALID_KMS_KEY'],
    [400, 'KMS.AccessDeniedException', 'INVALID_ENCRYPTION'],
    [400, 'InvalidRequest', 'INVALID_ENCRYPTION'],
  ])('%i %s is %s, asked once', async (status, code, reason) => {
    const found = await entry()
    proxy.add({ match: /^GET .*object/, status, code })
    expect(await failure(() => readObject(found))).toMatchObject({ reason, retryable: false })
    expect(gets()).toBe(1)
  })

  test('a deleted object is no longer available', async () => {
    await put('short-lived', 'x')
    const found = await entry('short-lived')
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'short-lived' }))
    expect(await failure(() => readObject(found))).toMatchObject({
      reason: 'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
    })
    expect(await store.currentEntry(bucket, found)).toBeUndefined()
  })

  test.each([
    [404, 'NoSuchBucket', 'BUCKET_DOES_NOT_EXIST', false],
    [403, 'AccessDenied', 'BUCKET_ACCESS_DENIED', false],
    [301, 'PermanentRedirect', 'BUCKET_IN_DIFFERENT_REGION', false],
    [503, 'SlowDown', 'BUCKET_DETAILS_UNAVAILABLE', true],
    [501, 'NotImplemented', 'BUCKET_DETAILS_UNAVAILABLE', false],
  ])('a listing answered %i %s is %s', async (status, code, problem, retryable) => {
    proxy.add({ match: /list-type=2/, status, code })
    const listing = store.listObjects(bucket, {})
    await expect(listing).rejects.toBeInstanceOf(BucketFailure)
    await expect(listing).rejects.toMatchObject({ problem, retryable })
  })

  test('a bucket is described with its date; no tags is told from unknown tags', async () => {
    expect(await store.describeBucket(bucket)).toMatchObject({
      name: bucket,
      accountId: '111122223333',
      createdAt: expect.any(Date),
      tags: new Map(),
    })
    proxy.add({ match: /tagging/, status: 501, code: 'NotImplemented' })
    expect(await store.describeBucket(bucket)).toMatchObject({ tags: undefined })
    expect(await store.objectTags(bucket, await entry())).toBeUndefined()
    expect(await store.describeBucket(`${bucket}-none`)).toMatchObject({ problem: 'BUCKET_DOES_NOT_EXIST' })
    expect((await store.listBuckets()).map(({ name }) => name)).toContain(bucket)
  })
})

async function readAll(source: ByteSource): Promise<Buffer> {
  const parts: Buffer[] = []
  try {
    for (const target = Buffer.alloc(70_001); ;) {
      const count = await source.read(target)
      if (count === 0) return Buffer.concat(parts)
      parts.push(Buffer.from(target.subarray(0, count)))
    }
  } finally {
    await source.close()
  }
}

async function failure(action: () => unknown): Promise<SourceFailure> {
  try {
    await action()
  } catch (error) {
    if (error instanceof SourceFailure) return error
    throw error
  }
  throw new Error('Cannot see a failure: nothing failed')
}
