// Findings for tests, assembled as a run assembles them, of objects that are nowhere.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '../database/open-database.ts'
import { assembleFinding } from '../findings/assemble-finding.ts'
import type { Location } from '../model/location.ts'
import { recordFindings } from '../store/record-findings.ts'

export interface TestFinding {
  readonly bucket?: string
  readonly key?: string
  readonly createdAt?: Date
  readonly located?: readonly Location[]
}

/** The finding's id. */
export async function addTestFinding(
  database: Database,
  accountId: string,
  {
    bucket = 'b',
    key = randomBytes(8).toString('hex'),
    createdAt = new Date(),
    located = [],
  }: TestFinding = {},
): Promise<string> {
  const jobId = '0'.repeat(32)
  const identifier = {
    kind: 'managed',
    id: 'USA_SOCIAL_SECURITY_NUMBER',
    category: 'PERSONAL_INFORMATION',
  } as const
  const custom = { kind: 'custom', id: randomUUID(), name: 'badge' } as const
  const record = assembleFinding({
    outcome: {
      status: 'COMPLETE',
      bytesAnalysed: 10,
      mimeType: 'text/plain',
      detections: [identifier, custom].map((found) => ({
        identifier: found,
        count: located.length + 1,
        located,
        occurrencesKept: located.length,
      })),
    },
    object: {
      key,
      size: 10,
      eTag: 'e',
      lastModified: createdAt,
      extension: 'txt',
      tags: new Map([['k', 'v']]),
    },
    bucket: { name: bucket, accountId, region: 'us-east-1', createdAt, tags: new Map([['team', 'red']]) },
    job: {
      accountId,
      jobId,
      jobArn: `arn:aws:macie2:us-east-1:${accountId}:classification-job/${jobId}`,
      runNumber: 1,
      region: 'us-east-1',
    },
    customIdentifiers: [],
    createdAt,
  })
  if (record === undefined) throw new Error('Cannot make a finding for the test: there is nothing to report')
  await recordFindings(database.interactive, accountId, [{ ...record, resultsFile: null }])
  return record.finding.id
}
