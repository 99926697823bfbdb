// How buckets are kept and who may reach them, as far as their store tells.
import { randomBytes } from 'node:crypto'
import type { BucketMetadata } from '@aws-sdk/client-macie2'
import {
  CreateBucketCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3'
import { describe, expect, test } from 'vitest'
import { counted } from './inventory.ts'
import { s3Client, tagBucket } from './objects.ts'
import { bucketWith, findingsOf, runJob, ssnLine, stage, type JobInput } from './world.ts'

const onS3 = stage.objects === 's3'

describe('how a bucket is kept and who may reach it', () => {
  test('nothing is said that the store does not tell', async () => {
    const bucket = await counted(await bucketWith({ 'a.txt': 'a' }))
    expect(bucket.serverSideEncryption).toBeUndefined()
    expect(bucket.replicationDetails).toBeUndefined()
    expect(bucket.objectCountByEncryptionType?.unknown).toBe(1)
    expect(bucket).toMatchObject({ versioning: false, tags: [] })
    const access = onS3 ? ['NOT_PUBLIC', 'NOT_SHARED', 'TRUE'] : ['UNKNOWN', 'UNKNOWN', 'UNKNOWN']
    expect([
      bucket.publicAccess?.effectivePermission,
      bucket.sharedAccess,
      bucket.allowsUnencryptedObjectUploads,
    ]).toEqual(access)
  })

  if (!onS3) return

  const alone = async (change: (name: string) => Promise<unknown>): Promise<BucketMetadata> => {
    const name = await bucketWith({ 'a.txt': 'a' })
    await change(name)
    return counted(name)
  }
  const putAcl = (name: string, ACL: 'public-read' | 'public-read-write'): Promise<unknown> =>
    s3Client().send(new PutBucketAclCommand({ Bucket: name, ACL }))
  const putPolicy = (name: string, ...Statement: object[]): Promise<unknown> =>
    s3Client().send(
      new PutBucketPolicyCommand({
        Bucket: name,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    )
  const block = (name: string, flags: object): Promise<unknown> =>
    s3Client().send(
      new PutPublicAccessBlockCommand({
        Bucket: name,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: false,
          BlockPublicPolicy: false,
          IgnorePublicAcls: false,
          RestrictPublicBuckets: false,
          ...flags,
        },
      }),
    )
  const permissions = (bucket: BucketMetadata) =>
    bucket.publicAccess?.permissionConfiguration?.bucketLevelPermissions
  const everybodyReads = (name: string): object => ({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${name}/*`,
  })

  test('grants to everybody make it public', async () => {
    const bucket = await alone((name) => putAcl(name, 'public-read'))
    expect(bucket.publicAccess?.effectivePermission).toBe('PUBLIC')
    expect(bucket.sharedAccess).toBe('EXTERNAL')
    expect(permissions(bucket)?.accessControlList).toEqual({
      allowsPublicReadAccess: true,
      allowsPublicWriteAccess: false,
    })
    const writable = await alone((name) => putAcl(name, 'public-read-write'))
    expect(permissions(writable)?.accessControlList?.allowsPublicWriteAccess).toBe(true)
  })

  test('a policy for everybody makes it public', async () => {
    const bucket = await alone((name) => putPolicy(name, everybodyReads(name)))
    expect(bucket.publicAccess?.effectivePermission).toBe('PUBLIC')
    expect(permissions(bucket)?.bucketPolicy).toEqual({
      allowsPublicReadAccess: true,
      allowsPublicWriteAccess: false,
    })
  })

  test('a block takes back what everybody was given', async () => {
    const bucket = await alone(async (name) => {
      await putAcl(name, 'public-read')
      await putPolicy(name, everybodyReads(name))
      await block(name, { IgnorePublicAcls: true, RestrictPublicBuckets: true })
    })
    expect(bucket.publicAccess?.effectivePermission).toBe('NOT_PUBLIC')
    expect(permissions(bucket)?.blockPublicAccess).toEqual({
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    })
  })

  test('a policy for another account shares it', async () => {
    const bucket = await alone((name) =>
      putPolicy(name, {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam:::user/other'] },
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
      }),
    )
    expect(bucket.sharedAccess).toBe('EXTERNAL')
    expect(bucket.publicAccess?.effectivePermission).toBe('NOT_PUBLIC')
  })

  test('a policy that denies unencrypted uploads requires encryption', async () => {
    const bucket = await alone((name) =>
      putPolicy(name, {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${name}/*`,
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }),
    )
    expect(bucket.allowsUnencryptedObjectUploads).toBe('FALSE')
  })

  test('versioning and tags are told', async () => {
    const bucket = await alone(async (name) => {
      const VersioningConfiguration = { Status: 'Enabled' } as const
      await s3Client().send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }))
      await tagBucket(name, { team: 'red' })
    })
    expect(bucket).toMatchObject({ versioning: true, tags: [{ key: 'team', value: 'red' }] })
  })

  test('objects are counted by their encryption', async () => {
    const bucket = await alone(async (Bucket) => {
      const put = (Key: string, more: object): Promise<unknown> =>
        s3Client().send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }))
      await put('kms.txt', { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'magpie-key' })
      const key = randomBytes(32)
      await put('customer.txt', { SSECustomerAlgorithm: 'AES256', SSECustomerKey: key.toString('base64') })
    })
    expect(bucket.objectCountByEncryptionType).toEqual({
      customerManaged: 1,
      kmsManaged: 1,
      s3Managed: 0,
      unencrypted: 0,
      // This server does not tell the encryption of a bucket: that an object names none says nothing.
      unknown: 1,
    })
  })

  test('jobs choose buckets by the same properties', async () => {
    const open = await bucketWith({ 'a.txt': ssnLine(1) })
    const closed = await bucketWith({ 'a.txt': ssnLine(2) })
    await putAcl(open, 'public-read')
    const and = [
      { simpleCriterion: { key: 'S3_BUCKET_NAME', comparator: 'EQ', values: [open, closed] } },
      { simpleCriterion: { key: 'S3_BUCKET_EFFECTIVE_PERMISSION', comparator: 'EQ', values: ['PUBLIC'] } },
    ]
    const jobId = await runJob([], {
      s3JobDefinition: { bucketCriteria: { includes: { and } } } as JobInput['s3JobDefinition'],
    })
    expect((await counted(open)).jobDetails?.isDefinedInJob).toBe('TRUE')
    const found = (await findingsOf(jobId)).map(({ resourcesAffected }) => resourcesAffected?.s3Bucket?.name)
    expect({ found, closed }).toEqual({ found: [open], closed })
  })

  test('a bucket that may not be read is listed with the reason', async () => {
    const name = `inv-${randomBytes(6).toString('hex')}`
    await s3Client().send(new CreateBucketCommand({ Bucket: name }))
    await putPolicy(name, {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:ListBucket', 's3:GetObject'],
      Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    })
    const bucket = await counted(name)
    expect(bucket).toMatchObject({
      bucketName: name,
      errorCode: 'ACCESS_DENIED',
      errorMessage: expect.stringContaining(name),
      versioning: false,
      sharedAccess: 'UNKNOWN',
      publicAccess: { effectivePermission: 'UNKNOWN' },
    })
    expect(bucket.objectCount).toBeUndefined()
    expect(bucket.sensitivityScore).toBeUndefined()
  })
})
