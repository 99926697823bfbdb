// What stands at the places of a text, and which column of an automaton's steps its characters ask for.
//
// The fact to know: what an ASCII character asks for within a unit can be read from two tables of bytes; only the ends
// of a unit and other characters need a closer look.
import { atBoundary, atEnd, atStart, type PositionAutomaton } from './position-automaton.ts'

/** A piece of text that matches do not leave: a passage of prose, or a cell. */
export interface Unit {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** Matches may begin in [from, to). */
  readonly from: number
  readonly to: number
  readonly atStart: boolean
  readonly atEnd: boolean
  /** Bytes of the content before bytes[0]; negative where bytes[0] is before the content. */
  readonly offset: number
}

/**
 * The column of ASCII byte b at a place inside a unit: columns[b] + (boundaries[b] ^ boundaries[byte beyond the place]).
 * Other bytes lead to a column whose steps are never known.
 */
export interface ByteColumns {
  readonly columns: Int32Array
  readonly boundaries: Uint8Array
}

export function byteColumns({ classes, readers, places }: PositionAutomaton): ByteColumns {
  const kinds = places.length
  const unknown = readers.length * kinds
  return {
    columns: Int32Array.from({ length: 256 }, (_, byte) =>
      byte < 0x80 ? classes.classOf(byte) * kinds : unknown,
    ),
    boundaries: Uint8Array.from({ length: 256 }, (_, byte) => (kinds > 1 && isWord(byte) ? atBoundary : 0)),
  }
}

/** What stands at a place, as far as the expression asks. */
export function placeCheck({ places }: PositionAutomaton): (unit: Unit, at: number) => number {
  const kinds = places.length
  return kinds === 1 ? () => 0 : (unit, at) => placeIn(unit, at) & (kinds - 1)
}

function placeIn({ bytes, start, end, atStart: opens, atEnd: closes }: Unit, at: number): number {
  const before = at > start && isWord(bytes[at - 1]!)
  const after = at < end && isWord(bytes[at]!)
  return (
    (before === after ? 0 : atBoundary) +
    (at === start && opens ? atStart : 0) +
    (at === end && closes ? atEnd : 0)
  )
}

function isWord(byte: number): boolean {
  const letter = byte | 0x20
  return (letter >= 0x61 && letter <= 0x7a && byte < 0x80) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f
}
