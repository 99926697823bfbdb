// For tests: buckets of the inventory with everything that can be known, without a store that tells it.
import type { Database } from '../database/open-database.ts'
import type { BucketCounts } from '../model/bucket-counts.ts'
import type { BucketProperties } from '../model/bucket.ts'
import { insertRun } from '../store/job-runs.ts'
import { insertRunBuckets } from '../store/run-buckets.ts'
import { insertBuckets, saveBucketState, takeBucket, type BucketState } from '../store/buckets.ts'

export interface TestBucket {
  readonly accountId: string
  readonly name: string
  readonly tags?: Readonly<Record<string, string>>
  readonly properties?: Partial<BucketProperties>
  readonly counts?: Partial<BucketCounts>
  /** It cannot be read. */
  readonly error?: Extract<BucketState, { errorCode: unknown }>
  readonly createdAt?: Date
}

export async function addTestBucket({ interactive: db }: Database, bucket: TestBucket): Promise<void> {
  const { accountId, name, createdAt = new Date('2024-01-01T00:00:00Z') } = bucket
  const tags = new Map(Object.entries(bucket.tags ?? {}))
  const description = { accountId, name, region: 'us-east-1', createdAt, tags }
  const now = new Date()
  await insertBuckets(db, [description], now)
  const taken = await takeBucket(db, { accountId, name })
  if (taken === undefined) throw new Error(`Cannot take bucket ${name}: it is not there`)
  const state = bucket.error ?? {
    description,
    properties: { ...properties, ...bucket.properties },
    counts: { ...counts, ...bucket.counts },
    tookMillis: 5,
  }
  await saveBucketState(db, taken, { state, now })
}

/** A run of the job that read the bucket. */
export async function addTestRun(
  { interactive: db }: Database,
  run: { readonly accountId: string; readonly jobId: string; readonly runNumber: number },
  { bucket, startedAt }: { readonly bucket: string; readonly startedAt: Date },
): Promise<void> {
  const { accountId } = run
  const identifiers = { managed: [], custom: [] }
  await insertRun(db, { ...run, startedAt, identifiers, identifierSet: 'set of the test' })
  const description = { accountId, name: bucket, region: 'us-east-1', createdAt: undefined, tags: undefined }
  await insertRunBuckets(db, run, [{ bucket, description, windowAfter: undefined }])
}

const none = { allowsPublicReadAccess: false, allowsPublicWriteAccess: false }
const properties: BucketProperties = {
  encryption: { type: 'aws:kms', kmsMasterKeyId: 'key' },
  allowsUnencryptedObjectUploads: 'TRUE',
  effectivePermission: 'NOT_PUBLIC',
  sharedAccess: 'NOT_SHARED',
  accessControlList: none,
  bucketPolicy: none,
  blockPublicAccess: {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  versioning: true,
  replication: { replicated: true, replicatedExternally: true, replicationAccounts: ['999988887777'] },
  unknown: {},
}

const counts: BucketCounts = {
  objectCount: 3,
  sizeInBytes: 600,
  sizeInBytesCompressed: 100,
  classifiableObjectCount: 2,
  classifiableSizeInBytes: 300,
  unclassifiableObjectCount: { fileType: 1, storageClass: 1, total: 1 },
  unclassifiableObjectSizeInBytes: { fileType: 300, storageClass: 300, total: 300 },
  objectCountByEncryptionType: {
    customerManaged: 0,
    kmsManaged: 1,
    s3Managed: 1,
    unencrypted: 1,
    unknown: 0,
  },
}
