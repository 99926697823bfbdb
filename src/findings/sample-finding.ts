// Sample findings: one of each type that AWS knows, over a bucket and an object that are not there. They let people try
// filters, rules and whatever reads findings before there is anything to find.
import type { Detection } from '../model/scan-outcome.ts'
import { assembleFinding } from './assemble-finding.ts'
import type { FindingType, WireBucket, WireFinding } from './finding.ts'
import type { PolicyFindingType, WirePolicyFinding } from './policy-finding.ts'
import { isPolicyType, samplePolicyFinding } from './sample-policy-finding.ts'

export interface SampleRequest {
  readonly type: FindingType | PolicyFindingType
  /** 32 lowercase hex characters. */
  readonly id: string
  readonly accountId: string
  readonly region: string
  readonly createdAt: Date
}

export const sampleTypes = [
  'SensitiveData:S3Object/Multiple',
  'SensitiveData:S3Object/Financial',
  'SensitiveData:S3Object/Personal',
  'SensitiveData:S3Object/Credentials',
  'SensitiveData:S3Object/CustomIdentifier',
  'Policy:IAMUser/S3BucketPublic',
  'Policy:IAMUser/S3BucketSharedExternally',
  'Policy:IAMUser/S3BucketReplicatedExternally',
  'Policy:IAMUser/S3BucketEncryptionDisabled',
  'Policy:IAMUser/S3BlockPublicAccessDisabled',
  'Policy:IAMUser/S3BucketSharedWithCloudFront',
] as const satisfies readonly (FindingType | PolicyFindingType)[]

export function sampleFinding(request: SampleRequest): WireFinding | WirePolicyFinding {
  const { type } = request
  return isPolicyType(type)
    ? samplePolicyFinding({ ...request, type }, sampleBucket(request))
    : sampleDataFinding({ ...request, type })
}

const bucketName = 'macie-sample-finding-bucket'
const jobId = '0123456789abcdef0123456789abcdef'
const tags = new Map([['sample', 'true']])
const lastModified = new Date('2024-01-01T00:00:00Z')
const bucketCreatedAt = new Date('2023-01-01T00:00:00Z')

/** As a run assembles it, but for what a sample is known by. */
function sampleDataFinding(request: SampleRequest & { readonly type: FindingType }): WireFinding {
  const { type, id, accountId, region, createdAt } = request
  const record = assembleFinding({
    outcome: {
      status: 'COMPLETE',
      bytesAnalysed: 25_600,
      mimeType: 'text/csv',
      detections: detections[type],
    },
    object: {
      key: 'macie-sample-finding-object.csv',
      extension: 'csv',
      size: 25_600,
      eTag: '5d41402abc4b2a76b9719d911017c592',
      versionId: 'sampleVersion',
      lastModified,
      tags,
    },
    bucket: { name: bucketName, accountId, region, createdAt: bucketCreatedAt, tags },
    job: {
      accountId,
      jobId,
      jobArn: `arn:aws:macie2:${region}:${accountId}:classification-job/${jobId}`,
      runNumber: 1,
      region,
    },
    customIdentifiers: [],
    createdAt,
  })
  if (record === undefined) throw new Error(`Cannot make a sample of ${type}: it reports nothing`)
  const { finding } = record
  return {
    ...finding,
    id,
    sample: true,
    resourcesAffected: {
      s3Bucket: sampleBucket(request),
      s3Object: { ...finding.resourcesAffected.s3Object, publicAccess: false, serverSideEncryption },
    },
  }
}

const serverSideEncryption = { encryptionType: 'AES256', kmsMasterKeyId: null }

function sampleBucket({ accountId }: SampleRequest): WireBucket {
  return {
    name: bucketName,
    arn: `arn:aws:s3:::${bucketName}`,
    createdAt: bucketCreatedAt.toISOString(),
    owner: { displayName: 'sample-owner', id: accountId.padEnd(64, '0') },
    tags: [...tags].map(([key, value]) => ({ key, value })),
    defaultServerSideEncryption: serverSideEncryption,
    publicAccess: {
      effectivePermission: 'NOT_PUBLIC',
      permissionConfiguration: {
        accountLevelPermissions: { blockPublicAccess: blocked },
        bucketLevelPermissions: {
          accessControlList: notPublic,
          blockPublicAccess: blocked,
          bucketPolicy: notPublic,
        },
      },
    },
    allowsUnencryptedObjectUploads: 'FALSE',
  }
}

const blocked = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
}
const notPublic = { allowsPublicReadAccess: false, allowsPublicWriteAccess: false }

const credentials = managed('AWS_CREDENTIALS', 'CREDENTIALS', 1)
const financial = managed('CREDIT_CARD_NUMBER', 'FINANCIAL_INFORMATION', 2)
const personal = managed('USA_SOCIAL_SECURITY_NUMBER', 'PERSONAL_INFORMATION', 3)
const custom = inColumn(
  { kind: 'custom', id: '00000000-0000-4000-8000-000000000000', name: 'sample-identifier' },
  { column: 4, columnName: 'sample-identifier' },
)

const detections: Record<FindingType, readonly Detection[]> = {
  'SensitiveData:S3Object/Credentials': [credentials],
  'SensitiveData:S3Object/CustomIdentifier': [custom],
  'SensitiveData:S3Object/Financial': [financial],
  'SensitiveData:S3Object/Multiple': [credentials, financial, personal, custom],
  'SensitiveData:S3Object/Personal': [personal],
}

function managed(
  id: string,
  category: 'CREDENTIALS' | 'FINANCIAL_INFORMATION' | 'PERSONAL_INFORMATION',
  column: number,
): Detection {
  return inColumn({ kind: 'managed', id, category }, { column, columnName: id.toLowerCase() })
}

function inColumn(
  identifier: Detection['identifier'],
  place: { readonly column: number; readonly columnName: string },
): Detection {
  const located = [2, 3].map((row) => ({ kind: 'cell' as const, row, ...place }))
  return { identifier, count: located.length, located, occurrencesKept: located.length }
}
