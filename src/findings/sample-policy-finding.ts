// Samples of findings about policies: what was called, by whom, from where. Each type shows another kind of caller, so
// that all six together show everything that such a finding may hold.
import type { SeverityDescription } from '../model/identifier.ts'
import type { WireBucket } from './finding.ts'
import type {
  PolicyFindingType,
  WireIpAddress,
  WirePolicyFinding,
  WireSession,
  WireUserIdentity,
} from './policy-finding.ts'
import { severityScore } from './severity.ts'

export interface PolicySampleRequest {
  readonly type: PolicyFindingType
  readonly id: string
  readonly accountId: string
  readonly region: string
  readonly createdAt: Date
}

export function samplePolicyFinding(request: PolicySampleRequest, s3Bucket: WireBucket): WirePolicyFinding {
  const { type, id, accountId, region } = request
  const { title, description, severity, api, caller, bucket = {} } = samples[type]
  const createdAt = request.createdAt.toISOString()
  return {
    schemaVersion: '1.0',
    id,
    accountId,
    partition: 'aws',
    region,
    category: 'POLICY',
    type,
    title,
    description,
    severity: { description: severity, score: severityScore(severity) },
    createdAt,
    updatedAt: createdAt,
    count: 1,
    archived: false,
    sample: true,
    resourcesAffected: { s3Bucket: { ...s3Bucket, ...bucket }, s3Object: null },
    classificationDetails: null,
    policyDetails: {
      action: {
        actionType: 'AWS_API_CALL',
        apiCallDetails: {
          api,
          apiServiceName: 's3.amazonaws.com',
          firstSeen: createdAt,
          lastSeen: createdAt,
        },
      },
      actor: { ...placeOf(caller), userIdentity: userIdentity(caller, request) },
    },
  }
}

export function isPolicyType(type: string): type is PolicyFindingType {
  return Object.hasOwn(samples, type)
}

interface PolicySample {
  readonly title: string
  readonly description: string
  readonly severity: SeverityDescription
  readonly api: string
  readonly caller: WireUserIdentity['type']
  /** What of the bucket the finding is about. */
  readonly bucket?: Partial<WireBucket>
}

/** Nothing blocks public access; `open`: and a permission gives it. */
function unblocked(open: boolean): Partial<WireBucket> {
  const nothing = {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  }
  return {
    publicAccess: {
      effectivePermission: open ? 'PUBLIC' : 'NOT_PUBLIC',
      permissionConfiguration: {
        accountLevelPermissions: { blockPublicAccess: nothing },
        bucketLevelPermissions: {
          accessControlList: { allowsPublicReadAccess: open, allowsPublicWriteAccess: false },
          blockPublicAccess: nothing,
          bucketPolicy: { allowsPublicReadAccess: false, allowsPublicWriteAccess: false },
        },
      },
    },
  }
}

const samples: Record<PolicyFindingType, PolicySample> = {
  'Policy:IAMUser/S3BlockPublicAccessDisabled': {
    title: 'Block Public Access settings are disabled for the S3 bucket.',
    description: 'All Block Public Access settings were disabled for the bucket.',
    severity: 'High',
    api: 'DeletePublicAccessBlock',
    caller: 'Root',
    bucket: unblocked(false),
  },
  'Policy:IAMUser/S3BucketEncryptionDisabled': {
    title: 'Default encryption is disabled for the S3 bucket.',
    description: 'The default encryption settings of the bucket were reset.',
    severity: 'Low',
    api: 'DeleteBucketEncryption',
    caller: 'IAMUser',
    bucket: { defaultServerSideEncryption: { encryptionType: 'NONE', kmsMasterKeyId: null } },
  },
  'Policy:IAMUser/S3BucketPublic': {
    title: 'The S3 bucket is publicly accessible.',
    description: 'The permissions of the bucket were changed: anonymous users have access to it.',
    severity: 'High',
    api: 'PutBucketAcl',
    caller: 'AssumedRole',
    bucket: unblocked(true),
  },
  'Policy:IAMUser/S3BucketReplicatedExternally': {
    title: 'The S3 bucket is replicated to an external account.',
    description: 'Replication of the bucket to an account outside of the organization was enabled.',
    severity: 'High',
    api: 'PutBucketReplication',
    caller: 'AWSAccount',
  },
  'Policy:IAMUser/S3BucketSharedExternally': {
    title: 'The S3 bucket is shared with an external account.',
    description:
      'The permissions of the bucket were changed: an account outside of the organization has access.',
    severity: 'High',
    api: 'PutBucketPolicy',
    caller: 'FederatedUser',
  },
  'Policy:IAMUser/S3BucketSharedWithCloudFront': {
    title: 'The S3 bucket is shared with CloudFront.',
    description: 'The policy of the bucket was changed: CloudFront has access to it.',
    severity: 'Medium',
    api: 'PutBucketPolicy',
    caller: 'AWSService',
  },
}

/** A service calls from its domain, everyone else from an address: one of those that are kept for documentation. */
function placeOf(caller: WireUserIdentity['type']) {
  return caller === 'AWSService'
    ? { domainDetails: { domainName: 'cloudfront.amazonaws.com' }, ipAddressDetails: null }
    : { domainDetails: null, ipAddressDetails }
}

const ipAddressDetails: WireIpAddress = {
  ipAddressV4: '192.0.2.1',
  ipCity: { name: 'Sample City' },
  ipCountry: { code: 'US', name: 'United States' },
  ipGeoLocation: { lat: 47.6, lon: -122.3 },
  ipOwner: {
    asn: '64496',
    asnOrg: 'Sample Organization',
    isp: 'Sample Provider',
    org: 'Sample Organization',
  },
}

const principalId = 'AIDACKCEVSQ6C2EXAMPLE'
const nobody: Omit<WireUserIdentity, 'type'> = {
  assumedRole: null,
  awsAccount: null,
  awsService: null,
  federatedUser: null,
  iamUser: null,
  root: null,
}

function userIdentity(type: WireUserIdentity['type'], request: PolicySampleRequest): WireUserIdentity {
  return { ...nobody, type, ...identities[type](request) }
}

type Identity = Partial<Omit<WireUserIdentity, 'type'>>

const identities: Record<WireUserIdentity['type'], (request: PolicySampleRequest) => Identity> = {
  AssumedRole: (request) => ({ assumedRole: sessionOf('assumed-role/sample-role/session', request) }),
  AWSAccount: ({ accountId }) => ({ awsAccount: { accountId, principalId } }),
  AWSService: () => ({ awsService: { invokedBy: 'cloudfront.amazonaws.com' } }),
  FederatedUser: (request) => ({ federatedUser: sessionOf('federated-user/sample-user', request) }),
  IAMUser: ({ accountId }) => ({
    iamUser: {
      accountId,
      arn: `arn:aws:iam::${accountId}:user/sample-user`,
      principalId,
      userName: 'sample-user',
    },
  }),
  Root: ({ accountId }) => ({
    root: { accountId, arn: `arn:aws:iam::${accountId}:root`, principalId: accountId },
  }),
}

function sessionOf(tail: string, { accountId, createdAt }: PolicySampleRequest): WireSession {
  return {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    accountId,
    arn: `arn:aws:sts::${accountId}:${tail}`,
    principalId,
    sessionContext: {
      attributes: { creationDate: createdAt.toISOString(), mfaAuthenticated: false },
      sessionIssuer: {
        accountId,
        arn: `arn:aws:iam::${accountId}:role/sample-role`,
        principalId: 'AROACKCEVSQ6C2EXAMPLE',
        type: 'Role',
        userName: 'sample-role',
      },
    },
  }
}
