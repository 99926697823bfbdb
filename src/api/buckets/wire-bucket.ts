// A bucket of the inventory in the API's form. Of one that cannot be read, or was not read yet, the names are known and
// the rest is UNKNOWN or null.
import type { BucketMetadata, MatchingBucket } from '@aws-sdk/client-macie2'
import type { InventoryBucket } from '../../store/list-buckets.ts'
import type { Wire } from '../wire.ts'

export function wireBucketMetadata(bucket: InventoryBucket): Wire<BucketMetadata> {
  const { properties, error } = bucket
  const { replication } = properties ?? {}
  return {
    ...wireMatchingBucket(bucket),
    allowsUnencryptedObjectUploads: properties?.allowsUnencryptedObjectUploads ?? 'UNKNOWN',
    bucketArn: `arn:aws:s3:::${bucket.name}`,
    bucketCreatedAt: bucket.createdAt?.toISOString(),
    lastUpdated: bucket.lastUpdated?.toISOString(),
    publicAccess: wirePublicAccess(bucket),
    region: bucket.region,
    replicationDetails: replication && {
      replicated: replication.replicated,
      replicatedExternally: replication.replicatedExternally,
      replicationAccounts: replication.replicationAccounts,
    },
    serverSideEncryption: properties?.encryption && {
      kmsMasterKeyId: properties.encryption.kmsMasterKeyId,
      type: properties.encryption.type,
    },
    sharedAccess: properties?.sharedAccess ?? 'UNKNOWN',
    tags: bucket.tags && Object.entries(bucket.tags).map(([key, value]) => ({ key, value })),
    // AWS says false of buckets that it cannot read.
    versioning: error === undefined ? properties?.versioning : false,
  }
}

/** What SearchResources shows of it. */
export function wireMatchingBucket(bucket: InventoryBucket): Wire<MatchingBucket> {
  const { counts, error, jobDetails } = bucket
  return {
    accountId: bucket.accountId,
    automatedDiscoveryMonitoringStatus: 'NOT_MONITORED',
    bucketName: bucket.name,
    classifiableObjectCount: counts?.classifiableObjectCount,
    classifiableSizeInBytes: counts?.classifiableSizeInBytes,
    errorCode: error?.code,
    errorMessage: error?.message,
    jobDetails: {
      isDefinedInJob: jobDetails.isDefinedInJob,
      isMonitoredByJob: jobDetails.isMonitoredByJob,
      lastJobId: jobDetails.lastJobId,
      lastJobRunTime: jobDetails.lastJobRunTime?.toISOString(),
    },
    lastAutomatedDiscoveryTime: undefined,
    objectCount: counts?.objectCount,
    objectCountByEncryptionType: counts?.objectCountByEncryptionType,
    sensitivityScore: bucket.sensitivityScore,
    sizeInBytes: counts?.sizeInBytes,
    sizeInBytesCompressed: counts?.sizeInBytesCompressed,
    unclassifiableObjectCount: counts?.unclassifiableObjectCount,
    unclassifiableObjectSizeInBytes: counts?.unclassifiableObjectSizeInBytes,
  }
}

function wirePublicAccess({ properties }: InventoryBucket): Wire<BucketMetadata>['publicAccess'] {
  const { accessControlList, bucketPolicy, blockPublicAccess } = properties ?? {}
  const isKnown = [accessControlList, bucketPolicy, blockPublicAccess].some((part) => part !== undefined)
  return {
    effectivePermission: properties?.effectivePermission ?? 'UNKNOWN',
    permissionConfiguration: isKnown
      ? {
          // No call of S3 tells it.
          accountLevelPermissions: undefined,
          bucketLevelPermissions: { accessControlList, blockPublicAccess, bucketPolicy },
        }
      : undefined,
  }
}
