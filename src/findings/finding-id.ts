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
  return digest('finding', scanned).toString('hex').slice(0, 32)
}

/** A name-based UUID (version 8: its bits are a digest of ours) of the object's detailed results. */
export function resultsId(scanned: ScannedVersion): string {
  const bytes = digest('results', scanned).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function digest(purpose: string, scanned: ScannedVersion): Buffer {
  const { accountId, jobId, runNumber, bucket, key, versionId } = scanned
  // JSON keeps the members apart, whatever characters a key has.
  const name = JSON.stringify([purpose, accountId, jobId, runNumber, bucket, key, versionId ?? ''])
  return createHash('sha256').update(name).digest()
}
