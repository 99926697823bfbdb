// A finding as the event that is published: EventBridge's envelope around the finding as the API gives it.
//
// Its id is derived from the finding and its last change: whoever gets it twice knows that it is the same.
import { createHash } from 'node:crypto'

export interface PublishedFinding {
  readonly id: string
  /** Of the service: the account that owns the job. */
  readonly accountId: string
  readonly severity: 'Low' | 'Medium' | 'High'
  readonly updatedAt: Date
  readonly region: string
  /** As the API gives it, nulls and all. */
  readonly body: unknown
}

export interface FindingEvent {
  /** A UUID. */
  readonly id: string
  readonly severity: PublishedFinding['severity']
  readonly time: Date
  /** One line of JSON. */
  readonly json: string
}

export function findingEvent(finding: PublishedFinding): FindingEvent {
  const id = eventId(finding)
  const { updatedAt: time, severity } = finding
  const event = {
    version: '0',
    id,
    'detail-type': 'Macie Finding',
    source: 'aws.macie',
    account: finding.accountId,
    time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
    region: finding.region,
    resources: [],
    detail: finding.body,
  }
  return { id, severity, time, json: JSON.stringify(event) }
}

/** A name-based UUID (version 8 of RFC 9562: its bits are ours). */
function eventId({ id, updatedAt }: PublishedFinding): string {
  const name = JSON.stringify(['finding event', id, updatedAt.toISOString()])
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
