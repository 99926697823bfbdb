// Does the longest match from a place end beyond another place? Then it is not one that ends there or before.
//
// The fact to know: most matches end with a character that cannot go on, a step behind their end. Only where one could
// still go on at the place is the text beyond read, once a stretch.
import { createBackwardReading } from './backward-reading.ts'
import { characterEnd, characterOf } from './decode-character.ts'
import { backwardAutomaton, final, forwardAutomaton, growthCheck } from './lazy-automaton.ts'
import type { PositionAutomaton } from './position-automaton.ts'
import { placeCheck, type Unit } from './text-places.ts'

export interface BeyondCheck {
  open(unit: Unit): void
  /** Does a match begin at `from` that ends behind `to` and at `reach` or before? To be asked in ascending order. */
  endsBeyond(range: { readonly from: number; readonly to: number; readonly reach: number }): boolean
}

export function createBeyondCheck(positions: PositionAutomaton): BeyondCheck {
  const { classes, places } = positions
  const placeAt = placeCheck(positions)
  const forward = forwardAutomaton(positions)
  const backward = backwardAutomaton(positions)
  const canGrow = growthCheck(forward, backward, positions.words)
  const reading = createBackwardReading(positions, backward)
  let unit: Unit
  return {
    open(next) {
      unit = next
      reading.open(next)
    },
    endsBeyond({ from, to, reach }) {
      if (to >= reach) return false
      forward.renew()
      const { bytes } = unit
      let value = forward.begin(placeAt(unit, from)) << 2
      let at = from
      // One character more than to `to`: what can go on or end there ends beyond.
      while (at <= to) {
        if ((value & final) !== 0) return false
        const after = characterEnd(bytes, at, reach)
        const column = classes.classOf(characterOf(bytes, at, after)) * places.length + placeAt(unit, after)
        value = forward.step(value >> 2, column)
        at = after
      }
      reading.read(from, reach)
      return canGrow(value >> 2, reading.saidAt(at) >> 2)
    },
  }
}
