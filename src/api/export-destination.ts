// The bucket of discovery results, as the API takes and gives it, and the refusals of one that cannot be written to.
//
// choice: the key is required, as in AWS's model, and any well-formed ARN of one is taken: a store without key
// management, such as a folder, gets the results without.
import type { ClassificationExportConfiguration } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import type { ExportDestination, ExportFailure } from '../store/export-configurations.ts'
import { ApiError, invalid } from './errors.ts'
import { text } from './members.ts'
import type { Wire } from './wire.ts'

/** Leaves room in a key of 1,024 bytes for Macie's own path. */
const maximumPrefixBytes = 700

const keyPrefix = z.string().refine((prefix) => Buffer.byteLength(prefix) <= maximumPrefixBytes, {
  error: `must have at most ${maximumPrefixBytes} bytes`,
})

export const s3Destination = z.object({
  bucketName: text(1, 255),
  expectedBucketOwner: z
    .string()
    .regex(/^\d{12}$/, { error: 'must be an account id of 12 digits' })
    .optional(),
  keyPrefix: keyPrefix.optional(),
  kmsKeyArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]{1,32}:\d{12}:(key\/[\w-]{1,128}|alias\/[\w/-]{1,256})$/, {
      error: 'must be the ARN of a KMS key',
    }),
})

export function toDestination(
  accountId: string,
  { bucketName, keyPrefix: prefix, kmsKeyArn, expectedBucketOwner }: z.infer<typeof s3Destination>,
): ExportDestination {
  return { accountId, bucketName, keyPrefix: prefix, kmsKeyArn, expectedBucketOwner }
}

export function wireExport(
  destination: ExportDestination | undefined,
): Wire<ClassificationExportConfiguration> {
  if (destination === undefined) return { s3Destination: undefined }
  const { bucketName, keyPrefix: prefix, kmsKeyArn, expectedBucketOwner } = destination
  return { s3Destination: { bucketName, keyPrefix: prefix, kmsKeyArn, expectedBucketOwner } }
}

/** By the words in which AWS explains its errors: not found, not enough access, not valid. */
export function exportRefusal({ problem, message }: ExportFailure): ApiError {
  switch (problem) {
    case 'BUCKET_DOES_NOT_EXIST':
      return new ApiError('ResourceNotFoundException', message)
    case 'BUCKET_ACCESS_DENIED':
    case 'BUCKET_OWNER_CHANGED':
      return new ApiError('AccessDeniedException', message)
    case 'BUCKET_IN_DIFFERENT_REGION':
      return invalid(`configuration.s3Destination.bucketName: ${message}`)
    default:
      // It may be there a moment later: clients ask again.
      return new ApiError('InternalServerException', message)
  }
}
