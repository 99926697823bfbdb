// Puts objects where the stage has them: in folders, or in the S3 server by the AWS SDK.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  CreateBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { s3Server, type S3Server, type Stage } from './stages.ts'

export type Objects = Readonly<Record<string, string | Uint8Array>>
export interface Place {
  readonly folder: string
  readonly bucket: string
  readonly key: string
  /** S3 only: `a=b&c=d`. */
  readonly tags?: string
}

let client: S3Client | undefined

export function s3Client(): S3Client {
  const server = s3Server()
  if (server === undefined) throw new Error('Cannot reach S3: no server is named')
  client ??= s3ClientOf(server)
  return client
}

export function s3ClientOf({ endpoint, accessKeyId, secretAccessKey }: S3Server): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

export async function makeBucket(stage: Stage, folder: string, name: string): Promise<void> {
  if (stage.objects === 'folders') mkdirSync(path.join(folder, name), { recursive: true })
  else await s3Client().send(new CreateBucketCommand({ Bucket: name }))
}

export async function putObject(stage: Stage, where: Place, body: string | Uint8Array): Promise<void> {
  if (stage.objects === 'folders') {
    const file = path.join(where.folder, where.bucket, where.key)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, body)
    return
  }
  await s3Client().send(
    new PutObjectCommand({
      Bucket: where.bucket,
      Key: where.key,
      Body: typeof body === 'string' ? Buffer.from(body) : body,
      ...(where.tags === undefined ? {} : { Tagging: where.tags }),
    }),
  )
}

/** Of an object, in whole seconds: listings of some stores have no more. */
export async function modifiedAt(stage: Stage, { folder, bucket, key }: Place): Promise<Date> {
  const time =
    stage.objects === 'folders'
      ? new Date(Math.floor(statSync(path.join(folder, bucket, key)).mtimeMs)) // `mtime` is rounded up
      : (await s3Client().send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).LastModified
  return wholeSecond(time)
}

export async function bucketCreatedAt(stage: Stage, folder: string, name: string): Promise<Date> {
  if (stage.objects === 'folders')
    return wholeSecond(new Date(Math.floor(statSync(path.join(folder, name)).birthtimeMs)))
  const { Buckets = [] } = await s3Client().send(new ListBucketsCommand({}))
  return wholeSecond(Buckets.find((bucket) => bucket.Name === name)?.CreationDate)
}

function wholeSecond(time: Date | undefined): Date {
  if (time === undefined) throw new Error('Cannot tell the time: the store does not')
  return new Date(Math.floor(time.getTime() / 1_000) * 1_000)
}

/** S3 only. */
export async function tagBucket(name: string, tags: Readonly<Record<string, string>>): Promise<void> {
  const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
  await s3Client().send(new PutBucketTaggingCommand({ Bucket: name, Tagging: { TagSet } }))
}
