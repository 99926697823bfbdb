// The AWS SDK's client, set so that it works with other servers than AWS too.
import { S3Client } from '@aws-sdk/client-s3'
import type { S3Source } from '../object-store.ts'

export interface ClientLimits {
  /** Silence on a connection after which it counts as broken, in ms; also in the middle of a body. */
  readonly stallTimeout: number
}

export function openS3Client(source: S3Source, limits: ClientLimits): S3Client {
  const { accessKeyId, secretAccessKey } = source
  const agent = { keepAlive: true, maxSockets: 64 }
  return new S3Client({
    region: source.region,
    // Bucket names in host names need a DNS of their own, which only AWS has.
    ...(source.endpoint === undefined ? {} : { endpoint: source.endpoint, forcePathStyle: true }),
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
    // Servers that do not know these checksums refuse the requests that carry them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Retries are ours (retry.ts).
    maxAttempts: 1,
    cacheMiddleware: true,
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: 5_000,
      requestTimeout: limits.stallTimeout,
      throwOnRequestTimeout: true,
      // requestTimeout ends with the answer's headers; this one covers the body.
      socketTimeout: limits.stallTimeout,
    },
  })
}
