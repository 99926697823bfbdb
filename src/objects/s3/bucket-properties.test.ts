import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BucketProperties } from '../../model/bucket.ts'
import type { ObjectStore } from '../object-store.ts'
import { openS3Store } from './s3-store.ts'

/** By sub-resource: what the server answers, a document or a refusal. */
type Answers = Readonly<Record<string, string | readonly [status: number, code: string]>>

/** As AWS answers for a bucket with nothing configured. */
const bare: Answers = {
  encryption: [404, 'ServerSideEncryptionConfigurationNotFoundError'],
  acl: acl(grant('owner', 'FULL_CONTROL')),
  policy: [404, 'NoSuchBucketPolicy'],
  policyStatus: [404, 'NoSuchBucketPolicy'],
  publicAccessBlock: [404, 'NoSuchPublicAccessBlockConfiguration'],
  versioning: '<VersioningConfiguration/>',
  replication: [404, 'ReplicationConfigurationNotFoundError'],
}
const listing = '<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated></ListBucketResult>'
const none = { allowsPublicReadAccess: false, allowsPublicWriteAccess: false }
const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers'

let answers: Answers = bare
let store: ObjectStore
const server = http.createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const asked = Object.keys(bare).find((name) => searchParams.has(name))
  const answer = asked === undefined ? listing : (answers[asked] ?? listing)
  const [status, body] =
    typeof answer === 'string' ? [200, answer] : [answer[0], `<Error><Code>${answer[1]}</Code></Error>`]
  response.writeHead(status, { 'content-type': 'application/xml' }).end(body)
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  store = openS3Store({
    kind: 's3',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    accountId: '111122223333',
    accessKeyId: 'a',
    secretAccessKey: 'b',
    patience: { attempts: 1, firstWait: 1 },
  })
})
afterAll(async () => {
  store.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function learn(changes: Answers): Promise<BucketProperties> {
  answers = { ...bare, ...changes }
  return store.bucketProperties('b')
}

function acl(...grants: string[]): string {
  const owner = '<Owner><ID>owner</ID></Owner>'
  return `<AccessControlPolicy>${owner}<AccessControlList>${grants.join('')}</AccessControlList></AccessControlPolicy>`
}

function grant(grantee: string, permission: string): string {
  const [type, name] = grantee.startsWith('http') ? ['Group', 'URI'] : ['CanonicalUser', 'ID']
  const namespace = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  return `<Grant><Grantee ${namespace} xsi:type="${type}"><${name}>${grantee}</${name}></Grantee><Permission>${permission}</Permission></Grant>`
}

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

const isPublic = (value: boolean): string => `<PolicyStatus><IsPublic>${value}</IsPublic></PolicyStatus>`
const encryption = (inside: string): string =>
  `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${inside}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`
const allow = (Principal: unknown, more: object = {}): object => ({
  Effect: 'Allow',
  Principal,
  Action: 's3:Get*',
  Resource: 'arn:aws:s3:::b/*',
  ...more,
})

describe('what counts as known', () => {
  test('the codes for "not configured" do', async () => {
    expect(await learn({})).toEqual({
      encryption: { type: 'NONE' },
      allowsUnencryptedObjectUploads: 'TRUE',
      effectivePermission: 'NOT_PUBLIC',
      sharedAccess: 'NOT_SHARED',
      accessControlList: none,
      bucketPolicy: none,
      blockPublicAccess: {
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      },
      versioning: false,
      replication: { replicated: false, replicatedExternally: false, replicationAccounts: [] },
      unknown: {},
    })
  })

  test('a list of the bucket in the place of an answer does not', async () => {
    const all = Object.fromEntries(Object.keys(bare).map((name) => [name, listing]))
    const learned = await learn(all)
    expect(learned).toMatchObject({
      allowsUnencryptedObjectUploads: 'UNKNOWN',
      effectivePermission: 'UNKNOWN',
      sharedAccess: 'UNKNOWN',
    })
    for (const name of [
      'encryption',
      'accessControlList',
      'bucketPolicy',
      'blockPublicAccess',
      'versioning',
      'replication',
    ])
      expect(learned).toHaveProperty(name, undefined)
    expect(Object.keys(learned.unknown).sort()).toEqual(
      ['acl', 'encryption', 'policy', 'publicAccessBlock', 'replication', 'versioning'].sort(),
    )
  })

  test.each<[string, Answers, keyof BucketProperties]>([
    ['a refusal', { encryption: [403, 'AccessDenied'] }, 'encryption'],
    ['a call that is not there', { encryption: [501, 'NotImplemented'] }, 'encryption'],
    ['another 404', { encryption: [404, 'NoSuchKey'] }, 'encryption'],
    [
      'an algorithm nobody knows',
      { encryption: encryption('<SSEAlgorithm>rot13</SSEAlgorithm>') },
      'encryption',
    ],
    [
      'replication without rules',
      { replication: '<ReplicationConfiguration><Role/></ReplicationConfiguration>' },
      'replication',
    ],
    [
      'a block without a member',
      {
        publicAccessBlock:
          '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>',
      },
      'blockPublicAccess',
    ],
    [
      'grants without an owner',
      { acl: '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>' },
      'accessControlList',
    ],
    ['a policy that is none', { policy: '{}' }, 'bucketPolicy'],
    [
      'a policy that nobody judges',
      { policy: policy(allow('*')), policyStatus: [501, 'NotImplemented'] },
      'bucketPolicy',
    ],
    ['no document at all', { versioning: '' }, 'versioning'],
  ])('%s leaves its property unknown, and the others alone', async (_case, changes, property) => {
    const learned = await learn(changes)
    expect(learned[property]).toBeUndefined()
    expect(Object.values(learned.unknown)).toEqual([expect.any(String)])
  })

  test('one unknown part leaves the verdict unknown', async () => {
    for (const part of ['acl', 'policy', 'publicAccessBlock'])
      expect(await learn({ [part]: [403, 'AccessDenied'] })).toMatchObject({
        effectivePermission: 'UNKNOWN',
        sharedAccess: 'UNKNOWN',
      })
  })

  test('values are read from their elements', async () => {
    const kms = encryption('<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>')
    const rule = (status: string, account: string): string =>
      `<Rule><Status>${status}</Status><Destination><Bucket>x</Bucket><Account>${account}</Account></Destination></Rule>`
    const learned = await learn({
      encryption: kms,
      versioning: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
      replication: `<ReplicationConfiguration>${rule('Enabled', '999988887777')}${rule('Disabled', '5')}</ReplicationConfiguration>`,
    })
    expect(learned).toMatchObject({
      encryption: { type: 'aws:kms', kmsMasterKeyId: 'k' },
      versioning: true,
      replication: { replicated: true, replicatedExternally: true, replicationAccounts: ['999988887777'] },
    })
  })
})

const blocked = (inside: string): string =>
  `<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy>${inside}</PublicAccessBlockConfiguration>`
const ignoring = blocked(
  '<IgnorePublicAcls>true</IgnorePublicAcls><RestrictPublicBuckets>false</RestrictPublicBuckets>',
)
const restricting = blocked(
  '<IgnorePublicAcls>false</IgnorePublicAcls><RestrictPublicBuckets>true</RestrictPublicBuckets>',
)
const open = { policy: policy(allow('*')), policyStatus: isPublic(true) }

test.each<[string, Answers, BucketProperties['effectivePermission'], BucketProperties['sharedAccess']]>([
  ['a grant to everybody', { acl: acl(grant(everybody, 'READ')) }, 'PUBLIC', 'EXTERNAL'],
  [
    'the same, ignored',
    { acl: acl(grant(everybody, 'READ')), publicAccessBlock: ignoring },
    'NOT_PUBLIC',
    'NOT_SHARED',
  ],
  ['a grant to another user', { acl: acl(grant('someone', 'READ')) }, 'NOT_PUBLIC', 'EXTERNAL'],
  [
    'a grant to log delivery',
    { acl: acl(grant('http://acs.amazonaws.com/groups/s3/LogDelivery', 'WRITE')) },
    'NOT_PUBLIC',
    'NOT_SHARED',
  ],
  ['a policy for everybody', open, 'PUBLIC', 'EXTERNAL'],
  ['the same, restricted', { ...open, publicAccessBlock: restricting }, 'NOT_PUBLIC', 'NOT_SHARED'],
  [
    'a policy for some of everybody',
    {
      policy: policy(allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })),
      policyStatus: isPublic(false),
    },
    'NOT_PUBLIC',
    'UNKNOWN',
  ],
  [
    'a policy for the own account',
    { policy: policy(allow({ AWS: 'arn:aws:iam::111122223333:root' })), policyStatus: isPublic(false) },
    'NOT_PUBLIC',
    'NOT_SHARED',
  ],
  [
    'a policy for another account',
    { policy: policy(allow({ AWS: ['111122223333', '999988887777'] })), policyStatus: isPublic(false) },
    'NOT_PUBLIC',
    'EXTERNAL',
  ],
  [
    'a policy for CloudFront',
    { policy: policy(allow({ Service: 'cloudfront.amazonaws.com' })), policyStatus: isPublic(false) },
    'NOT_PUBLIC',
    'EXTERNAL',
  ],
  [
    'a policy for another service',
    { policy: policy(allow({ Service: 'logging.s3.amazonaws.com' })), policyStatus: isPublic(false) },
    'NOT_PUBLIC',
    'NOT_SHARED',
  ],
  [
    'a policy for a key that is gone',
    { policy: policy(allow({ AWS: 'AIDAEXAMPLE' })), policyStatus: isPublic(false) },
    'NOT_PUBLIC',
    'UNKNOWN',
  ],
  [
    'a policy that only denies',
    { policy: policy(allow('*', { Effect: 'Deny' })), policyStatus: isPublic(false) },
    'NOT_PUBLIC',
    'NOT_SHARED',
  ],
  [
    'a share that is seen beside what is not',
    { acl: acl(grant('someone', 'READ')), policy: [403, 'AccessDenied'] },
    'UNKNOWN',
    'EXTERNAL',
  ],
])('%s', async (_case, changes, effectivePermission, sharedAccess) => {
  expect(await learn(changes)).toMatchObject({ effectivePermission, sharedAccess })
})

const deny = (Condition: object, more: object = {}): Answers => ({
  policy: policy({
    Effect: 'Deny',
    Principal: '*',
    Action: ['s3:PutObject'],
    Resource: ['arn:aws:s3:::b/*'],
    Condition,
    ...more,
  }),
  policyStatus: isPublic(false),
})
const header = 's3:x-amz-server-side-encryption'

test.each<[string, Answers, BucketProperties['allowsUnencryptedObjectUploads']]>([
  ['the wrong header is denied', deny({ StringNotEquals: { [header]: 'AES256' } }), 'FALSE'],
  ['no header is denied', deny({ Null: { [header]: 'true' } }), 'FALSE'],
  ['a header is denied', deny({ Null: { [header]: 'false' } }), 'TRUE'],
  ['only where there is a header', deny({ StringNotEqualsIfExists: { [header]: 'AES256' } }), 'TRUE'],
  ['only for some', deny({ Null: { [header]: 'true' }, StringEquals: { 'aws:username': 'x' } }), 'TRUE'],
  ['only below a prefix', deny({ Null: { [header]: 'true' } }, { Resource: 'arn:aws:s3:::b/x/*' }), 'TRUE'],
  ['only reading is denied', deny({ Null: { [header]: 'true' } }, { Action: 's3:Get*' }), 'TRUE'],
  [
    'all but reading is denied',
    deny({ Null: { [header]: 'true' } }, { Action: undefined, NotAction: 's3:Get*' }),
    'FALSE',
  ],
  ['a policy that may not be read', { policy: [403, 'AccessDenied'] }, 'UNKNOWN'],
])('uploads without encryption: %s', async (_case, changes, allowsUnencryptedObjectUploads) => {
  expect(await learn(changes)).toMatchObject({ allowsUnencryptedObjectUploads })
})

test('what a policy lets everybody do is told', async () => {
  const writing = { policy: policy(allow('*', { Action: 's3:*' })), policyStatus: isPublic(true) }
  expect((await learn(open)).bucketPolicy).toEqual({ ...none, allowsPublicReadAccess: true })
  expect((await learn(writing)).bucketPolicy).toEqual({
    allowsPublicReadAccess: true,
    allowsPublicWriteAccess: true,
  })
})
