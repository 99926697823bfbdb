// How far into an instance its first digit can be: near most keywords, words without digits need not be looked at.
import { isDigit } from '../ascii.ts'
import type { ShapeAutomaton } from './shape-automaton.ts'

/** Stands for any distance. */
export const anyDistance = 255

/** Every instance has a digit among its first so many bytes (from 1); 0 where one may have none. */
export function digitWithin(automaton: ShapeAutomaton): number {
  const { table, classes, accepting, start } = automaton
  /** Bytes without digit that can follow; undefined while that is being counted. */
  const longest = new Map<number, number | undefined>()
  let acceptsNone = false
  const longestFrom = (state: number): number => {
    if (longest.has(state)) return longest.get(state) ?? anyDistance
    longest.set(state, undefined)
    acceptsNone ||= accepting[state] === 1
    let most = 0
    for (let byte = 0; byte < 256; byte++) {
      const next = table[state + classes[byte]!]!
      if (next !== 0 && !isDigit(byte)) most = Math.max(most, 1 + longestFrom(next))
    }
    longest.set(state, Math.min(most, anyDistance))
    return most
  }
  const most = longestFrom(start)
  return acceptsNone ? 0 : Math.min(most + 1, anyDistance)
}
