// Finds all matches of an expression, from left to right, the longest at each place, in linear time.
//
// The fact to know: the content is divided into stretches of 8 KB, counted from its start. A match may reach to the
// end of the stretch after the one it begins in; one that would be longer is not a match. So it does not matter how
// the content was cut into passages.
import { overReadBytes } from '../../model/passage.ts'
import { characterEnd, characterOf, characterStart } from './decode-character.ts'
import { backwardAutomaton, forwardAutomaton, growthCheck } from './lazy-automaton.ts'
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

export interface ExpressionSearch {
  /** Reports non-overlapping matches that begin at `unblocked` or later; returns the end of the last, or `unblocked`. */
  search(unit: Unit, unblocked: number, report: (start: number, end: number) => void): number
}

const stretch = overReadBytes / 2
/** Places of the stretch at hand and the next, by their last bits. */
const placesHeld = 2 * overReadBytes

export function createExpressionSearch(positions: PositionAutomaton): ExpressionSearch {
  const { classes, words } = positions
  const backward = backwardAutomaton(positions)
  const forward = forwardAutomaton(positions)
  const canGrow = growthCheck(forward, backward, words)
  const kinds = positions.places.length
  const placeAt = (unit: Unit, at: number): number => (kinds === 1 ? 0 : placeIn(unit, at) & (kinds - 1))
  /** What the backward automaton said at each place; 0 within characters, where no match begins. */
  const said = new Int32Array(placesHeld)
  const held = placesHeld - 1
  /** `said` tells of the stretch at hand up to here already; -1 where it tells of another unit or of void states. */
  let known = -1

  const readBackwards = (unit: Unit, from: number, to: number): void => {
    const { bytes } = unit
    const knownTo = known
    let at = to
    let value = backward.begin(placeAt(unit, at)) * 2
    said[at & held] = value
    while (at > from) {
      let before = at - 1
      let character = bytes[before]!
      if (character >= 0x80) {
        before = characterStart(bytes, at, unit.start)
        character = characterOf(bytes, before, at)
        for (let inside = before + 1; inside < at; inside++) said[inside & held] = 0
      }
      value = backward.step(value >> 1, classes.classOf(character), placeAt(unit, before))
      if (before < knownTo && said[before & held] === value) return
      said[before & held] = value
      at = before
    }
  }

  const longestFrom = (unit: Unit, start: number, to: number): number => {
    const { bytes } = unit
    let state = forward.begin(placeAt(unit, start))
    let found = -1
    let at = start
    while (at < to) {
      const after = characterEnd(bytes, at, to)
      const character = classes.classOf(characterOf(bytes, at, after))
      const value = forward.step(state, character, placeAt(unit, after))
      state = value >> 1
      at = after
      if ((value & 1) !== 0) found = at
      if (!canGrow(state, said[at & held]! >> 1)) return found
    }
    return found
  }

  return {
    search(unit, unblocked, report) {
      const { bytes, offset } = unit
      let next = Math.max(unblocked, unit.from)
      known = -1
      let last = unblocked
      let cell = Math.floor((unit.from + offset) / stretch)
      for (; cell * stretch - offset < unit.to; cell++) {
        const from = Math.max(unit.from, cell * stretch - offset)
        const to = Math.min(unit.to, (cell + 1) * stretch - offset)
        const reach = characterBorder(bytes, Math.min(unit.end, (cell + 2) * stretch - offset), unit)
        const renewed = backward.renew()
        if (renewed) known = -1
        forward.renew()
        readBackwards(unit, from, reach)
        known = reach
        for (let at = Math.max(next, from); at < to; at++) {
          if ((said[at & held]! & 1) === 0) continue
          const end = longestFrom(unit, at, reach)
          if (end === -1) continue
          report(at, end)
          last = next = end
          at = end - 1
        }
      }
      return last
    },
  }
}

/** The border of a character at or before `at`, so that a stretch never ends within one. */
function characterBorder(bytes: Uint8Array, at: number, unit: Unit): number {
  if (at >= unit.end) return at
  let border = at
  while (border > unit.start && at - border < 3 && (bytes[border]! & 0xc0) === 0x80) border--
  return (bytes[border]! & 0xc0) === 0x80 ? at : border
}

/** What stands at a place, were the expression to ask for all of it. */
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
