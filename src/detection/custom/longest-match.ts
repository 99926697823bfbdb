// Reads on from where a match begins, to the end of the longest.
//
// The fact to know: where a longer match could still end is known from the backward reading, so nothing is read in
// vain; but it is asked only now and then, because asking costs more than a step.
import type { BackwardReading } from './backward-reading.ts'
import { characterEnd, characterOf } from './decode-character.ts'
import { final, flagged, type LazyAutomaton } from './lazy-automaton.ts'
import type { PositionAutomaton } from './position-automaton.ts'
import { byteColumns, placeCheck, type Unit } from './text-places.ts'

/** The end of the longest match that begins at `start` and ends at `to` or before; -1 where there is none. */
export type LongestMatch = (unit: Unit, start: number, to: number) => number

interface Automata {
  readonly forward: LazyAutomaton
  readonly reading: BackwardReading
  readonly canGrow: (base: number, back: number) => boolean
}

/** Characters between two questions whether a match can grow, at least. */
const stepsBetween = 16

export function createLongestMatch(positions: PositionAutomaton, automata: Automata): LongestMatch {
  const { forward, reading, canGrow } = automata
  const { classes } = positions
  const kinds = positions.places.length
  const placeAt = placeCheck(positions)
  const { columns, boundaries } = byteColumns(positions)
  return (unit, start, to) => {
    const { bytes } = unit
    // Places at the ends of a unit are looked at one by one.
    const quickEnd = Math.min(to, unit.end - 1)
    let value = forward.begin(placeAt(unit, start)) << 2
    let found = -1
    let at = start
    let ask = at + stepsBetween
    while (at < to && (value & final) === 0) {
      const { steps, width } = forward
      if ((value >> 2) + width <= steps.length) {
        const edge = Math.min(quickEnd, ask)
        while (at < edge) {
          const byte = bytes[at]!
          const next =
            steps[(value >> 2) + columns[byte]! + (boundaries[byte]! ^ boundaries[bytes[at + 1]!]!)]!
          if (next < 0) break
          value = next
          at++
          if ((value & flagged) !== 0) found = at
          if ((value & final) !== 0) return found
        }
      }
      if (at < ask && at < to) {
        const after = characterEnd(bytes, at, to)
        const column = classes.classOf(characterOf(bytes, at, after)) * kinds + placeAt(unit, after)
        value = forward.step(value >> 2, column)
        at = after
        if ((value & flagged) !== 0) found = at
      }
      if (at >= ask) {
        if (at < to && !canGrow(value >> 2, reading.saidAt(at) >> 2)) return found
        // What is read in vain is less than what was read before.
        ask = at + Math.max(stepsBetween, at - start)
      }
    }
    return found
  }
}
