// DescribeBuckets, SearchResources and GetBucketStatistics over an inventory that knows everything; what real stores tell
// is in conformance/.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabases } from '../../database/test-database.ts'
import { startTestApi, type TestAccount, type TestApi } from '../test-api.ts'
import { addTestBucket, addTestRun } from '../test-buckets.ts'
import { send, type TestAnswer } from '../test-request.ts'

describe.each(openTestDatabases())('buckets on the $name store', (databases) => {
  let api: TestApi
  let account: TestAccount
  let other: TestAccount
  let freshened: string[]
  let scheduled = ''

  beforeAll(async () => {
    freshened = []
    const freshenBuckets = async (accountId: string): Promise<void> => void freshened.push(accountId)
    api = await startTestApi({ databases, context: { freshenBuckets } })
    account = await api.newAccount()
    other = await api.newAccount()
    const { accountId } = account
    const empty = { objectCount: 0, sizeInBytes: 0, classifiableObjectCount: 0, classifiableSizeInBytes: 0 }
    await addTestBucket(api.database, {
      accountId,
      name: 'empty',
      counts: empty,
      properties: { encryption: undefined },
    })
    const open = { allowsPublicReadAccess: true, allowsPublicWriteAccess: true }
    await addTestBucket(api.database, {
      accountId,
      name: 'open',
      tags: { team: 'red', env: 'prod' },
      properties: {
        effectivePermission: 'PUBLIC',
        sharedAccess: 'EXTERNAL',
        encryption: { type: 'AES256' },
        allowsUnencryptedObjectUploads: 'FALSE',
        accessControlList: open,
        bucketPolicy: { ...open, allowsPublicWriteAccess: false },
        blockPublicAccess: {
          blockPublicAcls: false,
          blockPublicPolicy: false,
          ignorePublicAcls: true,
          restrictPublicBuckets: false,
        },
      },
    })
    const error = { errorCode: 'ACCESS_DENIED', errorMessage: 'Cannot use bucket shut' } as const
    await addTestBucket(api.database, { accountId, name: 'shut', error })
    await addTestBucket(api.database, { accountId: other.accountId, name: 'foreign' })
    await jobs()
  })
  afterAll(() => api.close())

  async function jobs(): Promise<void> {
    const ids: string[] = []
    for (const [jobType, more] of [
      ['SCHEDULED', { scheduleFrequency: { dailySchedule: {} } }],
      ['ONE_TIME', {}],
    ] as const) {
      const s3JobDefinition = { bucketDefinitions: [{ accountId: account.accountId, buckets: ['open'] }] }
      const body = { name: 'j', jobType, s3JobDefinition, ...more }
      ids.push(String((await ask('/jobs', body)).json['jobId']))
    }
    scheduled = ids[0] ?? ''
    const { accountId } = account
    const read = { bucket: 'open', startedAt: new Date('2024-05-01T00:00:00Z') }
    await addTestRun(api.database, { accountId, jobId: scheduled, runNumber: 9 }, read)
    const before = { bucket: 'open', startedAt: new Date('2024-04-01T00:00:00Z') }
    await addTestRun(api.database, { accountId, jobId: ids[1] ?? '', runNumber: 9 }, before)
    // A cancelled job counts for nothing but the last run.
    await send({
      url: api.url,
      method: 'PATCH',
      target: `/jobs/${ids[1]}`,
      body: '{"jobStatus":"CANCELLED"}',
      key: account.key,
    })
  }

  function ask(target: string, body: unknown, by = account): Promise<TestAnswer> {
    return send({ url: api.url, method: 'POST', target, body: JSON.stringify(body), key: by.key })
  }
  async function found(criteria: object, by = account): Promise<readonly string[]> {
    const { json } = await ask('/datasources/s3', { criteria }, by)
    return (json['buckets'] as { bucketName: string }[]).map(({ bucketName }) => bucketName)
  }

  test('an account sees its own buckets only, brought up to date before', async () => {
    freshened = []
    expect(await found({})).toEqual(['empty', 'open', 'shut'])
    expect(await found({}, other)).toEqual(['foreign'])
    expect(freshened).toEqual([account.accountId, other.accountId])
  })

  test.each<[object, string[]]>([
    [{ 'publicAccess.effectivePermission': { eq: ['PUBLIC'] } }, ['open']],
    [{ 'publicAccess.effectivePermission': { eq: ['UNKNOWN'] } }, ['shut']],
    [{ sharedAccess: { neq: ['NOT_SHARED', 'UNKNOWN'] } }, ['open']],
    [{ 'serverSideEncryption.type': { eq: ['AES256'] } }, ['open']],
    [{ allowsUnencryptedObjectUploads: { eq: ['FALSE'] } }, ['open']],
    [
      {
        'publicAccess.permissionConfiguration.bucketLevelPermissions.accessControlList.allowsPublicReadAccess':
          { eq: ['true'] },
      },
      ['open'],
    ],
    [
      {
        'publicAccess.permissionConfiguration.accountLevelPermissions.blockPublicAccess.blockPublicAcls': {
          neq: ['true'],
        },
      },
      ['empty', 'open', 'shut'],
    ],
    [{ 'replicationDetails.replicationAccounts': { eq: ['999988887777'] } }, ['empty', 'open']],
    [{ 'replicationDetails.replicated': { neq: ['true'] } }, ['shut']],
    [{ 'tags.key': { eq: ['team'] }, 'tags.value': { eq: ['prod'] } }, ['open']],
    [{ 'tags.key': { neq: ['team'] } }, ['empty', 'shut']],
    [{ errorCode: { eq: ['ACCESS_DENIED'] } }, ['shut']],
    [{ versioning: { eq: ['true'] } }, ['empty', 'open']],
    [{ versioning: { eq: ['false'] } }, ['shut']],
    [{ sensitivityScore: { lt: 50 } }, ['empty']],
    [{ sensitivityScore: { gt: -1_000 } }, ['empty', 'open']],
    [{ 'unclassifiableObjectCount.storageClass': { gte: 1 } }, ['empty', 'open']],
    [{ 'objectCountByEncryptionType.kmsManaged': { eq: ['1'] } }, ['empty', 'open']],
    [{ bucketCreatedAt: { lt: 0 } }, []],
    [{ bucketCreatedAt: { eq: ['1704067200000'] } }, ['empty', 'open', 'shut']],
    [{ lastAutomatedDiscoveryTime: { gt: 0 } }, []],
    [{ 'jobDetails.isDefinedInJob': { eq: ['TRUE'] } }, ['open']],
    [{ 'jobDetails.isMonitoredByJob': { eq: ['FALSE'] } }, ['empty', 'shut']],
    [{ 'jobDetails.lastJobRunTime': { gte: Date.UTC(2024, 4, 1) } }, ['open']],
    [{ 'jobDetails.lastJobRunTime': { gt: Date.UTC(2024, 4, 1) } }, []],
    [{ bucketArn: { eq: ['arn:aws:s3:::open'] } }, ['open']],
  ])('%j', async (criteria, expected) => {
    expect(await found(criteria)).toEqual(expected)
  })

  test('the job that read the bucket last is told, and who monitors it', async () => {
    const { json } = await ask('/datasources/s3', { criteria: { bucketName: { eq: ['open'] } } })
    expect(json['buckets']).toMatchObject([
      {
        jobDetails: {
          isDefinedInJob: 'TRUE',
          isMonitoredByJob: 'TRUE',
          lastJobId: scheduled,
          lastJobRunTime: '2024-05-01T00:00:00.000Z',
        },
      },
    ])
  })

  test('sums count each bucket once in each group', async () => {
    const { json } = await ask('/datasources/s3/statistics', { accountId: account.accountId })
    expect(json).toMatchObject({
      bucketCount: 3,
      bucketCountByEffectivePermission: {
        publiclyAccessible: 1,
        publiclyReadable: 1,
        // Its grants let everybody write, but the block takes them back; its policy lets everybody read.
        publiclyWritable: 0,
        unknown: 1,
      },
      bucketCountByEncryptionType: { kmsManaged: 0, s3Managed: 1, unencrypted: 0, unknown: 2 },
      bucketCountByObjectEncryptionRequirement: {
        allowsUnencryptedObjectUploads: 1,
        deniesUnencryptedObjectUploads: 1,
        unknown: 1,
      },
      bucketCountBySharedAccessType: { external: 1, internal: 0, notShared: 1, unknown: 1 },
      bucketStatisticsBySensitivity: {
        notClassified: { totalCount: 2, totalSizeInBytes: 600, publiclyAccessibleCount: 1 },
        notSensitive: { totalCount: 1, totalSizeInBytes: 0, publiclyAccessibleCount: 0 },
      },
      objectCount: 3,
      sizeInBytes: 600,
    })
  })

  test.each<[string, object, RegExp]>([
    [
      'an operator that is none',
      { criteria: { bucketName: { like: ['a'] } } },
      /criteria.bucketName: has no member like/,
    ],
    [
      'a field that is none',
      { criteria: { colour: { eq: [] } } },
      /criteria: colour is not a field of buckets/,
    ],
    ['a group of fields', { criteria: { publicAccess: { eq: ['PUBLIC'] } } }, /publicAccess is not a field/],
    [
      'a prefix of another field',
      { criteria: { region: { prefix: 'u' } } },
      /criteria.region: prefix can be asked of bucketName only/,
    ],
    [
      'a range of words',
      { criteria: { sharedAccess: { gt: 1 } } },
      /criteria.sharedAccess: gt, gte, lt and lte are for/,
    ],
    ['too large a page', { maxResults: 51 }, /maxResults: must be a whole number from 1 to 50/],
  ])('refuses %s, and says what is wrong', async (_case, body, message) => {
    const answer = await ask('/datasources/s3', body)
    expect([answer.status, answer.errorType]).toEqual([400, 'ValidationException'])
    expect(answer.json['message']).toMatch(message)
  })

  test('refuses __proto__ as a field, and tokens of another account', async () => {
    const body = '{"criteria":{"__proto__":{"eq":["a"]}}}'
    const refused = await send({
      url: api.url,
      method: 'POST',
      target: '/datasources/s3',
      body,
      key: account.key,
    })
    expect(refused.status).toBe(400)
    const { nextToken } = (await ask('/datasources/s3', { maxResults: 1 })).json
    expect((await ask('/datasources/s3', { maxResults: 1, nextToken })).status).toBe(200)
    expect((await ask('/datasources/s3', { maxResults: 1, nextToken }, other)).status).toBe(400)
    expect((await ask('/datasources/search-resources', { maxResults: 1, nextToken })).status).toBe(400)
  })
})
