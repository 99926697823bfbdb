// Finds the instances of managed identifiers in one passage after another of the same content.
//
// The fact to know: a form's instance counts only where its keyword rule holds: in prose by distance, in a cell or
// value by what stands in it or in the names of its column or path. Of instances of one identifier that overlap, the
// first counts, and of those that begin together the longest; different identifiers may share bytes.
import type { ContextTable } from '../../model/passage.ts'
import { createPassageSearch, type PassageSearch, type SearchedPassage } from './passage-search.ts'
import { longestNearKeywords, type Program } from './program.ts'
import { readWords } from './read-words.ts'
import { searchProse } from './search-prose.ts'
import { searchSegments } from './search-segments.ts'

export type Report = (identifier: number, start: number, end: number) => void

export interface Search {
  /**
   * Reports each instance that begins in [from, to), ascending by start. `blocked` has for each identifier where its last
   * match before them ends.
   */
  search(passage: SearchedPassage, blocked: Int32Array | undefined, report: Report): void
  /** Does anything occur in this text, as a cell of context 0 of the table? Leaves the content at hand alone. */
  occursIn(cell: Uint8Array, table: ContextTable): boolean
}

/** Bytes before `from` in which a keyword can begin that matters: 30 characters and the keyword itself. */
const lookBackBytes = 512

export function createSearch(program: Program): Search {
  const shared = createPassageSearch(program)

  return {
    search(passage, blocked, report) {
      collect(shared, passage)
      shared.candidates.choose(
        blocked === undefined ? new Int32Array(program.identifiers.length) : blocked.slice(),
        report,
      )
    },
    occursIn(cell, table) {
      let occurs = false
      collect(shared, cellPassage(cell, table))
      shared.candidates.choose(new Int32Array(program.identifiers.length), () => (occurs = true))
      return occurs
    },
  }
}

function collect(shared: PassageSearch, passage: SearchedPassage): void {
  const { words } = shared
  const { bytes } = passage
  shared.text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  words.clear()
  shared.walker.begin(bytes)
  shared.triedUntil.fill(0)
  const reach = passage.to + longestNearKeywords + lookBackBytes
  const text = {
    bytes,
    lowest: passage.start,
    from: Math.max(passage.start, passage.from - lookBackBytes),
    to: Math.min(passage.end, reach),
    end: passage.end,
  }
  readWords(shared.program, text, words)
  if (passage.segments === undefined) searchProse(shared, passage)
  else searchSegments(shared, passage, passage.segments)
}

function cellPassage(cell: Uint8Array, table: ContextTable): SearchedPassage {
  const whole = Int32Array.of(cell.length)
  const segments = {
    count: 1,
    starts: new Int32Array(1),
    ends: whole,
    contexts: new Int32Array(1),
    table,
  }
  return {
    bytes: cell,
    start: 0,
    from: 0,
    to: cell.length,
    end: cell.length,
    atStart: true,
    atEnd: true,
    segments,
  }
}
