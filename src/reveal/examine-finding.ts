// Whether samples of a finding can be revealed: what it is about, what is recorded of it, and whether the object is still
// the one that was scanned. The codes are AWS's own.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { WireFinding } from '../findings/finding.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import type { IdentifierSelection } from '../model/identifier.ts'
import { SourceFailure } from '../model/source-failure.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import type { ResultsStore } from '../results/results-store.ts'
import { findRun } from '../store/runs.ts'
import { findRunOfFinding } from '../store/record-findings.ts'
import { readPlaces, type Places } from './read-places.ts'

export type UnavailabilityReason =
  | 'INVALID_CLASSIFICATION_RESULT'
  | 'OBJECT_EXCEEDS_SIZE_QUOTA'
  | 'OBJECT_UNAVAILABLE'
  | 'UNSUPPORTED_FINDING_TYPE'
  | 'UNSUPPORTED_OBJECT_TYPE'

/** What it takes to read the samples. */
export interface Revealable {
  readonly bucket: string
  readonly entry: ObjectEntry
  /** As the run looked for them. */
  readonly identifiers: IdentifierSelection
  readonly places: Places
}

export interface ExamineContext {
  readonly db: Kysely<Schema>
  readonly store: Pick<ObjectStore, 'describeBucket' | 'currentEntry'>
  readonly resultsStore: Pick<ResultsStore, 'read'>
  readonly warn: (error: Error) => void
}

export async function examineFinding(
  context: ExamineContext,
  finding: WireFinding,
): Promise<Revealable | { readonly reasons: readonly UnavailabilityReason[] }> {
  if (finding.sample || !finding.type.startsWith('SensitiveData:'))
    return { reasons: ['UNSUPPORTED_FINDING_TYPE'] }
  const reasons = objectReasons(finding)
  const recorded = await findRecorded(context, finding)
  if (recorded === undefined) reasons.push('INVALID_CLASSIFICATION_RESULT')
  const entry = entryOf(finding)
  const bucket = finding.resourcesAffected.s3Bucket.name
  if (!(await isStillThere(context.store, { bucket, entry, accountId: finding.accountId })))
    reasons.push('OBJECT_UNAVAILABLE')
  if (recorded === undefined || reasons.length > 0) return { reasons }
  return { bucket, entry, ...recorded }
}

const megabyte = 2 ** 20
/** AWS's, of the objects as they are stored. */
const mostBytes: Readonly<Record<string, number>> = {
  'application/avro': 70 * megabyte,
  'application/gzip': 90 * megabyte,
  'application/json': 25 * megabyte,
  'application/parquet': 100 * megabyte,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 20 * megabyte,
  'application/zip': 355 * megabyte,
  'text/csv': 255 * megabyte,
  'text/plain': 100 * megabyte,
  'text/tab-separated-values': 75 * megabyte,
}

function objectReasons({ classificationDetails, resourcesAffected }: WireFinding): UnavailabilityReason[] {
  const most = mostBytes[classificationDetails.result.mimeType ?? '']
  if (most === undefined) return ['UNSUPPORTED_OBJECT_TYPE']
  return resourcesAffected.s3Object.size > most ? ['OBJECT_EXCEEDS_SIZE_QUOTA'] : []
}

function entryOf({ resourcesAffected: { s3Object } }: WireFinding): ObjectEntry {
  const { key, size, eTag, versionId, storageClass, lastModified } = s3Object
  const facts = { key, size, eTag, storageClass, lastModified: new Date(lastModified) }
  return versionId === '' ? facts : { ...facts, versionId }
}

/** undefined: what the run recorded is gone, or names no place. */
async function findRecorded(
  { db, resultsStore, warn }: ExamineContext,
  finding: WireFinding,
): Promise<Pick<Revealable, 'identifiers' | 'places'> | undefined> {
  const recorded = await findRunOfFinding(db, finding.id)
  const run = recorded && (await findRun(db, recorded))
  if (recorded?.resultsFile == null || run === undefined) return undefined
  try {
    const places = await readPlaces(resultsStore, recorded.resultsFile, finding)
    return places.size === 0 ? undefined : { places, identifiers: run.identifiers }
  } catch (error) {
    warn(
      new Error('Cannot read the places of a finding: its results file is gone or broken', { cause: error }),
    )
    return undefined
  }
}

interface Scanned {
  readonly bucket: string
  readonly entry: ObjectEntry
  /** Who owned the bucket. */
  readonly accountId: string
}

async function isStillThere(
  store: ExamineContext['store'],
  { bucket, entry, accountId }: Scanned,
): Promise<boolean> {
  const described = await store.describeBucket(bucket)
  if ('problem' in described || described.accountId !== accountId) return false
  try {
    return (await store.currentEntry(bucket, entry))?.eTag === entry.eTag
  } catch (error) {
    if (error instanceof SourceFailure) return false
    throw error
  }
}
