// The line of an object in a results file: all that its discovery result is made from later, but for the job's own facts.
import type { ObjectEntry } from '../model/bucket.ts'
import type { ScanOutcome } from '../model/scan-outcome.ts'
import type { ObjectLine } from '../results/results-store.ts'

export interface EndedObject {
  readonly entry: Partial<ObjectEntry> & Pick<ObjectEntry, 'key' | 'size'>
  readonly outcome: ScanOutcome
}

/** What is known of a reading beside what came of it. */
export interface ReadingFacts {
  /** Numbers the readings in the file. */
  readonly o: number
  readonly findingId?: string | undefined
  /** Absent where nothing was read. */
  readonly identifierSet?: string
}

export function objectLine(
  { o, findingId, identifierSet }: ReadingFacts,
  { entry, outcome }: EndedObject,
): ObjectLine {
  const { key, versionId, size, eTag, lastModified, storageClass } = entry
  const { status, reason, bytesAnalysed, format, mimeType, detections } = outcome
  return {
    t: 'object',
    o,
    key,
    ...(versionId === undefined ? {} : { versionId }),
    status,
    ...(reason === undefined ? {} : { reason }),
    size,
    bytesAnalysed,
    ...(format === undefined ? {} : { format }),
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(eTag === undefined ? {} : { eTag }),
    ...(lastModified === undefined ? {} : { lastModified: lastModified.toISOString() }),
    ...(storageClass === undefined ? {} : { storageClass }),
    detections: detections.map(({ identifier, count }) => ({
      identifier: identifier.id,
      category: identifier.kind === 'managed' ? identifier.category : 'CUSTOM_IDENTIFIER',
      count,
    })),
    ...(identifierSet === undefined ? {} : { identifierSet }),
    ...(findingId === undefined ? {} : { findingId }),
  }
}
