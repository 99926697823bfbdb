// Walks a form's automaton from one place: where does the longest whole instance end that begins there?
//
// The facts to know: a whole instance has no letter or digit on either side, nor is a number that is cut out of a
// decimal or dotted one (`1.234`, `10.0.0.1`). And a long walk leaves its states behind every 64 bytes: a later walk
// that meets them goes the same way, so that text full of beginnings costs linear time.
import { overReadBytes } from '../../model/passage.ts'
import type { ProgramForm } from './program.ts'
import type { ShapeAutomaton } from './shape-automaton.ts'
import { byteClasses, digitClass, wordBefore, wordClasses } from './text-classes.ts'

/** Can an instance begin at `at`? */
export function mayBeginAt(bytes: Uint8Array, at: number, lowest: number): boolean {
  if (wordBefore(bytes, at, lowest)) return false
  return at - 2 < lowest || bytes[at - 1] !== dot || !isDigit(bytes[at]!) || !isDigit(bytes[at - 2]!)
}

/** One walker per detector: it remembers long walks of the passage at hand. */
export interface Walker {
  /** Takes the passage at hand, and forgets the one before. */
  begin(bytes: Uint8Array): void
  /** The end of the longest whole instance of the form at `at`, or -1; `end` is the end of passage or cell. */
  longestFrom(form: ProgramForm, at: number, end: number): number
}

const dot = 0x2e
const trailStep = 64

/** The way of the latest long walk of a form. */
interface Trail {
  /** State before the byte at multiples of trailStep. */
  readonly states: Map<number, number>
  readonly end: number
  /** Where the walk stands, in which state, and the last end it passed. */
  at: number
  state: number
  found: number
}

export function createWalker(): Walker {
  const trails = new Map<number, Trail>()
  let passageBytes: Uint8Array = new Uint8Array(0)
  return {
    begin(bytes) {
      passageBytes = bytes
      if (trails.size > 0) trails.clear()
    },
    longestFrom(form, at, end) {
      const bytes = passageBytes
      const { table, classes, accepting, start } = form.automaton
      const limit = Math.min(end, at + overReadBytes)
      const near = Math.min(limit, at + trailStep)
      let state = start
      let found = -1
      let place = at
      while (place < near) {
        state = table[state + classes[bytes[place]!]!]!
        if (state === 0) return found
        place++
        if (accepting[state] === 1 && endsWhole(bytes, place, end)) found = place
      }
      if (place === limit) return found
      const before = trails.get(form.index)
      const trail: Trail = { states: new Map(), end, at: place, state, found }
      const joined = walkOn(form.automaton, trail, {
        bytes,
        limit,
        before: before?.end === end ? before : undefined,
      })
      if (joined === undefined) {
        trails.set(form.index, trail)
        return trail.found
      }
      walkOn(form.automaton, joined, { bytes, limit, before: undefined })
      return joined.found > trail.at ? joined.found : trail.found
    },
  }
}

/** Walks on until the automaton dies, the limit, or a place where `before` was in the same state: then it is returned. */
function walkOn(
  { table, classes, accepting }: ShapeAutomaton,
  trail: Trail,
  walk: { readonly bytes: Uint8Array; readonly limit: number; readonly before: Trail | undefined },
): Trail | undefined {
  const { bytes, limit, before } = walk
  while (trail.state !== 0 && trail.at < limit) {
    if (trail.at % trailStep === 0) {
      if (before?.states.get(trail.at) === trail.state) return before
      trail.states.set(trail.at, trail.state)
    }
    trail.state = table[trail.state + classes[bytes[trail.at]!]!]!
    if (trail.state === 0) break
    trail.at++
    if (accepting[trail.state] === 1 && endsWhole(bytes, trail.at, trail.end)) trail.found = trail.at
  }
  return undefined
}

/** Can an instance end at `at`? `end` is the end of passage or cell. */
export function endsWhole(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return true
  const next = bytes[at]!
  if ((byteClasses[next]! & wordClasses) !== 0) return false
  return next !== dot || at + 1 >= end || !isDigit(bytes[at + 1]!) || !isDigit(bytes[at - 1]!)
}

function isDigit(byte: number): boolean {
  return (byteClasses[byte]! & digitClass) !== 0
}
