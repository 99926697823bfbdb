// The cells or values of a passage, as units to search: each on its own, or all as one text.
//
// The fact to know: no match crosses a separator, so an expression that does not ask where a cell begins or ends finds
// the same in all of them at once, and much sooner.
import { cellSeparator, rowSeparator, textContext, type Passage, type Segments } from '../../model/passage.ts'
import type { NameCheck } from './named-identifiers.ts'
import type { Unit } from './text-places.ts'

export interface Cells {
  readonly segments: Segments
  /** By identifier: the segments whose name has one of its keywords. */
  readonly named: (number[] | undefined)[]
  /** undefined where no match may begin in it. */
  unitOf(index: number): Unit | undefined
  /** All segments as one text; undefined where they are not all between separators. */
  whole(): Unit | undefined
}

export function cellsOf(passage: Passage, segments: Segments, offset: number): Cells {
  const { bytes } = passage
  const { count, starts, ends, contexts } = segments
  const unitIn = (start: number, end: number): Unit | undefined => {
    const from = Math.max(start, passage.from)
    const to = Math.min(end, passage.to)
    return from < to ? { bytes, start, end, from, to, atStart: true, atEnd: true, offset } : undefined
  }
  let whole: Unit | undefined | null = null
  return {
    segments,
    named: [],
    unitOf(index) {
      const [start, end] = [starts[index]!, ends[index]!]
      const unit = unitIn(start, end)
      if (unit === undefined || contexts[index] !== textContext) return unit
      // A text begins and ends where the content does.
      const atStart = passage.atStart && start === passage.start
      return { ...unit, atStart, atEnd: passage.atEnd && end === passage.end }
    },
    whole() {
      if (whole === null)
        whole = count > 0 && areSeparated(bytes, segments) ? unitIn(starts[0]!, ends[count - 1]!) : undefined
      return whole
    },
  }
}

function areSeparated(bytes: Uint8Array, { count, starts, ends }: Segments): boolean {
  for (let index = 1; index < count; index++) {
    if (!isSeparator(bytes[ends[index - 1]!]!) || !isSeparator(bytes[starts[index]! - 1]!)) return false
  }
  return true
}

function isSeparator(byte: number): boolean {
  return byte === cellSeparator || byte === rowSeparator
}

/** Passes on what is in a segment: what is between them is nobody's. To be told of matches in ascending order. */
export function within({ count, starts, ends }: Segments, report: Report): Report {
  let index = 0
  return (start, end) => {
    while (index < count && ends[index]! <= start) index++
    if (index < count && starts[index]! <= start && end <= ends[index]!) report(start, end)
  }
}

type Report = (start: number, end: number) => void

export function listNamed({ segments, named }: Cells, namedIn: NameCheck): void {
  const { count, contexts, table } = segments
  const namedBy = namedIn(table)
  for (let index = 0; index < count; index++) {
    if (contexts[index] === textContext) continue
    const identifiers = namedBy(contexts[index]!)
    for (let i = 0; i < identifiers.length; i++) (named[identifiers[i]!] ??= []).push(index)
  }
}
