// A cell or value of more than a block: handed on in parts that overlap and have one location.
import {
  leftContextBytes,
  overReadBytes,
  type ContextTable,
  type Layout,
  type Passage,
} from '../model/passage.ts'
import type { Location } from '../model/location.ts'
import { characterBoundary, cutBefore } from './cut.ts'
import { segmentsOf } from './segment-list.ts'
import type { Window } from './window.ts'

export interface LongValue {
  readonly layout: Layout
  readonly table: ContextTable
  readonly context: number
  readonly location: Location
}

export interface Part {
  /** First byte of the value that is still in memory. */
  readonly start: number
  /** Hand on bytes [from, to). */
  readonly from: number
  readonly to: number
  /** Where the value's bytes in memory end: over-read included. */
  readonly seen: number
  readonly atStart: boolean
  readonly atEnd: boolean
}

/** Uses the window's segments. */
export function* partsOf(window: Window, value: LongValue, part: Part): Generator<Passage> {
  const { bytes, segments } = window
  const locate = (): Location => value.location
  for (let from = part.from; from < part.to;) {
    const last = part.to - from <= window.blockBytes
    const to = last ? part.to : cutBefore(bytes, from, from + window.blockBytes)
    const start = characterBoundary(bytes, part.start, Math.max(part.start, from - leftContextBytes))
    const end = Math.min(part.seen, to + overReadBytes)
    segments.count = 1
    segments.starts[0] = start
    segments.ends[0] = end
    segments.contexts[0] = value.context
    const atStart = part.atStart && start === part.start
    const range = { bytes, start, from, to, end, atStart, atEnd: part.atEnd && end === part.to }
    yield { layout: value.layout, ...range, segments: segmentsOf(segments, value.table), locate }
    from = to
  }
}
