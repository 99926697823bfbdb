// The fields of a finding that criteria may name: every scalar path of the Finding shape, with its type.
//
// A path runs through lists without saying so: `…sensitiveData.detections.type` is the type of each detection.
import type { FindingsTable } from '../database/schema.ts'

export type FieldType = 'string' | 'number' | 'boolean' | 'date'

/** Columns of the findings table that hold a field's value. */
export type FieldColumn = Extract<
  keyof FindingsTable,
  | 'id'
  | 'job_id'
  | 'type'
  | 'category'
  | 'severity_score'
  | 'severity_description'
  | 'bucket'
  | 'count'
  | 'object_size'
  | 'archived'
  | 'sample'
  | 'created_at'
  | 'updated_at'
>

export interface FindingField {
  readonly path: string
  readonly type: FieldType
  readonly column?: FieldColumn
  /** eqExactMatch may be asked of it. */
  readonly exactMatch?: true
  /** Each of its values is also in the `facets` column, as `path=value`. */
  readonly facet?: true
}

/** undefined where a finding has no such scalar path. Short forms of results' paths stand for the long ones. */
export function findingField(name: string): FindingField | undefined {
  const long = /^(sensitiveData|customDataIdentifiers)\./.test(name)
    ? `classificationDetails.result.${name}`
    : name
  return fields.get(long)
}

export function allFindingFields(): readonly FindingField[] {
  return [...fields.values()]
}

const columns: Readonly<Record<string, FieldColumn>> = {
  id: 'id',
  'classificationDetails.jobId': 'job_id',
  type: 'type',
  category: 'category',
  'severity.score': 'severity_score',
  'severity.description': 'severity_description',
  'resourcesAffected.s3Bucket.name': 'bucket',
  count: 'count',
  'resourcesAffected.s3Object.size': 'object_size',
  archived: 'archived',
  sample: 'sample',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}

const exactMatch: ReadonlySet<string> = new Set([
  'classificationDetails.result.customDataIdentifiers.detections.arn',
  'classificationDetails.result.customDataIdentifiers.detections.name',
  'classificationDetails.result.sensitiveData.category',
  'classificationDetails.result.sensitiveData.detections.type',
  'resourcesAffected.s3Bucket.tags.key',
  'resourcesAffected.s3Bucket.tags.value',
  'resourcesAffected.s3Object.tags.key',
  'resourcesAffected.s3Object.tags.value',
])

type Shape = { readonly [member: string]: FieldType | Shape }

const encryption: Shape = { encryptionType: 'string', kmsMasterKeyId: 'string' }
const tags: Shape = { key: 'string', value: 'string' }
const policyAccess: Shape = { allowsPublicReadAccess: 'boolean', allowsPublicWriteAccess: 'boolean' }
const blockPublicAccess: Shape = {
  blockPublicAcls: 'boolean',
  blockPublicPolicy: 'boolean',
  ignorePublicAcls: 'boolean',
  restrictPublicBuckets: 'boolean',
}
const range: Shape = { end: 'number', start: 'number', startColumn: 'number' }
const occurrences: Shape = {
  cells: { cellReference: 'string', column: 'number', columnName: 'string', row: 'number' },
  lineRanges: range,
  pages: { pageNumber: 'number' },
  records: { jsonPath: 'string', recordIndex: 'number' },
}
const identity: Shape = { accountId: 'string', arn: 'string', principalId: 'string' }
const session: Shape = {
  ...identity,
  accessKeyId: 'string',
  sessionContext: {
    attributes: { creationDate: 'date', mfaAuthenticated: 'boolean' },
    sessionIssuer: { ...identity, type: 'string', userName: 'string' },
  },
}

const finding: Shape = {
  accountId: 'string',
  archived: 'boolean',
  category: 'string',
  count: 'number',
  createdAt: 'date',
  description: 'string',
  id: 'string',
  partition: 'string',
  region: 'string',
  sample: 'boolean',
  schemaVersion: 'string',
  severity: { description: 'string', score: 'number' },
  title: 'string',
  type: 'string',
  updatedAt: 'date',
  classificationDetails: {
    detailedResultsLocation: 'string',
    jobArn: 'string',
    jobId: 'string',
    originType: 'string',
    result: {
      additionalOccurrences: 'boolean',
      mimeType: 'string',
      sizeClassified: 'number',
      status: { code: 'string', reason: 'string' },
      sensitiveData: {
        category: 'string',
        totalCount: 'number',
        detections: { count: 'number', type: 'string', occurrences },
      },
      customDataIdentifiers: {
        totalCount: 'number',
        detections: { arn: 'string', count: 'number', name: 'string', occurrences },
      },
    },
  },
  resourcesAffected: {
    s3Bucket: {
      allowsUnencryptedObjectUploads: 'string',
      arn: 'string',
      createdAt: 'date',
      defaultServerSideEncryption: encryption,
      name: 'string',
      owner: { displayName: 'string', id: 'string' },
      publicAccess: {
        effectivePermission: 'string',
        permissionConfiguration: {
          accountLevelPermissions: { blockPublicAccess },
          bucketLevelPermissions: {
            accessControlList: policyAccess,
            blockPublicAccess,
            bucketPolicy: policyAccess,
          },
        },
      },
      tags,
    },
    s3Object: {
      bucketArn: 'string',
      eTag: 'string',
      extension: 'string',
      key: 'string',
      lastModified: 'date',
      path: 'string',
      publicAccess: 'boolean',
      serverSideEncryption: encryption,
      size: 'number',
      storageClass: 'string',
      tags,
      versionId: 'string',
    },
  },
  policyDetails: {
    action: {
      actionType: 'string',
      apiCallDetails: { api: 'string', apiServiceName: 'string', firstSeen: 'date', lastSeen: 'date' },
    },
    actor: {
      domainDetails: { domainName: 'string' },
      ipAddressDetails: {
        ipAddressV4: 'string',
        ipCity: { name: 'string' },
        ipCountry: { code: 'string', name: 'string' },
        ipGeoLocation: { lat: 'number', lon: 'number' },
        ipOwner: { asn: 'string', asnOrg: 'string', isp: 'string', org: 'string' },
      },
      userIdentity: {
        type: 'string',
        assumedRole: session,
        awsAccount: { accountId: 'string', principalId: 'string' },
        awsService: { invokedBy: 'string' },
        federatedUser: session,
        iamUser: { ...identity, userName: 'string' },
        root: identity,
      },
    },
  },
}

function* scalarPaths(shape: Shape, prefix: string): Generator<FindingField> {
  for (const [member, type] of Object.entries(shape)) {
    const path = prefix + member
    if (typeof type === 'object') {
      yield* scalarPaths(type, `${path}.`)
      continue
    }
    const column = columns[path]
    yield {
      path,
      type,
      ...(column && { column }),
      ...(exactMatch.has(path) && { exactMatch: true as const }),
      ...(column === undefined && isFacet(path, type) && { facet: true as const }),
    }
  }
}

/** Texts are written in one way only. Places of occurrences are not kept among the facets. */
function isFacet(path: string, type: FieldType): boolean {
  return type === 'string' && !path.includes('.occurrences.')
}

const fields: ReadonlyMap<string, FindingField> = new Map(
  [...scalarPaths(finding, '')].map((field) => [field.path, field]),
)
