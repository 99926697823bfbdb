// The scan of one object: source -> content -> detection -> locate -> findings.
//
// The caller opened the source and closes it. Occurrences are handed on while the object is still being read: what
// was handed on of an object that ends SKIPPED or stopped does not count.
import type { Passage } from '../model/passage.ts'
import { readContent, type ContentSummary } from '../content/read-content.ts'
import type { Detector } from '../detection/detector.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { Occurrence, ScanOutcome } from '../model/scan-outcome.ts'
import { SourceFailure } from '../model/source-failure.ts'
import { createTally, type Tally } from './tally.ts'

export interface ScanOptions {
  /** Takes up to 1,000 located occurrences at a time, in document order. */
  readonly onOccurrences?: (chunk: readonly Occurrence[]) => void | Promise<void>
  /** Asked between passages. */
  readonly stopRequested?: () => boolean
  /** Occurrences of one identifier that are handed on; 100,000 unless set. Counts are exact in any case. */
  readonly maxOccurrencesPerIdentifier?: number
  /** Hand on the matched text as well. */
  readonly reveal?: boolean
  /** New bytes a passage; the readers' own default unless set. */
  readonly blockBytes?: number
  /** Occurrences that were handed on of what comes before, by their identifier: they count for the limit. */
  readonly keptBefore?: ReadonlyMap<string, number>
}

/** The scan was broken off because the caller asked for it: nothing of it counts. */
export interface Stopped {
  readonly status: 'STOPPED'
}

/** What is wrong with the object is part of the outcome; a failure of `onOccurrences` is thrown. */
export async function scanObject(
  source: ByteSource,
  detector: Detector,
  options: ScanOptions = {},
): Promise<ScanOutcome | Stopped> {
  const counted = countBytes(source)
  const tally = createTally(detector.identifiers, options)
  const passages = readContent(counted.source, {
    looksSensitive: (cell, names) => detector.looksSensitive(cell, names),
    ...(options.blockBytes === undefined ? {} : { blockBytes: options.blockBytes }),
  })
  const end = await scanPassages(passages, { detector, tally, options })
  return 'status' in end ? end : outcomeOf(end.summary, tally.detections(), counted.bytes())
}

/** The outcome where it is known before the passages end, else what they end with. */
export async function scanPassages<Summary>(
  passages: AsyncGenerator<Passage, Summary>,
  scan: { readonly detector: Detector; readonly tally: Tally; readonly options: ScanOptions },
): Promise<{ readonly summary: Summary } | ScanOutcome | Stopped> {
  const { detector, tally, options } = scan
  let ended = false
  try {
    for (;;) {
      if (options.stopRequested?.() === true) return { status: 'STOPPED' }
      const next = await passages.next()
      if (next.done === true) {
        ended = true
        await tally.handOn()
        return { summary: next.value }
      }
      await tally.add(next.value, detector.detect(next.value))
    }
  } catch (error) {
    if (error instanceof SourceFailure) return failed(error)
    throw error
  } finally {
    if (!ended) await passages.return(undefined as Summary)
  }
}

export function outcomeOf(
  { shortfall, ...summary }: ContentSummary,
  detections: ScanOutcome['detections'],
  bytes: number,
): ScanOutcome {
  if (shortfall === undefined) return { status: 'COMPLETE', ...summary, bytesAnalysed: bytes, detections }
  if (shortfall.status === 'PARTIAL') return { ...shortfall, ...summary, bytesAnalysed: bytes, detections }
  return { ...shortfall, ...summary, bytesAnalysed: 0, detections: [] }
}

function failed(failure: SourceFailure): ScanOutcome {
  const outcome = { status: 'SKIPPED', reason: failure.reason, detail: failure.message } as const
  return { ...outcome, bytesAnalysed: 0, detections: [], ...(failure.retryable ? { retryable: true } : {}) }
}

function countBytes(source: ByteSource): { readonly source: ByteSource; readonly bytes: () => number } {
  let bytes = 0
  const count = (read: number): number => {
    bytes += read
    return read
  }
  const read = (target: Uint8Array): number | Promise<number> => {
    const answer = source.read(target)
    return typeof answer === 'number' ? count(answer) : answer.then(count)
  }
  const counting = { name: source.name, size: source.size, read, close: () => source.close() }
  return { source: counting, bytes: () => bytes }
}
