// Does the longest match from a place end beyond another place? Then it is not one that ends there or before.
//
// The fact to know: it is asked only where a match begins that ends before. What can go on at the other place is read
// from behind it, once a stretch; what of that begins where, once for each other place.
import { createBackwardReading } from './backward-reading.ts'
import { characterEnd, characterOf } from './decode-character.ts'
import { backwardAutomaton, beyondAutomaton, flagged } from './lazy-automaton.ts'
import type { PositionAutomaton } from './position-automaton.ts'
import { placeCheck, type Unit } from './text-places.ts'

export interface BeyondCheck {
  open(unit: Unit): void
  /** Does a match begin at `from` that ends behind `to` and at `reach` or before? To be asked in ascending order. */
  endsBeyond(range: BeyondRange): boolean
}

export interface BeyondRange {
  readonly from: number
  readonly to: number
  readonly reach: number
}

export function createBeyondCheck(positions: PositionAutomaton): BeyondCheck {
  const { classes, places, words } = positions
  const placeAt = placeCheck(positions)
  const backward = backwardAutomaton(positions)
  const behind = createBackwardReading(positions, backward)
  const beyond = beyondAutomaton(positions)
  const reading = createBackwardReading(positions, beyond)
  const none = new Uint32Array(words)
  let unit: Unit
  let reachBefore = -1

  /** The state at `to` of what ends behind it: a step from all that can be read behind the next character. */
  const stateAt = (to: number, reach: number): number => {
    const after = characterEnd(unit.bytes, to, reach)
    const row = (behind.saidAt(after) >> 2) / backward.width
    const base = beyond.beginAs(backward.states.rows.subarray(row * words, (row + 1) * words))
    const character = classes.classOf(characterOf(unit.bytes, to, after))
    return beyond.step(base, character * places.length + placeAt(unit, to)) >> 2
  }

  return {
    open(next) {
      unit = next
      reachBefore = -1
      behind.open(next)
      reading.open(next)
    },
    endsBeyond({ from, to, reach }) {
      if (to >= reach) return false
      // What was read goes by where matches end at the latest.
      if (reach !== reachBefore) reading.open(unit)
      reachBefore = reach
      behind.read(to, reach)
      // Mostly nothing that could end behind it is under way there.
      if (stateAt(to, reach) === beyond.beginAs(none)) return false
      reading.read(from, to, () => stateAt(to, reach))
      return (reading.saidAt(from) & flagged) !== 0
    },
  }
}
