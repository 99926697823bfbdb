// Files of our own under a prefix of a bucket that the user named: the one place where Magpie writes to S3.
//
// The one fact to know: nothing is ever deleted here, so that no key needs the right to delete.
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { S3Source } from '../object-store.ts'
import { patient, withRetries } from './retry.ts'
import { openS3Client } from './s3-client.ts'

export interface S3Files {
  /** Sends a local file whole. */
  put(key: string, file: string): Promise<void>
  get(key: string): Promise<Readable>
  close(): void
}

export function openS3Files(source: S3Source, bucket: string): S3Files {
  const client = openS3Client(source, { stallTimeout: 30_000 })
  return {
    async put(key, file) {
      const { size } = await stat(file)
      await withRetries(patient, async () => {
        const body = createReadStream(file)
        try {
          await client.send(
            new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentLength: size }),
          )
        } finally {
          body.destroy()
        }
      })
    },
    async get(key) {
      const answer = await withRetries(patient, () =>
        client.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
      )
      if (answer.Body === undefined) throw new Error('Cannot read results file: the answer has no body')
      return answer.Body as Readable
    },
    close: () => client.destroy(),
  }
}
