// Names derived from what they name: a repeated scan gives the same finding and the same results record.
import { createHash } from 'node:crypto'

export interface ScannedVersion {
  /** The account that owns the job. */
  readonly accountId: string
  readonly jobId: string
  readonly runNumber: number
  readonly bucket: string
  readonly key: string
  readonly versionId?: string | undefined
}

/** 32 lowercase hex characters. */
export function findingId(scanned: ScannedVersion): string {
  return createHash('sha256').update(nameOf('finding', scanned)).digest('hex').slice(0, 32)
}

/** Of names that are ours; any value serves, as long as it never changes. */
const namespace = Buffer.from('7c1f2b6e9d3a4f0c8b5e1a2d3c4b5f60', 'hex')

/** The name-based UUID (version 5, RFC 9562) of the object's detailed results. */
export function resultsId(scanned: ScannedVersion): string {
  const bytes = createHash('sha1')
    .update(namespace)
    .update(nameOf('results', scanned))
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function nameOf(purpose: string, scanned: ScannedVersion): string {
  const { accountId, jobId, runNumber, bucket, key, versionId } = scanned
  // JSON keeps the members apart, whatever characters a key has.
  return JSON.stringify([purpose, accountId, jobId, runNumber, bucket, key, versionId ?? ''])
}
