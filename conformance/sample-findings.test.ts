// Sample findings of every type, and with them every field that criteria may name: each is asked for the values that
// samples have.
import {
  CreateSampleFindingsCommand,
  GetFindingsCommand,
  GetFindingStatisticsCommand,
  ListFindingsCommand,
  type Finding,
  type FindingCriteria,
  type FindingType,
  type GetFindingStatisticsCommandInput,
  type ListFindingsCommandInput,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newAccount, type NewAccount } from './new-account.ts'
import { rawJson } from './raw-request.ts'

const severities: Readonly<Record<string, string>> = {
  'SensitiveData:S3Object/Credentials': 'High',
  'SensitiveData:S3Object/CustomIdentifier': 'Medium',
  'SensitiveData:S3Object/Financial': 'High',
  'SensitiveData:S3Object/Multiple': 'High',
  'SensitiveData:S3Object/Personal': 'High',
  'Policy:IAMUser/S3BlockPublicAccessDisabled': 'High',
  'Policy:IAMUser/S3BucketEncryptionDisabled': 'Low',
  'Policy:IAMUser/S3BucketPublic': 'High',
  'Policy:IAMUser/S3BucketReplicatedExternally': 'High',
  'Policy:IAMUser/S3BucketSharedExternally': 'High',
  'Policy:IAMUser/S3BucketSharedWithCloudFront': 'Medium',
}
const types = Object.keys(severities) as FindingType[]

async function list(by: Macie2Client, asked: ListFindingsCommandInput = {}): Promise<string[]> {
  return (await by.send(new ListFindingsCommand(asked))).findingIds ?? []
}

async function read(by: Macie2Client, findingIds: string[]): Promise<Finding[]> {
  return (await by.send(new GetFindingsCommand({ findingIds }))).findings ?? []
}

describe('samples', () => {
  let client: Macie2Client
  let accountId = ''
  let keys: NewAccount['keys']
  beforeEach(async () => {
    ;({ client, accountId, keys } = await newAccount())
  })
  const make = (findingTypes?: FindingType[]) =>
    client.send(new CreateSampleFindingsCommand({ ...(findingTypes && { findingTypes }) }))
  const made = async () => read(client, await list(client))

  test('are of all types, one each, where none is named', async () => {
    await make()
    const all = await made()
    expect(all.map(({ type }) => type ?? '').sort()).toEqual(types.toSorted())
    expect(new Set(all.map(({ id }) => id)).size).toBe(types.length)
    for (const finding of all) {
      expect(finding).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        accountId,
        sample: true,
        archived: false,
        count: 1,
        schemaVersion: '1.0',
        partition: 'aws',
        region: 'us-east-1',
        severity: { description: severities[finding.type ?? ''] },
      })
      expect(finding.updatedAt).toEqual(finding.createdAt)
    }
  })

  test('are of the types that are named, once each, however often they are named', async () => {
    await make(['Policy:IAMUser/S3BucketPublic', 'SensitiveData:S3Object/Personal'])
    expect(await made()).toHaveLength(2)
    await make(['SensitiveData:S3Object/Personal', 'SensitiveData:S3Object/Personal'])
    expect(await made()).toHaveLength(3)
  })

  test('of an empty list are all', async () => {
    await make([])
    expect(await made()).toHaveLength(types.length)
  })

  test('are new ones at each request', async () => {
    await make(['SensitiveData:S3Object/Financial'])
    await make(['SensitiveData:S3Object/Financial'])
    const [one, two] = await made()
    expect(one?.id).not.toBe(two?.id)
    expect({ ...one, id: '', createdAt: '', updatedAt: '' }).toEqual({
      ...two,
      id: '',
      createdAt: '',
      updatedAt: '',
    })
  })

  test('answer with an empty object', async () => {
    const answer = await rawJson('POST', '/findings/sample', {
      body: '{"findingTypes":["Policy:IAMUser/S3BucketPublic"]}',
      ...keys,
    })
    expect([answer.status, answer.text]).toEqual([200, '{}'])
    expect(await made()).toHaveLength(1)
  })

  test.each<[string, string]>([
    ['an unknown type', '{"findingTypes":["SensitiveData:S3Object/Nothing"]}'],
    ['a type in other letters', '{"findingTypes":["sensitivedata:s3object/personal"]}'],
    ['a list with null', '{"findingTypes":[null]}'],
    ['no list', '{"findingTypes":"SensitiveData:S3Object/Personal"}'],
  ])('of %s are refused with 400', async (_case, body) => {
    const { status, headers } = await rawJson('POST', '/findings/sample', { body })
    expect([status, headers.get('x-amzn-errortype')]).toEqual([400, 'ValidationException'])
  })

  test('about data name an object and what is in it; those about policies a call and its caller', async () => {
    await make()
    for (const finding of await made()) {
      const { s3Bucket, s3Object } = finding.resourcesAffected ?? {}
      expect(s3Bucket).toMatchObject({ name: expect.stringContaining('sample') })
      if (finding.category === 'POLICY') {
        expect(finding.classificationDetails).toBeUndefined()
        expect(s3Object).toBeUndefined()
        expect(finding.policyDetails?.action).toMatchObject({
          actionType: 'AWS_API_CALL',
          apiCallDetails: { apiServiceName: 's3.amazonaws.com', firstSeen: finding.createdAt },
        })
        expect(finding.policyDetails?.actor?.userIdentity?.type).toBeDefined()
      } else {
        expect(finding.policyDetails).toBeUndefined()
        expect(s3Object).toMatchObject({ path: `${s3Bucket?.name}/${s3Object?.key}` })
        expect(finding.classificationDetails).toMatchObject({
          originType: 'SENSITIVE_DATA_DISCOVERY_JOB',
          result: { status: { code: 'COMPLETE' }, mimeType: 'text/csv' },
        })
      }
    }
    const kinds = (await made()).map(({ policyDetails }) => policyDetails?.actor?.userIdentity?.type)
    expect(new Set(kinds).size).toBe(7)
  })

  test('pages hold while others arrive', async () => {
    await make()
    const before = await list(client)
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(new ListFindingsCommand({ maxResults: 3, nextToken }))
      seen.push(...(page.findingIds ?? []))
      nextToken = page.nextToken
      await make()
    } while (nextToken !== undefined)
    expect(seen).toEqual(before)
  })
})

const bucket = 'resourcesAffected.s3Bucket'
const object = 'resourcesAffected.s3Object'
const result = 'classificationDetails.result'
const permissions = `${bucket}.publicAccess.permissionConfiguration`
const identity = 'policyDetails.actor.userIdentity'
/** Every field that criteria may name and a sample has. */
const fields = [
  'accountId',
  'archived',
  'category',
  'count',
  'createdAt',
  'id',
  'region',
  'sample',
  'type',
  'updatedAt',
  'severity.description',
  'severity.score',
  ...['name', 'arn', 'createdAt', 'allowsUnencryptedObjectUploads'].map((name) => `${bucket}.${name}`),
  ...['defaultServerSideEncryption.encryptionType', 'owner.displayName', 'owner.id'].map(
    (name) => `${bucket}.${name}`,
  ),
  `${bucket}.publicAccess.effectivePermission`,
  `${permissions}.accountLevelPermissions.blockPublicAccess.blockPublicAcls`,
  `${permissions}.bucketLevelPermissions.accessControlList.allowsPublicReadAccess`,
  `${permissions}.bucketLevelPermissions.blockPublicAccess.restrictPublicBuckets`,
  `${permissions}.bucketLevelPermissions.bucketPolicy.allowsPublicWriteAccess`,
  ...['key', 'path', 'extension', 'eTag', 'lastModified', 'publicAccess', 'size', 'storageClass'].map(
    (name) => `${object}.${name}`,
  ),
  ...['versionId', 'serverSideEncryption.encryptionType'].map((name) => `${object}.${name}`),
  ...[bucket, object].flatMap((resource) => [`${resource}.tags.key`, `${resource}.tags.value`]),
  ...['jobId', 'jobArn', 'originType'].map((name) => `classificationDetails.${name}`),
  ...['mimeType', 'sizeClassified', 'status.code', 'additionalOccurrences'].map(
    (name) => `${result}.${name}`,
  ),
  ...['category', 'totalCount', 'detections.type', 'detections.count'].map(
    (name) => `${result}.sensitiveData.${name}`,
  ),
  ...['totalCount', 'detections.arn', 'detections.name', 'detections.count'].map(
    (name) => `${result}.customDataIdentifiers.${name}`,
  ),
  'policyDetails.action.actionType',
  ...['api', 'apiServiceName', 'firstSeen', 'lastSeen'].map(
    (name) => `policyDetails.action.apiCallDetails.${name}`,
  ),
  'policyDetails.actor.domainDetails.domainName',
  ...['ipAddressV4', 'ipCity.name', 'ipCountry.code', 'ipGeoLocation.lat', 'ipOwner.asn'].map(
    (name) => `policyDetails.actor.ipAddressDetails.${name}`,
  ),
  `${identity}.type`,
  `${identity}.assumedRole.sessionContext.sessionIssuer.userName`,
  `${identity}.assumedRole.sessionContext.attributes.creationDate`,
  `${identity}.federatedUser.sessionContext.attributes.mfaAuthenticated`,
  `${identity}.awsAccount.accountId`,
  `${identity}.awsService.invokedBy`,
  `${identity}.iamUser.userName`,
  `${identity}.root.principalId`,
]

/** What a finding has at a path, through lists, as criteria write it. */
function valuesAt(finding: Finding, path: string): string[] {
  let level: unknown[] = [finding]
  for (const step of path.split('.')) {
    level = level
      .flatMap((value) => (value as Record<string, unknown>)[step])
      .filter((value) => value != null)
  }
  return level.map((value) => (value instanceof Date ? String(value.getTime()) : String(value)))
}

describe('criteria', () => {
  let client: Macie2Client
  let samples: Finding[] = []
  beforeAll(async () => {
    ;({ client } = await newAccount())
    await client.send(new CreateSampleFindingsCommand({}))
    samples = await read(client, await list(client))
  })

  const idsOf = async (criterion: FindingCriteria['criterion']) =>
    (await list(client, { findingCriteria: { criterion } })).toSorted()
  const idsWhere = (holds: (finding: Finding) => boolean) =>
    samples.flatMap((finding) => (holds(finding) ? [finding.id ?? ''] : [])).toSorted()

  test.each(fields)('may ask for %s', async (field) => {
    const values = [...new Set(samples.flatMap((finding) => valuesAt(finding, field)))]
    expect(values).not.toEqual([])
    for (const value of values) {
      const has = (finding: Finding) => valuesAt(finding, field).includes(value)
      expect(await idsOf({ [field]: { eq: [value] } })).toEqual(idsWhere(has))
      expect(await idsOf({ [field]: { neq: [value] } })).toEqual(idsWhere((finding) => !has(finding)))
    }
    expect(await idsOf({ [field]: { eq: [] } })).toEqual([])
  })

  test.each([
    `${bucket}.createdAt`,
    `${object}.size`,
    `${result}.sensitiveData.totalCount`,
    'policyDetails.action.apiCallDetails.lastSeen',
    'policyDetails.actor.ipAddressDetails.ipGeoLocation.lon',
    'severity.score',
    'updatedAt',
  ])('may ask for ranges of %s', async (field) => {
    const value = Number(samples.flatMap((finding) => valuesAt(finding, field))[0])
    const [below, above] = [Math.floor(value), Math.ceil(value)]
    const within = (low: number, high: number) =>
      idsWhere((finding) =>
        valuesAt(finding, field).some((each) => Number(each) >= low && Number(each) <= high),
      )
    expect(within(below, above)).not.toEqual([])
    expect(await idsOf({ [field]: { gte: below, lte: above } })).toEqual(within(below, above))
    expect(await idsOf({ [field]: { gt: above } })).toEqual(within(above + 1, Infinity))
    expect(await idsOf({ [field]: { lt: below } })).toEqual(within(-Infinity, below - 1))
  })

  test.each([
    `${result}.sensitiveData.category`,
    `${result}.sensitiveData.detections.type`,
    `${result}.customDataIdentifiers.detections.name`,
    `${result}.customDataIdentifiers.detections.arn`,
    `${bucket}.tags.key`,
    `${bucket}.tags.value`,
    `${object}.tags.key`,
    `${object}.tags.value`,
  ])('may ask for exactly the values of %s', async (field) => {
    for (const finding of samples) {
      const wanted = new Set(valuesAt(finding, field))
      const same = (other: Finding) => {
        const values = new Set(valuesAt(other, field))
        return values.size === wanted.size && [...values].every((value) => wanted.has(value))
      }
      expect(await idsOf({ [field]: { eqExactMatch: [...wanted] } })).toEqual(idsWhere(same))
    }
  })

  test.each([
    ['type', types.length],
    ['severity.description', 3],
    ['classificationDetails.jobId', 1],
    ['resourcesAffected.s3Bucket.name', 1],
  ] as const)('are grouped by %s, without findings that have none', async (groupBy, groups) => {
    const ask = async (changes: Partial<GetFindingStatisticsCommandInput> = {}) => {
      const command = new GetFindingStatisticsCommand({ groupBy, ...changes })
      return (await client.send(command)).countsByGroup ?? []
    }
    const counts = await ask()
    expect(counts).toHaveLength(groups)
    const having = samples.filter((finding) => valuesAt(finding, groupBy).length > 0).length
    expect(counts.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(having)
    const keys = (await ask({ sortCriteria: { attributeName: 'groupKey' } })).map(({ groupKey }) => groupKey)
    expect(keys).toEqual([...new Set(samples.flatMap((finding) => valuesAt(finding, groupBy)))].sort())
    expect(await ask({ size: 1, sortCriteria: { attributeName: 'count', orderBy: 'DESC' } })).toEqual(
      counts.slice(0, 1),
    )
    const findingCriteria = { criterion: { category: { eq: ['POLICY'] } } }
    const policy = await ask({ findingCriteria })
    expect(policy.reduce((sum, { count = 0 }) => sum + count, 0)).toBe(
      groupBy === 'classificationDetails.jobId' ? 0 : 6,
    )
  })

  test.each([
    'count',
    'createdAt',
    'policyDetails.action.apiCallDetails.firstSeen',
    'policyDetails.action.apiCallDetails.lastSeen',
    'severity.score',
    'type',
    'updatedAt',
  ])('sort by %s, up and down', async (attributeName) => {
    const sorted = async (orderBy: 'ASC' | 'DESC') => {
      const found = await read(client, await list(client, { sortCriteria: { attributeName, orderBy } }))
      return found.map((finding) => valuesAt(finding, attributeName)[0] ?? '')
    }
    const expected = samples.map((finding) => valuesAt(finding, attributeName)[0] ?? '').sort()
    expect(await sorted('ASC')).toEqual(expected)
    expect(await sorted('DESC')).toEqual(expected.toReversed())
  })

  test('sort by what is affected: the bucket comes before its objects', async () => {
    const sortCriteria = { attributeName: 'resourcesAffected', orderBy: 'ASC' } as const
    const found = await read(client, await list(client, { sortCriteria }))
    expect(found.map(({ category }) => category)).toEqual([
      ...Array.from({ length: 6 }, () => 'POLICY'),
      ...Array.from({ length: 5 }, () => 'CLASSIFICATION'),
    ])
  })
})
