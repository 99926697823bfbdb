// Writing into folder buckets: durable and whole, and never anywhere else. S3 servers are in conformance/export.test.ts.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBucketWriter, type BucketWriter } from './bucket-writer.ts'

const accountId = '111122223333'
const body = Buffer.from('a record')
let folder: string
let root: string
let writer: BucketWriter

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'magpie-writer-'))
  root = path.join(folder, 'buckets')
  mkdirSync(path.join(root, 'b'), { recursive: true })
  writer = openBucketWriter([{ kind: 'directory', root, accountId, region: 'us-east-1' }])
})
afterEach(() => {
  writer.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (key: string, more = {}): Promise<void> =>
  writer.put({ bucket: 'b', key, accountId, ...more }, body)

test('an object is a file of the bucket; the same key again replaces it, and nothing else is left', async () => {
  await put('a/b/c.gz')
  await writer.put({ bucket: 'b', key: 'a/b/c.gz', accountId }, Buffer.from('another'))
  expect(readFileSync(path.join(root, 'b/a/b/c.gz'), 'utf8')).toBe('another')
  expect(readdirSync(path.join(root, 'b/a/b'))).toEqual(['c.gz'])
})

test('a store without keys says so, and has the object all the same', async () => {
  const target = { bucket: 'b', key: 'k', accountId, kmsKeyArn: 'arn:aws:kms:us-east-1:1:key/k' }
  expect(await writer.test(target, body)).toEqual({ encrypts: false })
  expect(existsSync(path.join(root, 'b/k'))).toBe(true)
})

test.each(['../x', 'a/../../x', '/x', 'a//x', 'a/./x', '', 'a/\0'])('the key %j is refused', async (key) => {
  await expect(put(key)).rejects.toMatchObject({ problem: 'BUCKET_ACCESS_DENIED', retryable: false })
  expect(readdirSync(folder)).toEqual(['buckets'])
})

test('a link on the way is not followed, one in the place of the object is replaced', async () => {
  mkdirSync(path.join(folder, 'outside'))
  symlinkSync(path.join(folder, 'outside'), path.join(root, 'b/link'))
  await expect(put('link/x')).rejects.toMatchObject({ problem: 'BUCKET_ACCESS_DENIED' })
  writeFileSync(path.join(folder, 'outside/file'), 'mine')
  symlinkSync(path.join(folder, 'outside/file'), path.join(root, 'b/object'))
  await put('object')
  expect(readFileSync(path.join(folder, 'outside/file'), 'utf8')).toBe('mine')
  expect(readdirSync(path.join(folder, 'outside'))).toEqual(['file'])
  expect(readFileSync(path.join(root, 'b/object'), 'utf8')).toBe('a record')
})

test('a bucket that is a link, of another account, of another owner, or not there is refused', async () => {
  symlinkSync(folder, path.join(root, 'linked'))
  await expect(put('x', { bucket: 'linked' })).rejects.toMatchObject({ problem: 'BUCKET_DOES_NOT_EXIST' })
  await expect(put('x', { bucket: 'none' })).rejects.toMatchObject({ problem: 'BUCKET_DOES_NOT_EXIST' })
  await expect(put('x', { bucket: '..' })).rejects.toMatchObject({ problem: 'BUCKET_DOES_NOT_EXIST' })
  await expect(put('x', { accountId: '999999999999' })).rejects.toMatchObject({
    problem: 'BUCKET_ACCESS_DENIED',
  })
  await expect(put('x', { expectedBucketOwner: '999999999999' })).rejects.toMatchObject({
    problem: 'BUCKET_ACCESS_DENIED',
  })
  expect(readdirSync(path.join(root, 'b'))).toEqual([])
})

test('a bucket that goes is missed, and one that comes back is found', async () => {
  await put('x')
  rmSync(path.join(root, 'b'), { recursive: true })
  await expect(put('y/z')).rejects.toMatchObject({ problem: 'BUCKET_DOES_NOT_EXIST' })
  expect(existsSync(path.join(root, 'b'))).toBe(false)
  mkdirSync(path.join(root, 'b'))
  await put('y/z')
})
