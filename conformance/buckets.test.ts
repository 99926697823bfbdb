// DescribeBuckets: what is in buckets, which jobs they are in, and how to ask for them; GetBucketStatistics: their sums.
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import {
  DescribeBucketsCommand,
  GetBucketStatisticsCommand,
  type BucketMetadata,
  type DescribeBucketsCommandInput,
} from '@aws-sdk/client-macie2'
import { DeleteBucketCommand, PutBucketAclCommand } from '@aws-sdk/client-s3'
import { beforeAll, describe, expect, test } from 'vitest'
import { bucketsBy, counted, describeBucket, eventually, family, makeFamily } from './inventory.ts'
import { bucketCreatedAt, makeBucket, putObject, s3Client } from './objects.ts'
import { accountId, bucketWith, client, createJob, refusal, runJob, server, ssnLine, stage } from './world.ts'

const onS3 = stage.objects === 's3'

describe('what is in a bucket', () => {
  let name = ''
  let bucket: BucketMetadata
  beforeAll(async () => {
    name = await bucketWith({
      'a.txt': 'x'.repeat(10),
      'deep/b.csv': 'x'.repeat(20),
      'no-extension': 'x'.repeat(5),
      'image.png': 'x'.repeat(300),
      'c.json.gz': 'x'.repeat(40),
    })
    bucket = await counted(name)
  })

  test('objects and their sizes are counted', () => {
    expect(bucket).toMatchObject({ objectCount: 5, sizeInBytes: 375, sizeInBytesCompressed: 40 })
  })

  test('what a job could read is told apart from what it could not', () => {
    expect(bucket).toMatchObject({
      classifiableObjectCount: 4,
      classifiableSizeInBytes: 75,
      unclassifiableObjectCount: { fileType: 1, storageClass: 0, total: 1 },
      unclassifiableObjectSizeInBytes: { fileType: 300, storageClass: 0, total: 300 },
    })
  })

  test('it has its name, its owner, its age and when it was looked at', async () => {
    expect(bucket).toMatchObject({
      accountId,
      bucketName: name,
      bucketArn: `arn:aws:s3:::${name}`,
      region: 'us-east-1',
      automatedDiscoveryMonitoringStatus: 'NOT_MONITORED',
      sensitivityScore: 50,
    })
    const created = await bucketCreatedAt(stage, server.buckets, name)
    expect(Math.floor((bucket.bucketCreatedAt?.getTime() ?? 0) / 1_000) * 1_000).toBe(created.getTime())
    expect(Math.abs(Date.now() - (bucket.lastUpdated?.getTime() ?? 0))).toBeLessThan(60_000)
    expect(bucket.errorCode).toBeUndefined()
  })

  test('an object that comes later is counted', async () => {
    await putObject(stage, { folder: server.buckets, bucket: name, key: 'later.txt' }, 'x')
    const later = await eventually(
      () => describeBucket(name),
      ({ objectCount }) => objectCount === 6,
    )
    expect(later).toMatchObject({ objectCount: 6, sizeInBytes: 376 })
  })

  test('an empty bucket has the score of one', async () => {
    const empty = await counted(await bucketWith({}))
    expect(empty).toMatchObject({ objectCount: 0, sizeInBytes: 0, sensitivityScore: 1 })
  })

  test('a new bucket is there at once, and one that is deleted is not', async () => {
    const fresh = `inv-${randomBytes(6).toString('hex')}`
    await makeBucket(stage, server.buckets, fresh)
    expect(await describeBucket(fresh)).toMatchObject({ bucketName: fresh })
    if (onS3) await s3Client().send(new DeleteBucketCommand({ Bucket: fresh }))
    else rmSync(path.join(server.buckets, fresh), { recursive: true })
    expect(await bucketsBy({ criteria: { bucketName: { eq: [fresh] } } })).toEqual([])
  })
})

describe('jobs of a bucket', () => {
  test('a bucket that no job names is in none', async () => {
    const bucket = await counted(await bucketWith({}))
    expect(bucket.jobDetails).toEqual({ isDefinedInJob: 'FALSE', isMonitoredByJob: 'FALSE' })
  })

  test('a job that ran is told with its time', async () => {
    const name = await bucketWith({ 'a.txt': ssnLine(1) })
    const jobId = await runJob([name])
    const { jobDetails } = await counted(name)
    expect(jobDetails).toMatchObject({ isDefinedInJob: 'TRUE', isMonitoredByJob: 'FALSE', lastJobId: jobId })
    expect(Math.abs(Date.now() - (jobDetails?.lastJobRunTime?.getTime() ?? 0))).toBeLessThan(60_000)
  })

  test('a schedule monitors its buckets before it runs', async () => {
    const name = await bucketWith({})
    await createJob([name], { jobType: 'SCHEDULED', scheduleFrequency: { dailySchedule: {} } })
    expect((await counted(name)).jobDetails).toEqual({ isDefinedInJob: 'TRUE', isMonitoredByJob: 'TRUE' })
  })
})

describe('DescribeBuckets', () => {
  const { prefix, names } = family()
  const [a = '', b = '', c = '', d = ''] = names
  beforeAll(async () => {
    await makeFamily(names)
    for (const name of names) await counted(name)
  })
  const named = { bucketName: { prefix } }
  const found = async (criteria: object, sortCriteria?: object): Promise<(string | undefined)[]> => {
    const input = { criteria: { ...named, ...criteria }, sortCriteria } as DescribeBucketsCommandInput
    return (await bucketsBy(input)).map(({ bucketName }) => bucketName)
  }

  test('sorts by name unless asked otherwise', async () => {
    expect(await found({})).toEqual(names)
    expect(await found({}, { orderBy: 'DESC' })).toEqual(names.toReversed())
  })

  test.each([
    ['accountId', [0, 1, 2, 3]],
    ['bucketName', [0, 1, 2, 3]],
    ['objectCount', [0, 1, 2, 3]],
    ['classifiableObjectCount', [0, 1, 2, 3]],
    ['sizeInBytes', [0, 1, 3, 2]],
    ['classifiableSizeInBytes', [0, 1, 3, 2]],
    ['sensitivityScore', [0, 1, 2, 3]],
  ])('sorts by %s, both ways', async (attributeName, order) => {
    const expected = order.map((index) => names[index])
    expect(await found({}, { attributeName })).toEqual(expected)
    expect(await found({}, { attributeName, orderBy: 'DESC' })).toEqual(expected.toReversed())
  })

  test('pages hold by their tokens, whatever the order', async () => {
    for (const attributeName of ['bucketName', 'sizeInBytes', 'sensitivityScore']) {
      const seen: (string | undefined)[] = []
      const input = { criteria: named, maxResults: 1, sortCriteria: { attributeName } }
      let nextToken: string | undefined
      do {
        const page = await client.send(new DescribeBucketsCommand({ ...input, nextToken }))
        seen.push(...(page.buckets ?? []).map(({ bucketName }) => bucketName))
        nextToken = page.nextToken
      } while (nextToken !== undefined)
      expect(seen).toEqual(await found({}, { attributeName }))
    }
  })

  test.each<[string, object, string[]]>([
    ['eq is one of the values', { bucketName: { eq: [a, c, 'x'] } }, [a, c]],
    ['neq is none of the values', { bucketName: { prefix, neq: [a, c] } }, [b, d]],
    ['names are case sensitive', { bucketName: { eq: [a.toUpperCase()] } }, []],
    ['gt and lt', { objectCount: { gt: 0, lt: 3 } }, [b, c]],
    ['gte and lte', { objectCount: { gte: 1, lte: 1 } }, [b]],
    ['numbers can be equal', { objectCount: { eq: ['2'] } }, [c]],
    ['several fields must all hold', { objectCount: { gt: 1 }, sizeInBytes: { lt: 40 } }, [d]],
    ['the owner', { accountId: { eq: [accountId] } }, names.slice()],
    ['another owner', { accountId: { eq: ['999988887777'] } }, []],
    ['dates are milliseconds', { lastUpdated: { gt: Date.now() - 3_600_000 } }, names.slice()],
    ['a date in the future', { bucketCreatedAt: { gt: Date.now() + 3_600_000 } }, []],
    ['true and false', { versioning: { eq: ['false'] } }, names.slice()],
    ['a value of no such type matches nothing', { versioning: { eq: ['maybe'] } }, []],
    ['tags', { 'tags.key': { eq: ['none-like-this'] } }, []],
    ['jobs', { 'jobDetails.isDefinedInJob': { eq: ['TRUE'] } }, []],
    ['what is not known is not equal', { 'serverSideEncryption.type': { neq: ['AES256'] } }, names.slice()],
    ['what is not known equals nothing', { 'serverSideEncryption.type': { eq: ['NONE'] } }, []],
    ['no values at all match nothing', { bucketName: { eq: [] } }, []],
  ])('%s', async (_case, criteria, expected) => {
    expect(await found(criteria)).toEqual(expected)
  })

  test.each<[string, object]>([
    ['an unknown field', { criteria: { colour: { eq: ['red'] } } }],
    ['a field of a field', { criteria: { 'bucketName.first': { eq: ['a'] } } }],
    ['a prefix of another field', { criteria: { region: { prefix: 'us' } } }],
    ['a range of text', { criteria: { bucketName: { gt: 1 } } }],
    ['a text for a range', { criteria: { objectCount: { gt: '1' } } }],
    ['a number for a value', { criteria: { objectCount: { eq: [1] } } }],
    ['no page', { maxResults: 0 }],
    ['too large a page', { maxResults: 51 }],
    ['an unknown attribute', { sortCriteria: { attributeName: 'region' } }],
    ['an unknown order', { sortCriteria: { orderBy: 'UP' } }],
    ['a made-up token', { nextToken: 'abc' }],
  ])('refuses %s', async (_case, input) => {
    const request = client.send(new DescribeBucketsCommand(input as DescribeBucketsCommandInput))
    await refusal(request, 'ValidationException', 400)
  })

  test('refuses the token of another question', async () => {
    const { nextToken } = await client.send(new DescribeBucketsCommand({ criteria: named, maxResults: 1 }))
    expect(nextToken).toEqual(expect.any(String))
    const request = client.send(new DescribeBucketsCommand({ nextToken }))
    await refusal(request, 'ValidationException', 400)
  })
})

describe('GetBucketStatistics', () => {
  test('sums over all buckets of the account', async () => {
    const name = await bucketWith({ 'a.txt': 'x'.repeat(7), 'b.png': 'xx' })
    if (onS3) await s3Client().send(new PutBucketAclCommand({ Bucket: name, ACL: 'public-read' }))
    await counted(name)
    const sums = await client.send(new GetBucketStatisticsCommand({}))
    expect(sums.bucketCount).toBeGreaterThan(0)
    expect(sums.classifiableObjectCount).toBeGreaterThan(0)
    const { unclassifiableObjectCount, unclassifiableObjectSizeInBytes } = sums
    expect(sums.objectCount).toBe(
      (sums.classifiableObjectCount ?? 0) + (unclassifiableObjectCount?.total ?? 0),
    )
    expect(sums.sizeInBytes).toBe(
      (sums.classifiableSizeInBytes ?? 0) + (unclassifiableObjectSizeInBytes?.total ?? 0),
    )
    expect(sums.lastUpdated).toBeInstanceOf(Date)
    const permissions = sums.bucketCountByEffectivePermission ?? {}
    if (onS3) expect(permissions.publiclyAccessible).toBeGreaterThan(0)
    else expect(permissions).toMatchObject({ publiclyAccessible: 0, unknown: sums.bucketCount })
    const total = (counts: object = {}): number =>
      (Object.values(counts) as number[]).reduce((x, y) => x + y, 0)
    expect(total(sums.bucketCountByEncryptionType)).toBe(sums.bucketCount)
    expect(total(sums.bucketCountBySharedAccessType)).toBe(sums.bucketCount)
    expect(total(sums.bucketCountByObjectEncryptionRequirement)).toBe(sums.bucketCount)
    const { notClassified, notSensitive, sensitive, classificationError } =
      sums.bucketStatisticsBySensitivity ?? {}
    expect((notClassified?.totalCount ?? 0) + (notSensitive?.totalCount ?? 0)).toBe(sums.bucketCount)
    expect([sensitive?.totalCount, classificationError?.totalCount]).toEqual([0, 0])
  })

  test('the own account may be named, of another nothing is seen', async () => {
    const own = await client.send(new GetBucketStatisticsCommand({ accountId }))
    expect(own.bucketCount).toBeGreaterThan(0)
    const other = await client.send(new GetBucketStatisticsCommand({ accountId: '999988887777' }))
    expect(other).toMatchObject({ bucketCount: 0, objectCount: 0, sizeInBytes: 0 })
    expect(other.lastUpdated).toBeUndefined()
  })

  test('refuses what is no account', async () => {
    const request = client.send(new GetBucketStatisticsCommand({ accountId: '12' }))
    await refusal(request, 'ValidationException', 400)
  })
})

if (!onS3 && process.getuid?.() !== 0)
  test('a folder that may not be opened is listed with the reason', async () => {
    const name = `inv-${randomBytes(6).toString('hex')}`
    mkdirSync(path.join(server.buckets, name), { mode: 0o000 })
    expect(await counted(name)).toMatchObject({ errorCode: 'ACCESS_DENIED', versioning: false })
  })
