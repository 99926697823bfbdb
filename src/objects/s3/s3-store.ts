// Buckets of an S3 server, AWS's or another's. Only read: no call here writes.
//
// The one fact to know: servers answer 200 with the wrong document to calls they do not know. A value counts only
// where its own element is there; anything else is not known, which is never the same as none.
import {
  GetBucketTaggingCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type S3Client,
  type Tag,
  type _Object,
} from '@aws-sdk/client-s3'
import type { BucketDescription, ObjectEncryption, ObjectEntry } from '../../model/bucket.ts'
import type {
  BucketProblem,
  ObjectPage,
  ObjectStore,
  PageRequest,
  Patience,
  S3Source,
  UnreadableEntry,
} from '../object-store.ts'
import { demandRightDocuments } from './answer-document.ts'
import { bucketProperties } from './bucket-properties.ts'
import { openBody } from './object-body.ts'
import { nameOf, patient, statusOf, withRetries } from './retry.ts'
import { openS3Client } from './s3-client.ts'
import { bucketFailure, objectFailure } from './s3-failure.ts'

export interface S3Options {
  readonly patience?: Patience
  readonly stallTimeout?: number
}

export function openS3Store(source: S3Source, options: S3Options = {}): ObjectStore {
  const client = openS3Client(source, { stallTimeout: options.stallTimeout ?? 30_000 })
  demandRightDocuments(client)
  const patience = options.patience ?? source.patience ?? patient
  const s3: Connection = {
    client,
    source,
    patience,
    known: { askedAt: -Infinity, buckets: Promise.resolve(undefined) },
  }
  return {
    listBuckets: () => listBuckets(s3),
    describeBucket: (name) => describeBucket(s3, name),
    bucketProperties: (name) => bucketProperties(s3, name),
    listObjects: (bucket, page) => listObjects(s3, bucket, page),
    open: (bucket, entry, range) => openBody({ client, bucket, entry, patience, range }),
    currentEntry: (bucket, entry) => currentEntry(s3, bucket, entry),
    objectTags: (bucket, entry) => objectTags(s3, bucket, entry),
    objectEncryption: (bucket, key) => objectEncryption(s3, bucket, key),
    close: () => client.destroy(),
  }
}

interface Connection {
  readonly client: S3Client
  readonly source: S3Source
  readonly patience: Patience
  /** Undefined where the key may not list them. */
  readonly known: { askedAt: number; buckets: Promise<readonly BucketDescription[] | undefined> }
}

async function listBuckets(s3: Connection): Promise<BucketDescription[]> {
  const { accountId, region } = s3.source
  try {
    const buckets: BucketDescription[] = []
    let token: string | undefined
    do {
      const command = new ListBucketsCommand(token === undefined ? {} : { ContinuationToken: token })
      const answer = await withRetries(s3.patience, () => s3.client.send(command))
      for (const { Name: name, CreationDate: createdAt } of answer.Buckets ?? []) {
        if (name !== undefined) buckets.push({ name, accountId, region, createdAt, tags: undefined })
      }
      token = answer.ContinuationToken
    } while (token !== undefined)
    return buckets
  } catch (error) {
    throw bucketFailure('*', error)
  }
}

async function describeBucket(s3: Connection, name: string): Promise<BucketDescription | BucketProblem> {
  const { accountId, region } = s3.source
  try {
    await withRetries(s3.patience, () => s3.client.send(new HeadBucketCommand({ Bucket: name })))
  } catch (error) {
    const { problem, message } = bucketFailure(name, error)
    return { problem, message }
  }
  return {
    name,
    accountId,
    region,
    createdAt: await creationDate(s3, name),
    tags: await bucketTags(s3, name),
  }
}

/** Only the list of buckets has it, and not everyone may list them. One list serves the buckets of a run. */
async function creationDate(s3: Connection, name: string): Promise<Date | undefined> {
  const { known } = s3
  const inList = async (): Promise<BucketDescription | undefined> =>
    (await known.buckets)?.find((bucket) => bucket.name === name)
  const isFresh = performance.now() - known.askedAt < 10_000
  // A bucket that is missing in a list may be younger than the list.
  if (!isFresh || ((await known.buckets) !== undefined && (await inList()) === undefined)) {
    known.askedAt = performance.now()
    known.buckets = listBuckets(s3).catch(() => undefined)
  }
  return (await inList())?.createdAt
}

async function bucketTags(s3: Connection, name: string): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const command = new GetBucketTaggingCommand({ Bucket: name })
    return tagMap((await withRetries(s3.patience, () => s3.client.send(command))).TagSet)
  } catch (error) {
    return nameOf(error) === 'NoSuchTagSet' ? new Map() : undefined
  }
}

async function objectTags(
  s3: Connection,
  bucket: string,
  entry: ObjectEntry,
): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const command = new GetObjectTaggingCommand({ Bucket: bucket, Key: entry.key })
    return tagMap((await withRetries(s3.patience, () => s3.client.send(command))).TagSet)
  } catch (error) {
    return nameOf(error) === 'NoSuchTagSet' ? new Map() : undefined
  }
}

async function objectEncryption(s3: Connection, bucket: string, key: string): Promise<ObjectEncryption> {
  try {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key })
    const head = await withRetries(s3.patience, () => s3.client.send(command))
    if (head.SSECustomerAlgorithm !== undefined) return 'customerManaged'
    const encryption: string | undefined = head.ServerSideEncryption
    if (encryption === undefined) return 'none'
    return encryption === 'AES256' ? 's3Managed' : encryption.startsWith('aws:kms') ? 'kmsManaged' : 'unknown'
  } catch (error) {
    // A HEAD has nothing in it that could be wrong: what the server misses is the customer's key.
    return statusOf(error) === 400 ? 'customerManaged' : 'unknown'
  }
}

function tagMap(tags: readonly Tag[] | undefined): ReadonlyMap<string, string> | undefined {
  return tags && new Map(tags.map(({ Key: key, Value: value }) => [key ?? '', value ?? '']))
}

async function listObjects(s3: Connection, bucket: string, page: PageRequest): Promise<ObjectPage> {
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    MaxKeys: page.maxKeys ?? 1_000,
    EncodingType: 'url', // XML cannot hold every key as it is
    ...(page.prefix === undefined ? {} : { Prefix: page.prefix }),
    ...(page.continuation === undefined ? {} : { ContinuationToken: page.continuation }),
  })
  try {
    const answer = await withRetries(s3.patience, () => s3.client.send(command))
    const decode = answer.EncodingType === 'url'
    const entries: ObjectEntry[] = []
    const unreadable: UnreadableEntry[] = []
    for (const object of answer.Contents ?? []) {
      const key = decode ? decoded(object.Key ?? '') : (object.Key ?? '')
      if (key === undefined) unreadable.push(nameless(object))
      else entries.push(entryOf(object, key))
    }
    // The token alone says whether there is more: servers round the number of keys up and down.
    const next = answer.IsTruncated === false ? undefined : answer.NextContinuationToken
    if (answer.IsTruncated === true && (next === undefined || next === page.continuation)) {
      throw new Error('the listing does not end and does not go on')
    }
    return { entries, unreadable, ...(next === undefined ? {} : { continuation: next }) }
  } catch (error) {
    throw bucketFailure(bucket, error)
  }
}

/** undefined: its bytes are no UTF-8, so no request can name it. */
function decoded(key: string): string | undefined {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function nameless({ Key: key = '', Size: size = 0 }: _Object): UnreadableEntry {
  return { key, reason: 'MALFORMED_FILE', detail: 'Cannot read object: its key is no UTF-8', size }
}

function entryOf(object: _Object, key: string): ObjectEntry {
  return {
    key,
    size: object.Size ?? 0,
    eTag: unquoted(object.ETag),
    lastModified: inSeconds(object.LastModified),
    ...(object.StorageClass === undefined ? {} : { storageClass: object.StorageClass }),
  }
}

async function currentEntry(
  s3: Connection,
  bucket: string,
  entry: ObjectEntry,
): Promise<ObjectEntry | undefined> {
  try {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: entry.key })
    const head = await withRetries(s3.patience, () => s3.client.send(command))
    const {
      ContentLength: size = 0,
      ETag: eTag,
      LastModified: lastModified,
      StorageClass: storageClass,
    } = head
    const facts = { key: entry.key, size, eTag: unquoted(eTag), lastModified: inSeconds(lastModified) }
    return { ...facts, ...(storageClass === undefined ? {} : { storageClass }) }
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw objectFailure(error)
  }
}

function unquoted(eTag: string | undefined): string {
  return (eTag ?? '').replaceAll('"', '')
}

/** Listings of some servers have milliseconds that HEAD has not: one object would have two times. */
function inSeconds(time: Date | undefined): Date {
  return new Date(Math.floor((time?.getTime() ?? 0) / 1_000) * 1_000)
}
