// Automata whose states are sets of positions, made when a text first needs them.
//
// The fact to know: the backward automaton says of every place which positions can still reach a match's end from
// there. That is what makes searching linear: a match is begun only where one begins, and followed only while it can
// grow. A text that needs a new state with every character costs a bounded step each, and bounded memory.
import { move, type PositionSet } from './position-moves.ts'
import type { PlaceRules, PositionAutomaton } from './position-automaton.ts'
import { createStateStore, type StateStore } from './state-store.ts'

/**
 * What a step leads to: the state's base * 4, plus what holds of the place reached. A state's base is its number times
 * `width`, so that base + column is the cell of its step, with nothing to multiply for each character.
 */
export type Step = number
/** A match can begin (backwards) or end (forwards) at the place. */
export const flagged = 1
/** Forwards: nothing can be read from there. */
export const final = 2

export interface LazyAutomaton {
  /** Cells of a state: a class of characters at a kind of place each, and one that is never known. */
  readonly width: number
  /**
   * Known steps by cell, -1 where unknown. Replaced when it grows, but a state that a known step leads to has its row in
   * it: who follows known steps need look no further.
   */
  readonly steps: Int32Array
  step(base: number, column: number): Step
  /** The base of the state at a place where reading begins. */
  begin(place: number): number
  /** The base of the state with this row: a copy of another automaton's, of one kind with it. */
  beginAs(row: Uint32Array): number
  readonly states: StateStore
  /** Throws the states away when they are many; says whether it did. Bases from before are void then. */
  renew(): boolean
}

/** Reads a text from its end; a state is the positions that can be read before a place. */
export function backwardAutomaton(positions: PositionAutomaton): LazyAutomaton {
  return readingBackwards(positions, ({ last }) => last)
}

/** The same of matches that end where reading begins or behind it: none ends where it goes on. */
export function beyondAutomaton(positions: PositionAutomaton): LazyAutomaton {
  const none = new Uint32Array(positions.words)
  return readingBackwards(positions, () => none)
}

function readingBackwards(
  { words, readers, places }: PositionAutomaton,
  endingAt: (rules: PlaceRules) => PositionSet,
): LazyAutomaton {
  const from = new Uint32Array(words)
  const to = new Uint32Array(words)
  const read = new Uint32Array(words)
  return lazyAutomaton({
    places: places.length,
    width: readers.length * places.length + 1,
    from,
    to,
    begin: (place) => to.set(endingAt(places[place]!)),
    next(character, place) {
      const { first, precede } = places[place]!
      const last = endingAt(places[place]!)
      intersect(from, readers[character]!, read)
      move(precede, read, to)
      for (let word = 0; word < words; word++) to[word]! |= last[word]!
      return meet(read, first) ? flagged : 0
    },
  })
}

/** Reads a text from a match's start; a state is the positions just read, then those that can be read next. */
export function forwardAutomaton({ words, readers, places }: PositionAutomaton): LazyAutomaton {
  const from = new Uint32Array(2 * words)
  const to = new Uint32Array(2 * words)
  const readable = from.subarray(words)
  const read = to.subarray(0, words)
  const readableNext = to.subarray(words)
  return lazyAutomaton({
    places: places.length,
    width: readers.length * places.length + 1,
    from,
    to,
    begin(place) {
      read.fill(0)
      readableNext.set(places[place]!.first)
    },
    next(character, place) {
      const { last, follow } = places[place]!
      intersect(readable, readers[character]!, read)
      move(follow, read, readableNext)
      return (meet(read, last) ? flagged : 0) + (readableNext.every((word) => word === 0) ? final : 0)
    },
  })
}

/** Can a match that has reached a state go on, or end, where the backward automaton is in `back`? Both are bases. */
export function growthCheck(
  forward: LazyAutomaton,
  backward: LazyAutomaton,
  words: number,
): (base: number, back: number) => boolean {
  return (base, back) => {
    const { rows } = forward.states
    const { rows: backRows } = backward.states
    const at = (base / forward.width) * 2 * words
    const backAt = (back / backward.width) * words
    for (let word = 0; word < words; word++) {
      if ((rows[at + word]! & backRows[backAt + word]!) !== 0) return true
    }
    return false
  }
}

interface Rules {
  /** Kinds of places that are told apart. */
  readonly places: number
  readonly width: number
  /** The row of the state to step from, and of the one stepped to. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Fills `to`. */
  begin(place: number): void
  /** Fills `to` from `from`; says what holds there. */
  next(character: number, place: number): number
}

const mostStates = 4_096
const mostStateWords = 1 << 18
/** Steps of states beyond are worked out each time. */
const mostRemembered = 1 << 18

function lazyAutomaton(rules: Rules): LazyAutomaton {
  const { width, places, from, to } = rules
  const stride = to.length
  const states = createStateStore(stride)
  let steps = new Int32Array(16 * width).fill(-1)
  const begins = new Int32Array(places).fill(-1)

  /** The base of the state whose row is `to`; it has a row of steps from now on, where there is room. */
  const reached = (): number => {
    const base = states.numberOf(to) * width
    if (base + width > steps.length && steps.length < mostRemembered) {
      const longer = new Int32Array(2 * steps.length).fill(-1)
      longer.set(steps)
      steps = longer
    }
    return base
  }

  const workOut = (base: number, column: number): Step => {
    const { rows } = states
    const row = (base / width) * stride
    for (let word = 0; word < stride; word++) from[word] = rows[row + word]!
    const holding = rules.next(Math.floor(column / places), column % places)
    return reached() * 4 + holding
  }

  return {
    width,
    states,
    get steps() {
      return steps
    },
    step(base, column) {
      const cell = base + column
      const known = cell < steps.length ? steps[cell]! : -1
      if (known !== -1) return known
      const value = workOut(base, column)
      if (cell < steps.length && (value >> 2) + width <= steps.length) steps[cell] = value
      return value
    },
    begin(place) {
      if (begins[place] === -1) {
        rules.begin(place)
        begins[place] = reached()
      }
      return begins[place]!
    },
    beginAs(row) {
      to.set(row)
      return reached()
    },
    renew() {
      if (states.count <= mostStates && states.count * stride <= mostStateWords) return false
      states.clear()
      steps.fill(-1)
      begins.fill(-1)
      return true
    },
  }
}

function intersect(a: PositionSet, b: PositionSet, into: PositionSet): void {
  for (let word = 0; word < into.length; word++) into[word] = a[word]! & b[word]!
}

function meet(a: PositionSet, b: PositionSet): boolean {
  for (let word = 0; word < a.length; word++) if ((a[word]! & b[word]!) !== 0) return true
  return false
}
