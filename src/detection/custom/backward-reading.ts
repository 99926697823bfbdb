// Reads a unit from its end to say of each place whether a match begins there, and how it could go on.
//
// The fact to know: what was said of a unit before is not read again. Where a second reading, from further behind,
// comes to say the same as the first, both say the same of all that is before.
import { characterOf, characterStart } from './decode-character.ts'
import { flagged, type LazyAutomaton, type Step } from './lazy-automaton.ts'
import type { PositionAutomaton } from './position-automaton.ts'
import { byteColumns, placeCheck, type Unit } from './text-places.ts'

export interface BackwardReading {
  /** Another unit follows. */
  open(unit: Unit): void
  /**
   * Reads [from, to), where matches end at `to` or before, or as the state says whose base `begin` gives. Both are borders of characters, at most `placesHeld` apart;
   * neither is before the one of the reading before.
   */
  read(from: number, to: number, begin?: () => number): void
  /** The first place in [from, to), of those that were read last, where a match begins; -1 where there is none. */
  firstBeginning(from: number, to: number): number
  /** What was said of a place that is not within a character. */
  saidAt(place: number): Step
}

/** Places that can be asked for, by their last bits. */
export const placesHeld = 1 << 15
const held = placesHeld - 1
/** Places that share a mark, by their last bits. */
const markBits = 8
const marked = 1 << markBits
/** Places between two looks at whether the rest is known. */
const lookedAt = 16
/** What nothing says of any other place: no match begins there. */
const withinCharacter = -4

export function createBackwardReading(
  positions: PositionAutomaton,
  automaton: LazyAutomaton,
): BackwardReading {
  const { classes } = positions
  const kinds = positions.places.length
  const placeAt = placeCheck(positions)
  const { columns, boundaries } = byteColumns(positions)
  const said = new Int32Array(placesHeld)
  /** Of each run of `marked` places: may a match begin at one of them? */
  const marks = new Uint8Array(placesHeld >> markBits)
  let unit: Unit
  let bytes: Uint8Array = new Uint8Array(0)
  /** Up to where `said` tells of the unit at hand, as where this were its end; -1 where it tells of nothing. */
  let knownTo = -1

  const isFlagged = (place: number): boolean => (said[place & held]! & flagged) !== 0

  /** One step over any character; the place it leads to is returned, what is said there stored. */
  const stepSlowly = (at: number): number => {
    let before = at - 1
    let character = bytes[before]!
    if (character >= 0x80) {
      before = characterStart(bytes, at, unit.start)
      character = characterOf(bytes, before, at)
      for (let inside = before + 1; inside < at; inside++) said[inside & held] = withinCharacter
    }
    const column = classes.classOf(character) * kinds + placeAt(unit, before)
    said[before & held] = automaton.step(said[at & held]! >> 2, column)
    return before
  }

  /** Steps over what is ASCII and known from `at` to `edge`, and returns where it stopped. The hot loop. */
  const stepQuickly = (from: number, edge: number): number => {
    const { steps, width } = automaton
    let at = from
    let value = said[at & held]!
    if ((value >> 2) + width > steps.length) return at
    let byte = bytes[at - 1]!
    let seen = 0
    while (at > edge) {
      const previous = bytes[at - 2]!
      value = steps[(value >> 2) + columns[byte]! + (boundaries[byte]! ^ boundaries[previous]!)]!
      if (value < 0) break
      at--
      said[at & held] = value
      seen |= value
      byte = previous
    }
    if ((seen & flagged) !== 0) marks[(at & held) >> markBits] = 1
    return at
  }

  /** Reads to `edge`, or to where the character begins that it is in. */
  const readTo = (edge: number, from: number): number => {
    // Places at the ends of a unit are looked at one by one.
    const quickEdge = Math.max(edge, unit.start + 1)
    let at = from
    while (at > edge) {
      if (at > quickEdge) at = stepQuickly(at, quickEdge)
      if (at === edge) break
      at = stepSlowly(at)
      if (isFlagged(at)) marks[(at & held) >> markBits] = 1
    }
    return at
  }

  return {
    open(next) {
      unit = next
      bytes = next.bytes
      knownTo = -1
    },
    read(from, to, begin) {
      if (automaton.renew()) knownTo = -1
      if (to === knownTo) return
      const knownBefore = knownTo
      knownTo = to
      said[to & held] = (begin?.() ?? automaton.begin(placeAt(unit, to))) << 2
      let run = -1
      let markBefore = 0
      for (let at = to; at > from;) {
        if ((at - 1) >> markBits !== run) {
          run = (at - 1) >> markBits
          const mark = run & (marks.length - 1)
          markBefore = marks[mark]!
          // A character may begin in this run that reaches into the one read before.
          marks[mark] = at >> markBits === run && isFlagged(at) ? 1 : 0
        }
        const isNew = at > knownBefore
        const step = isNew ? Math.max(knownBefore, (at - 1) & -marked) : (at - 1) & -lookedAt
        const edge = Math.max(from, step)
        const saidBefore = said[edge & held]!
        at = readTo(edge, at)
        if (isNew || at !== edge || said[at & held] !== saidBefore) continue
        marks[run & (marks.length - 1)]! |= markBefore
        return
      }
    },
    firstBeginning(from, to) {
      for (let at = from; at < to; at++) {
        if (marks[(at & held) >> markBits] === 0) at |= marked - 1
        else if (isFlagged(at)) return at
      }
      return -1
    },
    saidAt: (place) => said[place & held]!,
  }
}
