// Finds all matches of an expression, from left to right, the longest at each place, in linear time.
//
// The fact to know: the content is divided into stretches of 8 KB, counted from its start. A match may reach to the
// end of the stretch after the one it begins in; one that would be longer is not a match. So it does not matter how
// the content was cut into passages.
import { overReadBytes } from '../../model/passage.ts'
import { createBackwardReading } from './backward-reading.ts'
import { createBeyondCheck, type BeyondCheck } from './beyond-check.ts'
import { backwardAutomaton, forwardAutomaton, growthCheck } from './lazy-automaton.ts'
import { createLongestMatch } from './longest-match.ts'
import { atEnd, atStart, type PositionAutomaton } from './position-automaton.ts'
import type { Unit } from './text-places.ts'

type Report = (start: number, end: number) => void

export interface ExpressionSearch {
  /** Reports non-overlapping matches that begin at `unblocked` or later; returns the end of the last, or `unblocked`. */
  search(unit: Unit, unblocked: number, report: Report): number
  /** What follows is asked of this unit, in ascending order. */
  open(unit: Unit): void
  /** As `search`, of matches that begin in [from, to) and have at most so many bytes. */
  searchBetween(range: Beginnings, unblocked: number, report: Report): number
  /**
   * As `search`, of matches that begin in [from, to) and end at `latestEnd` or before, a border of characters less than
   * 8 KB behind. Where a longer one begins at the same place and ends behind it, none begins there.
   */
  searchWithin(range: Window, unblocked: number, report: Report): number
}

export interface Beginnings {
  readonly from: number
  readonly to: number
  readonly mostBytes: number
}

export interface Window {
  readonly from: number
  readonly to: number
  readonly latestEnd: number
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
  let beyond: BeyondCheck | undefined
  let unitOfBeyond: Unit | undefined

  const open = (next: Unit): void => {
    unit = next
    reading.open(next)
    unitOfBeyond = undefined
  }

  const beyondOf = (asked: Unit): BeyondCheck => {
    beyond ??= createBeyondCheck(positions)
    if (unitOfBeyond !== asked) beyond.open(asked)
    unitOfBeyond = asked
    return beyond
  }

  /** Where matches end that begin at `at`, at the latest. */
  const reachFrom = (at: number): number => {
    const cell = Math.floor((at + unit.offset) / stretch)
    return characterBorder(Math.min(unit.end, (cell + 2) * stretch - unit.offset), unit)
  }

  const searchRange = (
    { from, to, latestEnd, isNone }: Search,
    unblocked: number,
    report: Report,
  ): number => {
    if (startsAtStart && (from > unit.start || !unit.atStart)) return unblocked
    if (endsAtEnd && (latestEnd < unit.end || !unit.atEnd)) return unblocked
    forward.renew()
    reading.read(from, latestEnd)
    let last = unblocked
    for (let at = Math.max(from, unblocked); at < to; at = Math.max(at + 1, last)) {
      at = reading.firstBeginning(at, to)
      if (at === -1) break
      if (isNone?.(at) === true) continue
      const end = longestFrom(unit, at, latestEnd)
      if (end === -1) continue
      report(at, end)
      last = end
    }
    return last
  }

  const searchBetween = ({ from, to, mostBytes }: Beginnings, unblocked: number, report: Report): number => {
    const { offset } = unit
    let last = unblocked
    for (let cell = Math.floor((from + offset) / stretch); cell * stretch - offset < to; cell++) {
      const begin = Math.max(from, cell * stretch - offset)
      const end = Math.min(to, (cell + 1) * stretch - offset)
      const latestEnd = Math.min(reachFrom(begin), characterBorder(end + mostBytes, unit))
      last = searchRange({ from: begin, to: end, latestEnd }, last, report)
    }
    return last
  }

  return {
    open,
    searchBetween,
    searchWithin(window, unblocked, report) {
      const isNone = (from: number): boolean =>
        beyondOf(unit).endsBeyond({ from, to: window.latestEnd, reach: reachFrom(from) })
      return searchRange({ ...window, isNone }, unblocked, report)
    },
    search(next, unblocked, report) {
      open(next)
      return searchBetween({ from: next.from, to: next.to, mostBytes: Infinity }, unblocked, report)
    },
  }
}

interface Search extends Window {
  /** Is there no match at this place, although one begins there? */
  readonly isNone?: (place: number) => boolean
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
