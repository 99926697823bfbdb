// A finding as the API gives it: plain data, times as ISO strings, what is not known as null.
import type { IdentifierCategory, SeverityDescription } from '../model/identifier.ts'

export type FindingType =
  | 'SensitiveData:S3Object/Credentials'
  | 'SensitiveData:S3Object/CustomIdentifier'
  | 'SensitiveData:S3Object/Financial'
  | 'SensitiveData:S3Object/Multiple'
  | 'SensitiveData:S3Object/Personal'

export interface WireFinding {
  readonly schemaVersion: '1.0'
  readonly id: string
  /** The account that owns the affected object. */
  readonly accountId: string
  readonly partition: string
  readonly region: string
  readonly category: 'CLASSIFICATION'
  readonly type: FindingType
  readonly title: string
  readonly description: string
  readonly severity: { readonly description: SeverityDescription; readonly score: number }
  readonly createdAt: string
  readonly updatedAt: string
  readonly count: 1
  readonly archived: boolean
  readonly sample: boolean
  readonly resourcesAffected: { readonly s3Bucket: WireBucket; readonly s3Object: WireObject }
  readonly classificationDetails: WireClassificationDetails
  readonly policyDetails: null
}

export interface WireTag {
  readonly key: string
  readonly value: string
}
export interface WireEncryption {
  readonly encryptionType: string
  readonly kmsMasterKeyId: string | null
}

export interface WireBucket {
  readonly name: string
  readonly arn: string
  readonly createdAt: string | null
  readonly owner: { readonly displayName: string | null; readonly id: string | null }
  readonly tags: readonly WireTag[]
  readonly defaultServerSideEncryption: WireEncryption
  readonly publicAccess: {
    readonly effectivePermission: string
    /** null: not known. */
    readonly permissionConfiguration: WirePermissions | null
  }
  readonly allowsUnencryptedObjectUploads: string
}

export interface WirePermissions {
  readonly accountLevelPermissions: { readonly blockPublicAccess: WireBlockPublicAccess }
  readonly bucketLevelPermissions: {
    readonly accessControlList: WirePublicAccess
    readonly blockPublicAccess: WireBlockPublicAccess
    readonly bucketPolicy: WirePublicAccess
  }
}
interface WireBlockPublicAccess {
  readonly blockPublicAcls: boolean
  readonly blockPublicPolicy: boolean
  readonly ignorePublicAcls: boolean
  readonly restrictPublicBuckets: boolean
}
interface WirePublicAccess {
  readonly allowsPublicReadAccess: boolean
  readonly allowsPublicWriteAccess: boolean
}

export interface WireObject {
  readonly bucketArn: string
  readonly key: string
  /** `{bucket}/{key}`. */
  readonly path: string
  /** Without the dot; '' where there is none. */
  readonly extension: string
  readonly lastModified: string
  readonly size: number
  readonly storageClass: string
  readonly tags: readonly WireTag[]
  readonly eTag: string
  /** '' where the object has no version. */
  readonly versionId: string
  readonly publicAccess: boolean | null
  readonly serverSideEncryption: WireEncryption
}

export interface WireClassificationDetails {
  readonly jobArn: string
  readonly jobId: string
  readonly originType: 'SENSITIVE_DATA_DISCOVERY_JOB'
  readonly detailedResultsLocation: string
  readonly result: WireClassificationResult
}

export interface WireClassificationResult {
  readonly status: { readonly code: 'COMPLETE' | 'PARTIAL'; readonly reason: string | null }
  readonly mimeType: string | null
  readonly sizeClassified: number
  readonly additionalOccurrences: boolean
  readonly sensitiveData: readonly WireSensitiveData[]
  readonly customDataIdentifiers: {
    readonly totalCount: number
    readonly detections: readonly WireCustomDetection[]
  }
}

export interface WireSensitiveData {
  readonly category: IdentifierCategory
  readonly totalCount: number
  readonly detections: readonly {
    readonly type: string
    readonly count: number
    readonly occurrences: WireOccurrences
  }[]
}

export interface WireCustomDetection {
  /** The identifier's bare UUID, as findings of AWS have it. */
  readonly arn: string
  readonly name: string
  readonly count: number
  readonly occurrences: WireOccurrences
}

/** Lists that do not apply are null. */
export interface WireOccurrences {
  readonly cells: readonly WireCell[] | null
  readonly lineRanges:
    | readonly { readonly start: number; readonly end: number; readonly startColumn: number }[]
    | null
  readonly offsetRanges: null
  readonly pages:
    | readonly { readonly lineRange: null; readonly offsetRange: null; readonly pageNumber: number }[]
    | null
  readonly records: readonly { readonly recordIndex: number; readonly jsonPath: string | null }[] | null
}
export interface WireCell {
  readonly row: number
  readonly column: number
  readonly columnName: string | null
  readonly cellReference: string | null
}
