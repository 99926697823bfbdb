import { describe, expect, test } from 'vitest'
import type { Location } from '../model/location.ts'
import type { Detection, ScanOutcome } from '../model/scan-outcome.ts'
import { assembleFinding, type FindingInput } from './assemble-finding.ts'
import type { WireFinding } from './finding.ts'

const createdAt = new Date('2026-11-20T10:11:12.345Z')
const nobodysAccount = '111122223333'

function cells(count: number): Location[] {
  return Array.from({ length: count }, (_, i) => ({ kind: 'cell', row: i + 2, column: 1 }))
}

function managed(
  id: string,
  category: 'CREDENTIALS' | 'FINANCIAL_INFORMATION' | 'PERSONAL_INFORMATION',
  count: number,
): Detection {
  return {
    identifier: { kind: 'managed', id, category },
    count,
    located: cells(Math.min(count, 15)),
    occurrencesKept: count,
  }
}

function custom(id: string, count: number): Detection {
  return {
    identifier: { kind: 'custom', id, name: `Name of ${id}` },
    count,
    located: cells(Math.min(count, 15)),
    occurrencesKept: count,
  }
}

function outcomeOf(detections: readonly Detection[], more: Partial<ScanOutcome> = {}): ScanOutcome {
  const read = { status: 'COMPLETE', format: 'csv', mimeType: 'text/csv', bytesAnalysed: 1_234 } as const
  return { ...read, detections, ...more }
}

function inputOf(outcome: ScanOutcome, more: Partial<FindingInput> = {}): FindingInput {
  return {
    outcome,
    object: {
      key: 'hr/people.csv',
      size: 1_234,
      eTag: 'fs-1',
      lastModified: new Date('2026-10-01T00:00:00Z'),
      extension: 'csv',
      tags: new Map([['owner', 'hr']]),
    },
    bucket: {
      name: 'reports',
      accountId: nobodysAccount,
      region: 'eu-west-1',
      createdAt: undefined,
      tags: undefined,
    },
    job: {
      accountId: '000000000000',
      jobId: 'a'.repeat(32),
      jobArn: 'arn:aws:macie2:us-east-1:000000000000:classification-job/a',
      runNumber: 2,
      region: 'us-east-1',
    },
    customIdentifiers: [],
    createdAt,
    ...more,
  }
}

function findingOf(detections: readonly Detection[], more: Partial<ScanOutcome> = {}): WireFinding {
  return assembleFinding(inputOf(outcomeOf(detections, more)))!.finding
}

const ssn = managed('USA_SOCIAL_SECURITY_NUMBER', 'PERSONAL_INFORMATION', 3)

describe('a finding', () => {
  test('has every member of the API, and null where a thing is not known', () => {
    const { finding, ...record } = assembleFinding(inputOf(outcomeOf([ssn])))!
    expect(record).toMatchObject({ accountId: '000000000000', jobId: 'a'.repeat(32), runNumber: 2 })
    const unknown = { encryptionType: 'UNKNOWN', kmsMasterKeyId: null }
    expect(finding).toEqual({
      schemaVersion: '1.0',
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      // Of the object, not of the job.
      accountId: nobodysAccount,
      partition: 'aws',
      region: 'us-east-1',
      category: 'CLASSIFICATION',
      type: 'SensitiveData:S3Object/Personal',
      title: 'The S3 object contains personal information.',
      description: expect.any(String),
      severity: { description: 'High', score: 3 },
      createdAt: '2026-11-20T10:11:12.345Z',
      updatedAt: '2026-11-20T10:11:12.345Z',
      count: 1,
      archived: false,
      sample: false,
      policyDetails: null,
      resourcesAffected: {
        s3Bucket: {
          name: 'reports',
          arn: 'arn:aws:s3:::reports',
          createdAt: null,
          owner: { displayName: null, id: null },
          tags: [],
          defaultServerSideEncryption: unknown,
          publicAccess: { effectivePermission: 'UNKNOWN', permissionConfiguration: null },
          allowsUnencryptedObjectUploads: 'UNKNOWN',
        },
        s3Object: {
          bucketArn: 'arn:aws:s3:::reports',
          key: 'hr/people.csv',
          path: 'reports/hr/people.csv',
          extension: 'csv',
          lastModified: '2026-10-01T00:00:00.000Z',
          size: 1_234,
          storageClass: 'STANDARD',
          tags: [{ key: 'owner', value: 'hr' }],
          eTag: 'fs-1',
          versionId: '',
          publicAccess: null,
          serverSideEncryption: unknown,
        },
      },
      classificationDetails: {
        jobArn: 'arn:aws:macie2:us-east-1:000000000000:classification-job/a',
        jobId: 'a'.repeat(32),
        originType: 'SENSITIVE_DATA_DISCOVERY_JOB',
        detailedResultsLocation: expect.stringMatching(
          `^s3://\\[export-config-not-set\\]/AWSLogs/000000000000/Macie/us-east-1/${'a'.repeat(32)}/${nobodysAccount}/[0-9a-f-]{36}\\.jsonl\\.gz$`,
        ),
        result: {
          status: { code: 'COMPLETE', reason: null },
          mimeType: 'text/csv',
          sizeClassified: 1_234,
          additionalOccurrences: false,
          sensitiveData: [
            {
              category: 'PERSONAL_INFORMATION',
              totalCount: 3,
              detections: [
                {
                  type: 'USA_SOCIAL_SECURITY_NUMBER',
                  count: 3,
                  occurrences: {
                    cells: [2, 3, 4].map((row) => ({
                      row,
                      column: 1,
                      columnName: null,
                      cellReference: null,
                    })),
                    lineRanges: null,
                    offsetRanges: null,
                    pages: null,
                    records: null,
                  },
                },
              ],
            },
          ],
          customDataIdentifiers: { totalCount: 0, detections: [] },
        },
      },
    })
  })

  test('is none where nothing is to be reported', () => {
    expect(assembleFinding(inputOf(outcomeOf([])))).toBeUndefined()
    const skipped = {
      status: 'SKIPPED',
      reason: 'MALFORMED_FILE',
      bytesAnalysed: 0,
      detections: [ssn],
    } as const
    expect(assembleFinding(inputOf(skipped))).toBeUndefined()
  })

  test('of a part of an object says why it is only a part', () => {
    const { result } = findingOf([ssn], { status: 'PARTIAL', reason: 'MALFORMED_FILE' }).classificationDetails
    expect(result.status).toEqual({ code: 'PARTIAL', reason: 'MALFORMED_FILE' })
  })

  test.each([
    [['CREDENTIALS'], 'SensitiveData:S3Object/Credentials'],
    [['FINANCIAL_INFORMATION'], 'SensitiveData:S3Object/Financial'],
    [['PERSONAL_INFORMATION'], 'SensitiveData:S3Object/Personal'],
    [['FINANCIAL_INFORMATION', 'PERSONAL_INFORMATION'], 'SensitiveData:S3Object/Multiple'],
    [['CUSTOM'], 'SensitiveData:S3Object/CustomIdentifier'],
    [['CUSTOM', 'CUSTOM'], 'SensitiveData:S3Object/CustomIdentifier'],
    [['CREDENTIALS', 'CUSTOM'], 'SensitiveData:S3Object/Multiple'],
  ] as const)('of %j is of type %s', (kinds, type) => {
    const detections = kinds.map((kind, i) =>
      kind === 'CUSTOM' ? custom(`c${i}`, 1) : managed(`M${i}`, kind, 1),
    )
    expect(findingOf(detections).type).toBe(type)
  })

  test('groups by category, counts exactly, and lists custom identifiers apart', () => {
    const { result } = findingOf([
      managed('PKCS', 'CREDENTIALS', 2),
      managed('CREDIT_CARD_NUMBER', 'FINANCIAL_INFORMATION', 70_000),
      managed('CREDIT_CARD_EXPIRATION', 'FINANCIAL_INFORMATION', 30_000),
      custom('uuid', 5),
    ]).classificationDetails
    expect(result.sensitiveData.map(({ category, totalCount }) => [category, totalCount])).toEqual([
      ['CREDENTIALS', 2],
      ['FINANCIAL_INFORMATION', 100_000],
    ])
    expect(result.customDataIdentifiers).toMatchObject({
      totalCount: 5,
      detections: [{ arn: 'uuid', name: 'Name of uuid', count: 5 }],
    })
  })

  test('has the first fifteen places in all, filled from the first detection on', () => {
    const { result } = findingOf([
      managed('PKCS', 'CREDENTIALS', 9),
      managed('USA_SOCIAL_SECURITY_NUMBER', 'PERSONAL_INFORMATION', 200),
      custom('uuid', 5),
    ]).classificationDetails
    const kept = result.sensitiveData.map(({ detections }) => detections[0]!.occurrences.cells?.length)
    expect(kept).toEqual([9, 6])
    expect(result.customDataIdentifiers.detections[0]!.occurrences.cells).toBeNull()
    expect(result.additionalOccurrences).toBe(true)
  })

  test('tells no places of an archive, but that there are some', () => {
    const { result } = findingOf([ssn], {
      format: 'gzip',
      mimeType: 'application/gzip',
    }).classificationDetails
    expect(result.sensitiveData[0]!.detections[0]!.occurrences.cells).toBeNull()
    expect(result.additionalOccurrences).toBe(true)
  })
})

describe('the severity of a finding', () => {
  test('is the highest of its detections', () => {
    const low = managed('DATE_OF_BIRTH', 'PERSONAL_INFORMATION', 1)
    expect(findingOf([low]).severity).toEqual({ description: 'Low', score: 1 })
    expect(findingOf([low, custom('uuid', 1)]).severity).toEqual({ description: 'Medium', score: 2 })
    expect(findingOf([low, custom('uuid', 1), ssn]).severity).toEqual({ description: 'High', score: 3 })
  })

  test('leaves out a custom identifier below its lowest threshold', () => {
    const customIdentifiers = [
      {
        id: 'uuid',
        severityLevels: [
          { occurrencesThreshold: 10, severity: 'LOW' },
          { occurrencesThreshold: 50, severity: 'HIGH' },
        ],
      },
    ] as const
    const below = inputOf(outcomeOf([ssn, custom('uuid', 9)]), { customIdentifiers })
    expect(assembleFinding(below)!.finding).toMatchObject({
      type: 'SensitiveData:S3Object/Personal',
      classificationDetails: { result: { customDataIdentifiers: { totalCount: 0, detections: [] } } },
    })
    expect(assembleFinding(inputOf(outcomeOf([custom('uuid', 9)]), { customIdentifiers }))).toBeUndefined()
    const at = inputOf(outcomeOf([custom('uuid', 10)]), { customIdentifiers })
    expect(assembleFinding(at)!.finding.severity.description).toBe('Low')
  })
})

describe('the id of a finding', () => {
  test('is the same for the same version of an object in the same run, whatever was found and when', () => {
    const first = assembleFinding(inputOf(outcomeOf([ssn])))!.finding
    const again = assembleFinding(
      inputOf(outcomeOf([custom('uuid', 1)]), { createdAt: new Date(0) }),
    )!.finding
    expect(again.id).toBe(first.id)
    expect(again.classificationDetails.detailedResultsLocation).toBe(
      first.classificationDetails.detailedResultsLocation,
    )
  })

  test('is another for another run, object or version', () => {
    const { job, object, bucket } = inputOf(outcomeOf([ssn]))
    const others = [
      {},
      { job: { ...job, runNumber: 3 } },
      { job: { ...job, jobId: 'b'.repeat(32) } },
      { job: { ...job, accountId: '000000000001' } },
      { bucket: { ...bucket, name: 'reports2' } },
      { object: { ...object, key: 'hr/people.csv2' } },
      { object: { ...object, versionId: 'v1' } },
    ]
    const ids = others.map((other) => assembleFinding(inputOf(outcomeOf([ssn]), other))!.finding.id)
    expect(new Set(ids).size).toBe(others.length)
  })
})
