// Puts objects where the stage has them: in folders, or in the S3 server by the AWS SDK.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { s3Server, type Stage } from './stages.ts'

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
  client ??= new S3Client({
    endpoint: server.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return client
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
