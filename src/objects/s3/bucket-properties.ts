// What an S3 server tells of a bucket beside its objects, each property by a call of its own.
//
// The one fact to know: a value counts only where its own element is there, "not configured" only by the code that this
// call has for it; whatever else a server answers, the property is not known, and why is kept.
import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type ReplicationRule,
  type S3Client,
  type ServerSideEncryptionByDefault,
} from '@aws-sdk/client-s3'
import type {
  BlockPublicAccess,
  BucketEncryption,
  BucketProperties,
  BucketReplication,
  PublicAccess,
} from '../../model/bucket.ts'
import type { Patience, S3Source } from '../object-store.ts'
import {
  effectivePermission,
  publicAccessByAcl,
  sharedAccess,
  type Acl,
  type PolicyFacts,
} from './bucket-access.ts'
import { letsEverybodyIn, parsePolicy, publicAccessBy, requiresEncryption } from './bucket-policy.ts'
import { nameOf, statusOf, withRetries } from './retry.ts'

export interface BucketConnection {
  readonly client: S3Client
  readonly source: S3Source
  readonly patience: Patience
}

export async function bucketProperties(s3: BucketConnection, Bucket: string): Promise<BucketProperties> {
  const unknown: Record<string, string> = {}
  const learn = learner(s3, unknown)
  const { client, source } = s3
  const [encryption, acl, policy, block, versioning, replication] = await Promise.all([
    learn('encryption', () => client.send(new GetBucketEncryptionCommand({ Bucket })), {
      read: (answer) =>
        encryptionOf(
          answer.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault,
        ),
      absent: { ServerSideEncryptionConfigurationNotFoundError: { type: 'NONE' } },
    }),
    learn('acl', () => client.send(new GetBucketAclCommand({ Bucket })), { read: aclOf }),
    learnPolicy(s3, { Bucket, learn }),
    learn('publicAccessBlock', () => client.send(new GetPublicAccessBlockCommand({ Bucket })), {
      read: (answer) => blockOf(answer.PublicAccessBlockConfiguration),
      absent: { NoSuchPublicAccessBlockConfiguration: nothingBlocked },
    }),
    learn('versioning', () => client.send(new GetBucketVersioningCommand({ Bucket })), {
      // The right document without a status: versioning was never enabled.
      read: ({ Status }) => Status === 'Enabled',
    }),
    learn('replication', () => client.send(new GetBucketReplicationCommand({ Bucket })), {
      read: (answer) => replicationOf(answer.ReplicationConfiguration?.Rules, source.accountId),
      absent: { ReplicationConfigurationNotFoundError: notReplicated },
    }),
  ])
  const facts = { acl, policy, block, accountId: source.accountId, hasAccountBlock: isAws(source) }
  return {
    encryption,
    allowsUnencryptedObjectUploads:
      policy === undefined ? 'UNKNOWN' : requiresEncryption(policy.statements, Bucket) ? 'FALSE' : 'TRUE',
    effectivePermission: effectivePermission(facts),
    sharedAccess: sharedAccess(facts),
    accessControlList: acl && publicAccessByAcl(acl),
    bucketPolicy: policy && publicAccessByPolicy(policy),
    blockPublicAccess: block,
    versioning,
    replication,
    unknown,
  }
}

interface Reading<Answer, Value> {
  /** undefined: the answer does not hold it. */
  readonly read: (answer: Answer) => Value | undefined
  /** What it means that the store says 404 with this code. */
  readonly absent?: Readonly<Record<string, Value>>
}

type Learn = <Answer, Value>(
  what: string,
  ask: () => Promise<Answer>,
  reading: Reading<Answer, Value>,
) => Promise<Value | undefined>

function learner({ patience }: BucketConnection, unknown: Record<string, string>): Learn {
  // A property is worth a few tries; a listing, which comes after it, is worth more.
  const few = { ...patience, attempts: Math.min(3, patience.attempts) }
  return async (what, ask, { read, absent = {} }) => {
    try {
      const value = read(await withRetries(few, ask))
      if (value === undefined) unknown[what] = 'the answer does not hold it'
      return value
    } catch (error) {
      const code = nameOf(error)
      if (statusOf(error) === 404 && Object.hasOwn(absent, code)) return absent[code]
      unknown[what] =
        code === 'WrongDocument' ? (error as Error).message : `the store says ${code || 'nothing'}`
      return undefined
    }
  }
}

/** The store itself judges whether a policy lets everybody in: conditions can make it anything. */
async function learnPolicy(
  { client }: BucketConnection,
  { Bucket, learn }: { readonly Bucket: string; readonly learn: Learn },
): Promise<PolicyFacts | undefined> {
  const none = { statements: [], isPublic: false }
  const policy = await learn('policy', () => client.send(new GetBucketPolicyCommand({ Bucket })), {
    read: ({ Policy = '' }): Omit<PolicyFacts, 'isPublic'> | undefined => {
      const statements = parsePolicy(Policy)
      return statements && { statements }
    },
    absent: { NoSuchBucketPolicy: none },
  })
  if (policy === undefined || policy.statements.length === 0) return policy && none
  const isPublic = await learn(
    'policyStatus',
    () => client.send(new GetBucketPolicyStatusCommand({ Bucket })),
    {
      read: ({ PolicyStatus }) => PolicyStatus?.IsPublic,
    },
  )
  // Ceph says so of grants to everybody as well.
  return { ...policy, isPublic: isPublic && letsEverybodyIn(policy.statements) }
}

function encryptionOf(given: ServerSideEncryptionByDefault | undefined): BucketEncryption | undefined {
  const type = given?.SSEAlgorithm
  if (type !== 'AES256' && type !== 'aws:kms' && type !== 'aws:kms:dsse') return undefined
  return { type, kmsMasterKeyId: given?.KMSMasterKeyID }
}

interface AclAnswer {
  readonly Owner?: { readonly ID?: string | undefined } | undefined
  readonly Grants?:
    | readonly {
        readonly Grantee?: { readonly ID?: string | undefined; readonly URI?: string | undefined } | undefined
        readonly Permission?: string | undefined
      }[]
    | undefined
}

function aclOf({ Owner: owner, Grants: grants }: AclAnswer): Acl | undefined {
  if (owner?.ID === undefined || grants === undefined) return undefined
  return {
    owner: owner.ID,
    grants: grants.map(({ Grantee: grantee, Permission: permission = '' }) => ({
      grantee: grantee?.URI ?? grantee?.ID ?? '',
      permission,
    })),
  }
}

function publicAccessByPolicy({ isPublic, statements }: PolicyFacts): PublicAccess | undefined {
  if (isPublic === undefined) return undefined
  return isPublic ? publicAccessBy(statements) : nothingAllowed
}

const nothingAllowed = { allowsPublicReadAccess: false, allowsPublicWriteAccess: false }
const nothingBlocked: BlockPublicAccess = {
  blockPublicAcls: false,
  blockPublicPolicy: false,
  ignorePublicAcls: false,
  restrictPublicBuckets: false,
}
const notReplicated = { replicated: false, replicatedExternally: false, replicationAccounts: [] }

interface BlockAnswer {
  readonly BlockPublicAcls?: boolean | undefined
  readonly BlockPublicPolicy?: boolean | undefined
  readonly IgnorePublicAcls?: boolean | undefined
  readonly RestrictPublicBuckets?: boolean | undefined
}

function blockOf(given: BlockAnswer = {}): BlockPublicAccess | undefined {
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } = given
  if (BlockPublicAcls === undefined || BlockPublicPolicy === undefined) return undefined
  if (IgnorePublicAcls === undefined || RestrictPublicBuckets === undefined) return undefined
  return {
    blockPublicAcls: BlockPublicAcls,
    blockPublicPolicy: BlockPublicPolicy,
    ignorePublicAcls: IgnorePublicAcls,
    restrictPublicBuckets: RestrictPublicBuckets,
  }
}

/** A rule names the account of its target only where that is another. */
function replicationOf(
  rules: readonly ReplicationRule[] | undefined,
  ownAccount: string,
): BucketReplication | undefined {
  if (rules === undefined || rules.length === 0) return undefined
  const enabled = rules.filter(({ Status: status }) => status === 'Enabled')
  const accounts = enabled.flatMap(({ Destination: target }) => target?.Account ?? [])
  return {
    replicated: enabled.length > 0,
    replicatedExternally: accounts.some((account) => account !== ownAccount),
    replicationAccounts: [...new Set(accounts)].sort(),
  }
}

function isAws({ endpoint }: S3Source): boolean {
  return endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname)
}
