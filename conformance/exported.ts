// What an export has written, read from the stage's bucket.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { s3Client } from './objects.ts'
import { server, stage } from './world.ts'

export interface ExportedRecord {
  readonly id: string
  readonly type: string | null
  readonly resourcesAffected: { readonly s3Object: { readonly key: string } }
  readonly classificationDetails: {
    readonly jobId: string
    readonly detailedResultsLocation: string
    readonly result: {
      readonly status: { readonly code: string; readonly reason: string | null }
      readonly sensitiveData: readonly {
        readonly detections: readonly {
          readonly count: number
          readonly occurrences: { readonly lineRanges: readonly unknown[] | null }
        }[]
      }[]
    }
  }
  readonly [member: string]: unknown
}

/** Keys of a bucket that begin so. */
export async function keysUnder(bucket: string, prefix: string, folder = server.buckets): Promise<string[]> {
  if (stage.objects === 'folders') {
    const root = path.join(folder, bucket)
    if (!existsSync(root)) return []
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => path.relative(root, path.join(found.parentPath, found.name)))
      .filter((key) => key.startsWith(prefix))
      .sort()
  }
  const { Contents = [] } = await s3Client().send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
  )
  return Contents.map(({ Key = '' }) => Key).sort()
}

export async function readObject(bucket: string, key: string, folder = server.buckets): Promise<Buffer> {
  if (stage.objects === 'folders') return readFileSync(path.join(folder, bucket, key))
  const { Body } = await s3Client().send(new GetObjectCommand({ Bucket: bucket, Key: key }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}

/** The lines of one object of the export. */
export async function readRecords(
  bucket: string,
  key: string,
  folder = server.buckets,
): Promise<ExportedRecord[]> {
  const text = gunzipSync(await readObject(bucket, key, folder)).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ExportedRecord)
}

/** Records of the job by the keys of what was examined; fails where an object has two. */
export async function recordsOf(
  bucket: string,
  jobId: string,
  { prefix = '', folder = server.buckets } = {},
): Promise<Record<string, ExportedRecord>> {
  const records: Record<string, ExportedRecord> = {}
  for (const key of await keysUnder(bucket, prefix, folder)) {
    if (!key.includes(`/${jobId}/`)) continue
    const [record, ...more] = await readRecords(bucket, key, folder)
    const name = record?.resourcesAffected.s3Object.key ?? ''
    if (record === undefined || more.length > 0 || name in records)
      throw new Error(`Cannot read the export: ${key} is not the one record of its object`)
    records[name] = record
  }
  return records
}

/** The encryption that S3 tells of an object. */
export async function encryptionOf(bucket: string, key: string): Promise<string | undefined> {
  return (await s3Client().send(new HeadObjectCommand({ Bucket: bucket, Key: key }))).ServerSideEncryption
}
