// The scan of one part of an object that several scan at once: the same line as for a whole one, but what it comes
// to counts from the part's beginning and is worth nothing without the parts before it.
import { planSplit } from '../content/plan-split.ts'
import { rangeOf, type Part, type Split } from '../content/part.ts'
import type { Place } from '../content/place.ts'
import { readPart } from '../content/read-part.ts'
import type { Detector } from '../detection/detector.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { Detection, ScanOutcome } from '../model/scan-outcome.ts'
import { outcomeOf, scanPassages, type ScanOptions, type Stopped } from './scan-object.ts'
import { createTally } from './tally.ts'

export type { Part, PartStart, Split } from '../content/part.ts'

export interface PartScanned {
  readonly status: 'SCANNED'
  readonly start: number
  readonly end: number
  readonly place: Place
  readonly detections: readonly Detection[]
}

/** To be scanned as one. */
export interface NotSplit {
  readonly status: 'NOT SPLIT'
}

export interface PartScanOptions extends ScanOptions {
  /** Told before anything is found. */
  readonly onStart: (at: number) => void
}

/** `source` begins with the object. */
export function splitObject(
  source: ByteSource,
  detector: Detector,
  options: { readonly partBytes: number },
): Promise<Split | undefined> {
  return planSplit(source, { ...options, looksSensitive: looksSensitiveOf(detector) })
}

/** The bytes of the object that the part's source is to give. */
export function bytesOf(part: Part): { readonly from: number; readonly to: number } {
  const { from, to } = rangeOf(part)
  return { from: from + part.split.mark, to: to + part.split.mark }
}

/** Of a part, only its source's failures and what refuses the whole object are an outcome already. */
export async function scanPart(
  source: ByteSource,
  part: Part,
  scan: { readonly detector: Detector; readonly options: PartScanOptions },
): Promise<PartScanned | NotSplit | ScanOutcome | Stopped> {
  const { detector, options } = scan
  const tally = createTally(detector.identifiers, options)
  let start = 0
  const passages = readPart(source, part, {
    looksSensitive: looksSensitiveOf(detector),
    blockBytes: options.blockBytes,
    reach: () => detector.reach(),
    onStart: (at) => {
      start = at
      options.onStart(at)
    },
  })
  const ended = await scanPassages(passages, { detector, tally, options })
  if ('status' in ended) return ended
  const { summary } = ended
  if (summary === undefined) return { status: 'NOT SPLIT' }
  const { shortfall, end, place } = summary
  if (shortfall !== undefined) return outcomeOf({ ...part.split.summary, shortfall }, [], 0)
  return { status: 'SCANNED', start, end, place, detections: tally.detections() }
}

function looksSensitiveOf(detector: Detector) {
  return (cell: Uint8Array, names: readonly string[]): boolean => detector.looksSensitive(cell, names)
}
