// A line of a results file: what became of one object, or up to 1,000 occurrences in it.
//
// The one fact to know: occurrences are written while their object is still being read. They count only if the line
// of an object with the same number follows in the same file and is not SKIPPED.
import type { Occurrence } from '../model/scan-outcome.ts'
import type { ShortfallReason } from '../model/shortfall.ts'

export interface ObjectLine {
  readonly t: 'object'
  /** Numbers the readings of objects in this file; a reading that was given up leaves its number unused. */
  readonly o: number
  readonly key: string
  readonly versionId?: string
  readonly status: 'COMPLETE' | 'PARTIAL' | 'SKIPPED'
  readonly reason?: ShortfallReason
  readonly size: number
  readonly bytesAnalysed: number
  readonly format?: string
  readonly mimeType?: string
  /** As it was listed or read; what is missing, the store did not tell. */
  readonly eTag?: string
  /** ISO 8601. */
  readonly lastModified?: string
  readonly storageClass?: string
  readonly detections: readonly CountedDetection[]
  /** Which state of the identifiers read it; absent where nothing was read. */
  readonly identifierSet?: string
  /** Absent where nothing was found. */
  readonly findingId?: string
}

export interface CountedDetection {
  /** Managed identifier id, or the custom identifier's UUID. */
  readonly identifier: string
  readonly category: Occurrence['category']
  readonly count: number
}

export interface OccurrencesLine {
  readonly t: 'occurrences'
  readonly o: number
  readonly items: readonly Occurrence[]
}

export type ResultLine = ObjectLine | OccurrencesLine
