// A finding about how a bucket is protected, as the API gives it. It is about no object and comes of no job. Magpie makes
// none of its own: samples show what clients would have to read.
import type { SeverityDescription } from '../model/identifier.ts'
import type { WireBucket } from './finding.ts'

export type PolicyFindingType =
  | 'Policy:IAMUser/S3BlockPublicAccessDisabled'
  | 'Policy:IAMUser/S3BucketEncryptionDisabled'
  | 'Policy:IAMUser/S3BucketPublic'
  | 'Policy:IAMUser/S3BucketReplicatedExternally'
  | 'Policy:IAMUser/S3BucketSharedExternally'
  | 'Policy:IAMUser/S3BucketSharedWithCloudFront'

export interface WirePolicyFinding {
  readonly schemaVersion: '1.0'
  readonly id: string
  readonly accountId: string
  readonly partition: string
  readonly region: string
  readonly category: 'POLICY'
  readonly type: PolicyFindingType
  readonly title: string
  readonly description: string
  readonly severity: { readonly description: SeverityDescription; readonly score: number }
  readonly createdAt: string
  readonly updatedAt: string
  readonly count: number
  readonly archived: boolean
  readonly sample: boolean
  readonly resourcesAffected: { readonly s3Bucket: WireBucket; readonly s3Object: null }
  readonly classificationDetails: null
  readonly policyDetails: WirePolicyDetails
}

export interface WirePolicyDetails {
  readonly action: {
    readonly actionType: 'AWS_API_CALL'
    readonly apiCallDetails: {
      readonly api: string
      readonly apiServiceName: string
      readonly firstSeen: string
      readonly lastSeen: string
    }
  }
  readonly actor: {
    readonly domainDetails: { readonly domainName: string } | null
    readonly ipAddressDetails: WireIpAddress | null
    readonly userIdentity: WireUserIdentity
  }
}

export interface WireIpAddress {
  readonly ipAddressV4: string
  readonly ipCity: { readonly name: string }
  readonly ipCountry: { readonly code: string; readonly name: string }
  readonly ipGeoLocation: { readonly lat: number; readonly lon: number }
  readonly ipOwner: {
    readonly asn: string
    readonly asnOrg: string
    readonly isp: string
    readonly org: string
  }
}

interface Identity {
  readonly accountId: string
  readonly arn: string
  readonly principalId: string
}
export interface WireSession extends Identity {
  readonly accessKeyId: string
  readonly sessionContext: {
    readonly attributes: { readonly creationDate: string; readonly mfaAuthenticated: boolean }
    readonly sessionIssuer: Identity & { readonly type: string; readonly userName: string }
  }
}

/** The member of the identity's kind; the others are null. */
export interface WireUserIdentity {
  readonly type: 'AssumedRole' | 'AWSAccount' | 'AWSService' | 'FederatedUser' | 'IAMUser' | 'Root'
  readonly assumedRole: WireSession | null
  readonly awsAccount: { readonly accountId: string; readonly principalId: string } | null
  readonly awsService: { readonly invokedBy: string } | null
  readonly federatedUser: WireSession | null
  readonly iamUser: (Identity & { readonly userName: string }) | null
  readonly root: Identity | null
}
