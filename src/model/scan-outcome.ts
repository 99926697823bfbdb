// What the scan of one object came to. Plain data: it crosses from a scan thread to whoever records it.
import type { IdentifierCategory } from './identifier.ts'
import type { Location } from './location.ts'
import type { ShortfallReason } from './shortfall.ts'

export interface ScanOutcome {
  readonly status: 'COMPLETE' | 'PARTIAL' | 'SKIPPED'
  readonly reason?: ShortfallReason
  readonly detail?: string
  /** The reader's name, e.g. `csv`; absent where no reader took the object. */
  readonly format?: string
  readonly mimeType?: string
  /** Bytes analysed: the object's stored bytes that were read, 0 where it was SKIPPED. */
  readonly bytesAnalysed: number
  readonly detections: readonly Detection[]
  /** SKIPPED, but reading the object once more may help. */
  readonly retryable?: true
}

/** One identifier's occurrences in one object; order: category, then identifier. */
export interface Detection {
  readonly identifier: DetectedIdentifier
  /** Exact, whatever was located. */
  readonly count: number
  /** The first occurrences in document order, at most 15. */
  readonly located: readonly Location[]
  /** How many occurrences were handed on as located; less than `count` where the limit cut. */
  readonly occurrencesKept: number
}

export type DetectedIdentifier =
  | { readonly kind: 'managed'; readonly id: string; readonly category: IdentifierCategory }
  | { readonly kind: 'custom'; readonly id: string; readonly name: string }

/** A located occurrence: a line of the results. */
export interface Occurrence {
  /** Managed identifier id, or the custom identifier's UUID. */
  readonly identifier: string
  readonly category: IdentifierCategory | 'CUSTOM_IDENTIFIER'
  readonly location: Location
  /** The matched text: only where it was asked for explicitly. */
  readonly text?: string
}
