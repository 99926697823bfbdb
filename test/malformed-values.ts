// What malformed requests are made of: JSON texts that are wrong somewhere, words that get past the first checks, and
// whole bodies that are right until something in them is altered.

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

export const rawBodies: readonly Buffer[] = [
  '',
  '{',
  '[]',
  'null',
  '"a"',
  '1',
  'NaN',
  '{}{}',
  "{'a':1}",
  '{"a":1,}',
  '\ufeff{}',
  '\0',
  '{"\\ud800":1}',
  deep('[', ']', 100_000),
  `{"a":${deep('[', ']', 100_000)}}`,
  deep('{"a":', '', 50_000),
  `{"criterion":${deep('{"a":', '}', 20_000).replace('}', '1}')}}`,
  `{"tags":{${Array.from({ length: 20_000 }, (_, n) => `"k${n}":"v"`).join(',')}}}`,
  `{"findingIds":[${'1,'.repeat(100_000)}1]}`,
  `{"managedDataIdentifierIds":[${'{},'.repeat(50_000)}{}]}`,
  `{"__proto__":{"name":"x"},"constructor":{"prototype":{}}}`,
]
  .map((text) => Buffer.from(text))
  .concat([Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from([0xc3, 0x28])])

export const strings = [
  '""',
  '"a"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00x"',
  '"😀"',
  '"%00"',
  `"${'x'.repeat(600)}"`,
  `"${'é'.repeat(60_000)}"`,
  '"\' or 1=1; --"',
  '"__proto__"',
  '"\\\\"',
  '"$.a ? (1 == 1)"',
  '"{a,b}"',
  '"\\n"',
  '"badge"',
]
export const strangeValues = [
  ...strings,
  'null',
  'true',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '0',
  '-0',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '99999999999999999999999999',
  '{"__proto__":1}',
  '{"toString":null}',
  '{"length":-1}',
  deep('[', ']', 2_000),
  `[${'"x",'.repeat(2_000)}"x"]`,
  '"2024-02-30T00:00:00Z"',
]
export const numbers = [
  '1',
  '0',
  '50',
  '-1',
  '200',
  '1e15',
  '1.5',
  '9223372036854775807',
  '-9223372036854775808',
  '1e18',
  '1e19',
  '1e300',
]
export const mapKeys = [
  `"${'k'.repeat(5_000)}"`,
  '"type"',
  '"severity.score"',
  '"count"',
  '"createdAt"',
  '"sensitiveData.category"',
  '"resourcesAffected.s3Object.size"',
  '"resourcesAffected.s3Object.lastModified"',
  '"classificationDetails.result.sensitiveData.detections.count"',
  '"team"',
  '"__proto__"',
  '"constructor"',
  '""',
  '"a\\u0000"',
  '"\\ud83d"',
  '"aws:x"',
  '"archived"',
  '"title"',
]
const dates = [
  '"2024-03-11T19:46:53.031Z"',
  '"0000-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59-23:59"',
  '"-000001-01-01T00:00:00Z"',
  '"2024-02-30T00:00:00Z"',
  '"2024-01-01T24:00:00Z"',
  '"+275760-09-13T00:00:00Z"',
]

/** Words that mean something, so that requests get past the first checks. */
export const words: Readonly<Record<string, readonly string[]>> = {
  jobType: ['"ONE_TIME"', '"SCHEDULED"'],
  jobStatus: ['"CANCELLED"', '"RUNNING"', '"USER_PAUSED"', '"IDLE"'],
  comparator: ['"EQ"', '"NE"', '"GT"', '"LTE"', '"CONTAINS"', '"STARTS_WITH"'],
  key: [
    '"createdAt"',
    '"name"',
    '"jobStatus"',
    '"OBJECT_SIZE"',
    '"OBJECT_KEY"',
    '"TAG"',
    '"S3_BUCKET_NAME"',
    '"BUCKET_CREATION_DATE"',
  ],
  values: [...dates, ...strings, '"12"', '"IDLE"', '"99999999999999999999"'],
  accountId: ['"111122223333"', '"999988887777"'],
  buckets: ['"a"', '"b"', '"c"'],
  orderBy: ['"ASC"', '"DESC"'],
  attributeName: [
    '"createdAt"',
    '"name"',
    '"count"',
    '"groupKey"',
    '"severity.score"',
    '"updatedAt"',
    '"resourcesAffected"',
  ],
  groupBy: ['"type"', '"severity.description"', '"classificationDetails.jobId"'],
  managedDataIdentifierSelector: ['"ALL"', '"NONE"', '"INCLUDE"', '"RECOMMENDED"'],
  dayOfWeek: ['"MONDAY"'],
  target: ['"S3_OBJECT"'],
  status: ['"ENABLED"', '"ENABLED"', '"PAUSED"'],
  findingPublishingFrequency: ['"ONE_HOUR"', '"SIX_HOURS"'],
  severity: ['"LOW"', '"MEDIUM"', '"HIGH"'],
  regex: [
    '"a{3}"',
    '"(a*)*b"',
    '"[a-"',
    '"(?<=x)y"',
    `"${'('.repeat(250)}${')'.repeat(250)}"`,
    '"\\\\p{L}+"',
    '"a{1000}"',
    '"\\\\"',
  ],
  name: ['"n"', '"two\\nlines"', '"😀"', `"${'n'.repeat(501)}"`],
  policy: [
    '"admin"',
    '"read-only"',
    '{"Statement":[]}',
    '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  ],
  expiresInSeconds: ['60', '0', '1e12', '"1h"'],
  nextToken: ['"a.b"', '""', '"."', '"eyJ9.x"', ...strings],
  eq: [...strings, '"1709999999999"', '"1e400"', '"99999999999999999999"', '"true"', '"-1"'],
  neq: [...strings, '"999999999999999"', '"1.5"'],
}

const date = (value: string) => ({ key: 'createdAt', comparator: 'LTE', values: [value] })
const criterion = {
  type: { eq: ['SensitiveData:S3Object/Personal'], neq: ['x'] },
  count: { gt: 0, lt: 9_007_199_254_740_991, eq: ['1', '2.5'] },
  createdAt: { gte: 0, lte: 8.64e15, eq: ['1709999999999'], neq: ['-1'] },
  archived: { eq: ['true', 'maybe'] },
  'sensitiveData.detections.type': { eqExactMatch: ['a"b', String.raw`\\`] },
  'classificationDetails.result.sensitiveData.detections.count': { gt: -1e18, eq: ['3'] },
  'resourcesAffected.s3Object.lastModified': { gt: -1e15, lt: 1e17, eq: ['1709999999999'] },
  'resourcesAffected.s3Bucket.tags.key': { eq: ["'", '{x}', '%'], neq: ['$v0'] },
}

/** Bodies that are accepted, wherever there is such a thing. */
export const rightBodies: Readonly<Record<string, readonly unknown[]>> = {
  DescribeBuckets: [
    {
      criteria: {
        bucketName: { prefix: 'a', eq: ['a'], neq: ["'"] },
        objectCount: { gt: -1e18, lt: 9_007_199_254_740_991, eq: ['1', '2.5', '1e9'] },
        bucketCreatedAt: { gte: -1e17, lte: 8.64e15, eq: ['1709999999999'] },
        'tags.key': { eq: ['{x}', '%'], neq: ['"'] },
        versioning: { eq: ['true', 'maybe'] },
        'jobDetails.lastJobRunTime': { gt: 0 },
      },
      sortCriteria: { attributeName: 'objectCount', orderBy: 'DESC' },
      maxResults: 5,
    },
  ],
  SearchResources: [
    {
      bucketCriteria: {
        includes: { and: [{ simpleCriterion: { key: 'S3_BUCKET_NAME', comparator: 'NE', values: ['a'] } }] },
        excludes: { and: [{ tagCriterion: { comparator: 'EQ', tagValues: [{ key: 'a', value: '' }, {}] } }] },
      },
      sortCriteria: { attributeName: 'RESOURCE_NAME', orderBy: 'ASC' },
    },
  ],
  GetBucketStatistics: [{ accountId: '111122223333' }],
  CreateClassificationJob: [
    {
      name: 'a',
      jobType: 'ONE_TIME',
      tags: { team: 'red' },
      samplingPercentage: 50,
      s3JobDefinition: {
        bucketDefinitions: [{ accountId: '111122223333', buckets: ['a', 'b'] }],
        scoping: {
          includes: {
            and: [
              { simpleScopeTerm: { key: 'OBJECT_SIZE', comparator: 'GT', values: ['1'] } },
              { tagScopeTerm: { comparator: 'EQ', tagValues: [{ key: 'k', value: '' }] } },
            ],
          },
          excludes: { and: [{ simpleScopeTerm: { key: 'TAG', comparator: 'CONTAINS', values: ['x'] } }] },
        },
      },
    },
    {
      name: 'b',
      jobType: 'SCHEDULED',
      initialRun: true,
      scheduleFrequency: { monthlySchedule: { dayOfMonth: 31 } },
      managedDataIdentifierSelector: 'INCLUDE',
      managedDataIdentifierIds: ['CREDIT_CARD_NUMBER'],
      s3JobDefinition: {
        bucketCriteria: {
          includes: {
            and: [
              { simpleCriterion: { key: 'S3_BUCKET_NAME', comparator: 'EQ', values: ['a'] } },
              { tagCriterion: { comparator: 'NE', tagValues: [{ key: 'k' }] } },
            ],
          },
        },
      },
    },
  ],
  BatchGetCustomDataIdentifiers: [{ ids: ['x', '0'.repeat(32), '😀'] }],
  CreateAllowList: [
    { name: 'n', criteria: { regex: '[A-Z]{2}-[0-9]{4,}' }, tags: { a: 'b' } },
    { name: 'n', criteria: { s3WordsList: { bucketName: 'abc', objectKey: '😀' } }, description: 'd' },
  ],
  CreateCustomDataIdentifier: [
    {
      name: 'n',
      regex: '[A-Z]{2}-[0-9]{4,}',
      keywords: ['badge', 'ünïcode'],
      ignoreWords: ['XX-0000'],
      maximumMatchDistance: 30,
      severityLevels: [
        { occurrencesThreshold: 1, severity: 'LOW' },
        { occurrencesThreshold: 9_007_199_254_740_991, severity: 'HIGH' },
      ],
      tags: { a: 'b' },
    },
  ],
  ListClassificationJobs: [
    {
      filterCriteria: {
        includes: [
          date('9999-12-31T23:59:59-23:59'),
          { key: 'name', comparator: 'CONTAINS', values: ['%_\\'] },
        ],
        excludes: [date('0000-01-01T00:00:00Z'), { key: 'jobStatus', values: ['IDLE', 'PAUSED'] }],
      },
      sortCriteria: { attributeName: 'name', orderBy: 'ASC' },
      maxResults: 3,
    },
  ],
  ListCustomDataIdentifiers: [{ maxResults: 3 }],
  ListFindings: [
    { findingCriteria: { criterion }, maxResults: 5, sortCriteria: { attributeName: 'resourcesAffected' } },
  ],
  GetFindingStatistics: [
    { findingCriteria: { criterion }, groupBy: 'type', size: 3, sortCriteria: { orderBy: 'ASC' } },
  ],
  CreateFindingsFilter: [
    { name: 'hide', action: 'ARCHIVE', findingCriteria: { criterion }, tags: { a: 'b' } },
    { name: '😀😀😀', action: 'NOOP', findingCriteria: {}, position: 2_147_483_647, description: '' },
  ],
  UpdateFindingsFilter: [{ position: 1, findingCriteria: { criterion }, action: 'NOOP' }],
  CreateSampleFindings: [{}, { findingTypes: ['Policy:IAMUser/S3BucketPublic'] }],
  GetFindings: [{ findingIds: ['x', '0'.repeat(32)], sortCriteria: { attributeName: 'updatedAt' } }],
  TestCustomDataIdentifier: [
    {
      regex: '[A-Z]{2}-[0-9]{4,}',
      keywords: ['badge'],
      ignoreWords: ['XX-0000'],
      sampleText: 'badge AB-1234',
    },
  ],
  TagResource: [{ tags: { a: 'b', c: '' } }],
  UpdateAllowList: [{ name: 'n', criteria: { regex: 'x{3}' }, description: 'd' }],
  UpdateClassificationJob: [{ jobStatus: 'CANCELLED' }],
  ExplainText: [
    {
      cells: [
        { names: ['people', 'ssn'], text: '536-22-1234' },
        { names: [], text: 'ssn 000-22-1234' },
      ],
      customDataIdentifierIds: ['x'],
      managedDataIdentifierIds: ['USA_SOCIAL_SECURITY_NUMBER'],
    },
    { text: 'ssn 536-22-1234', allowListIds: [] },
  ],
  CreateAccessKey: [
    {
      policy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'macie2:*', NotResource: ['*'] }],
      },
    },
    { accountId: '999988887777', expiresInSeconds: 60, policy: 'read-only' },
  ],
}

const hex = '0123456789abcdef0123456789abcdef'
export const labels = [
  hex,
  'x',
  '%00',
  '%ff',
  '%',
  '%F0%9F%98%80',
  '..',
  '%2F',
  '%2e%2e%2f',
  'A'.repeat(5_000),
  `${hex}%0a`,
  "'",
  '__proto__',
  `arn%3Aaws%3Amacie2%3Aus-east-1%3A111122223333%3Aclassification-job%2F${hex}`,
  'arn%3Aaws%3Amacie2%3A',
  '%ED%A0%80',
]
export const queryValues = [
  'a',
  '',
  '%00',
  '%ED%A0%80',
  'a%20b',
  'COMPLETE',
  'x'.repeat(2_000),
  'a.b',
  '%',
  '%F0%9F%98%80',
  '1',
]
