// Folders as buckets: each folder directly inside the root is one, and every file below it is an object.
//
// The one fact to know: links are never followed, and no name of a bucket or an object leads out of the root.
import { lstatSync, opendirSync, readdirSync, realpathSync, type BigIntStats } from 'node:fs'
import type { BucketDescription, BucketProperties, ObjectEntry } from '../../model/bucket.ts'
import { SourceFailure } from '../../model/source-failure.ts'
import {
  BucketFailure,
  type BucketProblem,
  type DirectorySource,
  type ObjectPage,
  type ObjectStore,
  type PageRequest,
  type UnreadableEntry,
} from '../object-store.ts'
import { unknownProperties } from '../unknown-properties.ts'
import { codeOf, fileFailure } from './file-failure.ts'
import { entryOf, notAFile } from './file-facts.ts'
import { keyOfName, nameOfKey, pathOfKey } from './key-of-name.ts'
import { openPath } from './open-file.ts'
import { join, walk, type Walked } from './walk.ts'

export function openDirectoryStore(source: DirectorySource): ObjectStore {
  const walks = new Map<string, AsyncGenerator<Walked>>()
  const folders = new Map<string, Buffer>()

  /** The real path of a bucket's folder, for the check after an open. Kept: a run opens one bucket's files over and over. */
  function folderOf(bucket: string): Buffer {
    let folder = folders.get(bucket)
    if (folder === undefined) {
      folder = join(realpathSync(source.root, { encoding: 'buffer' }), nameOfKey(checkedBucket(bucket)))
      folders.set(bucket, folder)
    }
    return folder
  }

  return {
    listBuckets: async () => listBuckets(source),

    describeBucket: async (name) => describeBucket(source, name),

    bucketProperties: async () => folderProperties,

    async listObjects(bucket, page) {
      const described = describeBucket(source, bucket)
      if ('problem' in described) throw new BucketFailure(described)
      try {
        return await nextPage(walks, { bucket, folder: folderOf(bucket), request: page })
      } catch (error) {
        throw new BucketFailure(bucketProblem(bucket, error), {
          retryable: codeOf(error) === 'EIO',
          cause: error,
        })
      }
    },

    open(bucket, entry, range) {
      const { key, eTag } = entry
      try {
        const folder = folderOf(bucket)
        const rules = { within: folder, eTag, name: key, range }
        return openPath(join(folder, pathOfKey(checkedKey(key))), rules)
      } catch (error) {
        throw isGone(source, bucket) ? bucketGone(bucket, error) : fileFailure(error)
      }
    },

    async currentEntry(bucket, entry) {
      try {
        const stat = lstatSync(join(folderOf(bucket), pathOfKey(checkedKey(entry.key))), { bigint: true })
        return stat.isFile() ? entryOf(entry.key, stat) : undefined
      } catch (error) {
        const failure = fileFailure(error)
        if (failure.reason === 'SOURCE_OBJECT_NO_LONGER_AVAILABLE' && !failure.retryable) return undefined
        throw failure
      }
    },

    objectTags: async () => new Map(),

    objectEncryption: async () => 'unknown',

    close: () => walks.clear(),
  }
}

/** A folder keeps one version of a file. What encrypts, copies or shares it is beneath or beside the file system. */
const folderProperties: BucketProperties = {
  ...unknownProperties({
    encryption: 'a folder does not tell what its disk encrypts',
    access: 'a folder does not tell who reaches it from elsewhere',
    replication: 'a folder does not tell what copies it',
  }),
  versioning: false,
}

function listBuckets(source: DirectorySource): BucketDescription[] {
  const root = Buffer.from(source.root)
  let names: Buffer[]
  try {
    names = readdirSync(root, { encoding: 'buffer' })
  } catch (error) {
    throw new BucketFailure(
      {
        problem: 'BUCKET_DETAILS_UNAVAILABLE',
        message: `Cannot list buckets: the system says ${codeOf(error)}`,
      },
      { retryable: true, cause: error },
    )
  }
  return names
    .map(keyOfName)
    .map((name) => findBucket(source, name))
    .filter((bucket): bucket is BucketDescription => !('problem' in bucket))
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
}

function describeBucket(source: DirectorySource, name: string): BucketDescription | BucketProblem {
  const found = findBucket(source, name)
  if ('problem' in found) return found
  try {
    opendirSync(pathOfBucket(source, name)).closeSync()
    return found
  } catch (error) {
    return bucketProblem(name, error)
  }
}

function pathOfBucket({ root }: DirectorySource, name: string): Buffer {
  return join(Buffer.from(root), nameOfKey(checkedBucket(name)))
}

/** Whether or not its folder may be opened. */
function findBucket(source: DirectorySource, name: string): BucketDescription | BucketProblem {
  try {
    const stat = lstatSync(pathOfBucket(source, name), { bigint: true })
    if (!stat.isDirectory())
      return {
        problem: 'BUCKET_DOES_NOT_EXIST',
        message: `Cannot use bucket: it is ${notAFile(stat) ?? 'a file'}`,
      }
    const { accountId, region } = source
    return { name, accountId, region, createdAt: createdAt(stat), tags: new Map() }
  } catch (error) {
    return bucketProblem(name, error)
  }
}

function isGone(source: DirectorySource, name: string): boolean {
  const described = describeBucket(source, name)
  return 'problem' in described && described.problem === 'BUCKET_DOES_NOT_EXIST'
}

function bucketGone(name: string, cause: unknown): SourceFailure {
  return new SourceFailure('NO_SUCH_BUCKET_AVAILABLE', `Cannot read file: bucket ${name} does not exist`, {
    cause,
  })
}

/** Birth time, or the older of the other two where the file system keeps none. */
function createdAt(stat: BigIntStats): Date {
  const changed = stat.mtimeMs < stat.ctimeMs ? stat.mtimeMs : stat.ctimeMs
  return new Date(Number(stat.birthtimeMs > 0n ? stat.birthtimeMs : changed))
}

function bucketProblem(name: string, error: unknown): BucketProblem {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return { problem: 'BUCKET_DOES_NOT_EXIST', message: `Cannot use bucket ${name}: it does not exist` }
    case 'EACCES':
    case 'EPERM':
      return { problem: 'BUCKET_ACCESS_DENIED', message: `Cannot use bucket ${name}: permission denied` }
    default:
      return {
        problem: 'BUCKET_DETAILS_UNAVAILABLE',
        message: `Cannot use bucket ${name}: the system says ${codeOf(error)}`,
      }
  }
}

interface Listing {
  readonly bucket: string
  readonly folder: Buffer
  readonly request: PageRequest
}

/**
 * A page by its last key. The walk behind the page before is kept, so that a folder of a million names is read and
 * sorted once and not for every page; any other continuation starts a walk of its own from that key.
 */
async function nextPage(walks: Map<string, AsyncGenerator<Walked>>, listing: Listing): Promise<ObjectPage> {
  const { continuation, prefix = '' } = listing.request
  const maxKeys = listing.request.maxKeys ?? 1_000
  const kept = continuation === undefined ? undefined : walks.get(`${listing.bucket}/${continuation}`)
  const walker = kept ?? walk(listing.folder, continuation === undefined ? {} : { after: continuation })
  if (continuation !== undefined) walks.delete(`${listing.bucket}/${continuation}`)

  const entries: ObjectEntry[] = []
  const unreadable: UnreadableEntry[] = []
  let last = ''
  while (entries.length + unreadable.length < maxKeys) {
    const step = await walker.next()
    if (step.done === true) return { entries, unreadable }
    const found = 'file' in step.value ? step.value.file : step.value.unreadable
    // What is in a folder that may not be opened could begin with it too.
    if (!found.key.startsWith(prefix) && !(found.key.endsWith('/') && prefix.startsWith(found.key))) continue
    if ('file' in step.value) entries.push(step.value.file)
    else unreadable.push(step.value.unreadable)
    last = found.key
  }
  walks.set(`${listing.bucket}/${last}`, walker)
  const oldest = walks.keys().next()
  if (walks.size > maximumKeptWalks && oldest.done !== true) walks.delete(oldest.value)
  return { entries, unreadable, continuation: last }
}

const maximumKeptWalks = 8

/** A name that a request or a row gave, before it becomes part of a path. */
function checkedBucket(name: string): string {
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0')) {
    throw Object.assign(new Error('Cannot use bucket: no folder can have this name'), { code: 'ENOENT' })
  }
  return name
}

function checkedKey(key: string): string {
  const refused = key.includes('\0') || key.split('/').some((segment) => ['', '.', '..'].includes(segment))
  if (refused)
    throw new SourceFailure(
      'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
      'Cannot read file: no file can have this key',
    )
  return key
}
