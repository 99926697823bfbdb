// A bucket and its objects as a listing tells them, whatever store they are in.

export interface BucketDescription {
  readonly name: string
  /** 12 digits. */
  readonly accountId: string
  readonly region: string
  /** undefined where the store does not tell. */
  readonly createdAt: Date | undefined
  /** undefined: not known (never the same as no tags). */
  readonly tags: ReadonlyMap<string, string> | undefined
}

/** One entry of a listing. */
export interface ObjectEntry {
  readonly key: string
  readonly size: number
  /** Without quotes; for files a substitute that begins with `fs-`. */
  readonly eTag: string
  readonly versionId?: string
  readonly lastModified: Date
  /** As the store names it; absent means STANDARD. */
  readonly storageClass?: string
}

export type EffectivePermission = 'PUBLIC' | 'NOT_PUBLIC' | 'UNKNOWN'
export type SharedAccess = 'EXTERNAL' | 'INTERNAL' | 'NOT_SHARED' | 'UNKNOWN'

/** How a bucket is kept and who may reach it. Plain data; undefined: not known, which is never the same as no. */
export interface BucketProperties {
  readonly encryption?: BucketEncryption | undefined
  readonly allowsUnencryptedObjectUploads: 'TRUE' | 'FALSE' | 'UNKNOWN'
  readonly effectivePermission: EffectivePermission
  readonly sharedAccess: SharedAccess
  readonly accessControlList?: PublicAccess | undefined
  readonly bucketPolicy?: PublicAccess | undefined
  readonly blockPublicAccess?: BlockPublicAccess | undefined
  readonly versioning?: boolean | undefined
  readonly replication?: BucketReplication | undefined
  /** By what was asked: why it is not known. */
  readonly unknown: Readonly<Record<string, string>>
}

/** The default encryption of new objects. */
export interface BucketEncryption {
  readonly type: 'NONE' | 'AES256' | 'aws:kms' | 'aws:kms:dsse'
  readonly kmsMasterKeyId?: string | undefined
}

/** What everybody may do by one of the places where rights are given. */
export interface PublicAccess {
  readonly allowsPublicReadAccess: boolean
  readonly allowsPublicWriteAccess: boolean
}

export interface BlockPublicAccess {
  readonly blockPublicAcls: boolean
  readonly blockPublicPolicy: boolean
  readonly ignorePublicAcls: boolean
  readonly restrictPublicBuckets: boolean
}

export interface BucketReplication {
  readonly replicated: boolean
  readonly replicatedExternally: boolean
  readonly replicationAccounts: readonly string[]
}

/** `none`: the store names no encryption, which says something only where it names encryptions at all. */
export type ObjectEncryption = 'customerManaged' | 'kmsManaged' | 's3Managed' | 'none' | 'unknown'
