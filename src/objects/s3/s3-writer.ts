// Objects of our own in a bucket of an S3 server, encrypted under the key that the user named.
import { PutObjectCommand } from '@aws-sdk/client-s3'
import type { SourceWriter, WriteTarget } from '../bucket-writer.ts'
import type { Patience, S3Source } from '../object-store.ts'
import { nameOf, statusOf, withRetries } from './retry.ts'
import { openS3Client } from './s3-client.ts'
import { bucketFailure } from './s3-failure.ts'

/** Little: whoever writes has a queue that asks again, and others wait for the answer. */
const impatient: Patience = { attempts: 3, firstWait: 200 }

export function openS3Writer(source: S3Source): SourceWriter {
  const client = openS3Client(source, { stallTimeout: 10_000 })
  const patience = source.patience ?? impatient
  const send = async (target: WriteTarget, body: Buffer): Promise<void> => {
    const { bucket, key, kmsKeyArn, expectedBucketOwner } = target
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/gzip',
      ...(kmsKeyArn === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn }),
      ...(source.endpoint === undefined && expectedBucketOwner !== undefined
        ? { ExpectedBucketOwner: expectedBucketOwner }
        : {}),
    })
    await withRetries(patience, () => client.send(command))
  }
  const put = async (target: WriteTarget, body: Buffer): Promise<void> => {
    try {
      await send(target, body)
    } catch (error) {
      throw bucketFailure(target.bucket, error)
    }
  }
  return {
    put,
    async test(target, body) {
      if (target.kmsKeyArn === undefined) {
        await put(target, body)
        return { encrypts: false }
      }
      try {
        await send(target, body)
        return { encrypts: true }
      } catch (error) {
        // AWS has keys: what it does not take is wrong.
        if (source.endpoint === undefined || !knowsNoKeys(error)) throw bucketFailure(target.bucket, error)
        await put({ ...target, kmsKeyArn: undefined }, body)
        return { encrypts: false }
      }
    },
    close: () => client.destroy(),
  }
}

/**
 * What servers without key management say. Ceph's words for a key that it cannot get are those for an access key that it
 * does not know: whether it is that one, the write without the key shows.
 */
function knowsNoKeys(error: unknown): boolean {
  const status = statusOf(error)
  return status === 501 || status === 400 || nameOf(error) === 'InvalidAccessKeyId'
}
