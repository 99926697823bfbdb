// The line of an object in a results file: all that its discovery result is made from later, but for the job's own facts.
import type { ObjectEntry } from '../model/bucket.ts'
import type { ScanOutcome } from '../model/scan-outcome.ts'
import type { ObjectLine } from '../results/results-store.ts'

export interface EndedObject {
  readonly entry: Partial<ObjectEntry> & Pick<ObjectEntry, 'key' | 'size'>
  readonly outcome: ScanOutcome
}

/** @param o numbers the readings in the file */
export function objectLine(
  o: number,
  { entry, outcome }: EndedObject,
  findingId: string | undefined,
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
    ...(findingId === undefined ? {} : { findingId }),
  }
}
