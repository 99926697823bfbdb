// Objects of our own in a folder bucket. A file is written beside, synced and renamed, and its folder synced: it is there
// whole or not at all.
//
// The one fact to know: no link on the way is followed, and no key leads out of the bucket.
import { constants, type BigIntStats } from 'node:fs'
import { lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import type { SourceWriter, WriteTarget } from '../bucket-writer.ts'
import { BucketFailure, type BucketProblem, type DirectorySource } from '../object-store.ts'
import { codeOf } from './file-failure.ts'
import { nameOfKey } from './key-of-name.ts'
import { join } from './walk.ts'

export function openDirectoryWriter({ root }: DirectorySource): SourceWriter {
  const put = async (target: WriteTarget, body: Buffer): Promise<void> => {
    try {
      const segments = target.key.split('/')
      if (segments.some(isNoName)) throw refusal(target.bucket, 'no file can have the key')
      const name = nameOfKey(segments.pop() ?? '')
      let folder = join(await realpath(root, { encoding: 'buffer' }), nameOfKey(target.bucket))
      for (const segment of segments) folder = await folderIn(folder, { segment, bucket: target.bucket })
      await writeFile(folder, name, body)
    } catch (error) {
      throw error instanceof BucketFailure ? error : writeFailure(target.bucket, error)
    }
  }
  return {
    put,
    async test(target, body) {
      await put(target, body)
      return { encrypts: false }
    },
    close() {},
  }
}

function isNoName(segment: string): boolean {
  return ['', '.', '..'].includes(segment) || segment.includes('\0')
}

async function folderIn(
  folder: Buffer,
  { segment, bucket }: { readonly segment: string; readonly bucket: string },
): Promise<Buffer> {
  const inner = join(folder, nameOfKey(segment))
  const there = await statOf(inner)
  if (there === undefined) {
    // Another writer may be making it as well.
    await mkdir(inner).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
    await syncFolder(folder)
  }
  const made = there ?? (await statOf(inner))
  if (made?.isDirectory() !== true)
    throw refusal(bucket, 'the path to the key leads through what is no folder')
  return inner
}

async function statOf(path: Buffer): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function writeFile(folder: Buffer, name: Buffer, body: Buffer): Promise<void> {
  const beside = join(folder, Buffer.from(`.${randomUUID()}.part`))
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const file = await open(beside, flags, 0o640)
  try {
    try {
      await file.writeFile(body)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, join(folder, name))
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncFolder(folder)
}

async function syncFolder(folder: Buffer): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function refusal(bucket: string, why: string): BucketFailure {
  return new BucketFailure({
    problem: 'BUCKET_ACCESS_DENIED',
    message: `Cannot write into bucket ${bucket}: ${why}`,
  })
}

function writeFailure(bucket: string, cause: unknown): BucketFailure {
  const code = codeOf(cause)
  const problem = problemOf(code)
  const message = `Cannot write into bucket ${bucket}: the system says ${code || 'nothing'}`
  return new BucketFailure(
    { problem, message },
    { retryable: problem === 'BUCKET_DETAILS_UNAVAILABLE', cause },
  )
}

function problemOf(code: string): BucketProblem['problem'] {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return 'BUCKET_ACCESS_DENIED'
    case 'ENOENT':
      return 'BUCKET_DOES_NOT_EXIST'
    default:
      return 'BUCKET_DETAILS_UNAVAILABLE'
  }
}
