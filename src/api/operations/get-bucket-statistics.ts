// GetBucketStatistics: the account's buckets in sums. Of another account's the caller sees none.
import type { GetBucketStatisticsResponse } from '@aws-sdk/client-macie2'
import { z } from 'zod'
import { sumBuckets, type SensitivitySums } from '../../store/bucket-statistics.ts'
import { standardErrors } from '../errors.ts'
import { operation } from '../operation.ts'
import type { Wire } from '../wire.ts'

const none: SensitivitySums = {
  classifiableSizeInBytes: 0,
  publiclyAccessibleCount: 0,
  totalCount: 0,
  totalSizeInBytes: 0,
}

export const getBucketStatistics = operation({
  name: 'GetBucketStatistics',
  method: 'POST',
  path: '/datasources/s3/statistics',
  input: z.object({
    accountId: z
      .string()
      .regex(/^\d{12}$/, { error: 'must be 12 digits' })
      .optional(),
  }),
  errors: standardErrors,
  async handle({ context, caller, input }): Promise<Wire<GetBucketStatisticsResponse>> {
    const isOwn = input.accountId === undefined || input.accountId === caller.accountId
    await context.freshenBuckets(caller.accountId)
    const sums = await sumBuckets(context.database.interactive, isOwn ? caller.accountId : '')
    const { uploads, effectivePermission, encryptionType, sharedAccess } = sums
    return {
      bucketCount: sums.bucketCount,
      bucketCountByEffectivePermission: effectivePermission,
      bucketCountByEncryptionType: encryptionType,
      bucketCountByObjectEncryptionRequirement: {
        allowsUnencryptedObjectUploads: uploads.allowed,
        deniesUnencryptedObjectUploads: uploads.denied,
        unknown: uploads.unknown,
      },
      bucketCountBySharedAccessType: sharedAccess,
      bucketStatisticsBySensitivity: {
        classificationError: none,
        notClassified: sums.notClassified,
        notSensitive: sums.notSensitive,
        sensitive: none,
      },
      classifiableObjectCount: sums.classifiableObjectCount,
      classifiableSizeInBytes: sums.classifiableSizeInBytes,
      lastUpdated: sums.lastUpdated?.toISOString(),
      objectCount: sums.objectCount,
      sizeInBytes: sums.sizeInBytes,
      sizeInBytesCompressed: sums.sizeInBytesCompressed,
      unclassifiableObjectCount: sums.unclassifiableObjectCount,
      unclassifiableObjectSizeInBytes: sums.unclassifiableObjectSizeInBytes,
    }
  },
})
