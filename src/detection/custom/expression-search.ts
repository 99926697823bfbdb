// Finds all matches of an expression, from left to right, the longest at each place, in linear time.
//
// The fact to know: the content is divided into stretches of 8 KB, counted from its start. A match may reach to the
// end of the stretch after the one it begins in; one that would be longer is not a match. So it does not matter how
// the content was cut into passages.
import { overReadBytes } from '../../model/passage.ts'
import { createBackwardReading } from './backward-reading.ts'
import { backwardAutomaton, forwardAutomaton, growthCheck } from './lazy-automaton.ts'
import { createLongestMatch } from './longest-match.ts'
import { atEnd, atStart, type PositionAutomaton } from './position-automaton.ts'
import type { Unit } from './text-places.ts'

type Report = (start: number, end: number) => void

export interface ExpressionSearch {
  /** Reports non-overlapping matches that begin at `unblocked` or later; returns the end of the last, or `unblocked`. */
  search(unit: Unit, unblocked: number, report: Report): number
  /** What follows is asked of this unit. */
  open(unit: Unit): void
  /**
   * As `search`, of matches that begin in [from, to) and end at `reach` or before: a border of characters at most 16 KB
   * behind. Neither `from` nor `reach` is before the one asked for before.
   */
  searchWithin(range: Range, unblocked: number, report: Report): number
}

export interface Range {
  readonly from: number
  readonly to: number
  readonly reach: number
}

const stretch = overReadBytes / 2

export function createExpressionSearch(positions: PositionAutomaton): ExpressionSearch {
  const backward = backwardAutomaton(positions)
  const forward = forwardAutomaton(positions)
  const canGrow = growthCheck(forward, backward, positions.words)
  const reading = createBackwardReading(positions, backward)
  const longestFrom = createLongestMatch(positions, { forward, reading, canGrow })
  const { startsAtStart, endsAtEnd } = anchorsOf(positions)
  let unit: Unit

  const open = (next: Unit): void => {
    unit = next
    reading.open(next)
  }

  const searchWithin = ({ from, to, reach }: Range, unblocked: number, report: Report): number => {
    if (startsAtStart && (from > unit.start || !unit.atStart)) return unblocked
    if (endsAtEnd && (reach < unit.end || !unit.atEnd)) return unblocked
    forward.renew()
    reading.read(from, reach)
    let last = unblocked
    for (let at = Math.max(from, unblocked); at < to; at = Math.max(at + 1, last)) {
      at = reading.firstBeginning(at, to)
      if (at === -1) break
      const end = longestFrom(unit, at, reach)
      if (end === -1) continue
      report(at, end)
      last = end
    }
    return last
  }

  return {
    open,
    searchWithin,
    search(next, unblocked, report) {
      open(next)
      const { from, to, offset } = next
      let last = unblocked
      let cell = Math.floor((from + offset) / stretch)
      for (; cell * stretch - offset < to; cell++) {
        const range = {
          from: Math.max(from, cell * stretch - offset),
          to: Math.min(to, (cell + 1) * stretch - offset),
          reach: characterBorder(Math.min(next.end, (cell + 2) * stretch - offset), next),
        }
        last = searchWithin(range, last, report)
      }
      return last
    },
  }
}

/** Can matches begin only where the content begins, or end only where it ends? Then the rest is not read. */
function anchorsOf({ places }: PositionAutomaton): { startsAtStart: boolean; endsAtEnd: boolean } {
  return {
    startsAtStart: places.every(({ first }, place) => (place & atStart) !== 0 || isEmpty(first)),
    endsAtEnd: places.every(({ last }, place) => (place & atEnd) !== 0 || isEmpty(last)),
  }
}

function isEmpty(set: Uint32Array): boolean {
  return set.every((word) => word === 0)
}

/** The border of a character at or before `at`, so that a stretch never ends within one. */
function characterBorder(at: number, { bytes, start, end }: Unit): number {
  if (at >= end) return at
  let border = at
  while (border > start && at - border < 3 && (bytes[border]! & 0xc0) === 0x80) border--
  return (bytes[border]! & 0xc0) === 0x80 ? at : border
}
