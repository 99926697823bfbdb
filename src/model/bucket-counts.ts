// What is in a bucket, in numbers: latest versions only, by listing.

export interface BucketCounts {
  readonly objectCount: number
  readonly sizeInBytes: number
  /** Of objects that are compressed files by their names. */
  readonly sizeInBytesCompressed: number
  readonly classifiableObjectCount: number
  readonly classifiableSizeInBytes: number
  readonly unclassifiableObjectCount: UnclassifiableCounts
  readonly unclassifiableObjectSizeInBytes: UnclassifiableCounts
  readonly objectCountByEncryptionType: EncryptionCounts
}

/** An object with both reasons counts in both, and once in the total. */
export interface UnclassifiableCounts {
  readonly fileType: number
  readonly storageClass: number
  readonly total: number
}

export interface EncryptionCounts {
  readonly customerManaged: number
  readonly kmsManaged: number
  readonly s3Managed: number
  readonly unencrypted: number
  readonly unknown: number
}

/** Why a job would not read an object, whatever is in it. */
export interface Unclassifiable {
  readonly fileType: boolean
  readonly storageClass: boolean
}
