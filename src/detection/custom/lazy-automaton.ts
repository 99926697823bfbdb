// Automata whose states are sets of positions, made when a text first needs them.
//
// The fact to know: the backward automaton says of every place which positions can still reach a match's end from
// there. That is what makes searching linear: a match is begun only where one begins, and followed only while it can
// grow. A text that needs a new state with every character costs a bounded step each, and bounded memory.
import { move, type PositionSet } from './position-moves.ts'
import type { PositionAutomaton } from './position-automaton.ts'
import { createStateStore, type StateStore } from './state-store.ts'

export interface LazyAutomaton {
  /** State number * 2, plus 1 where a match can begin (backwards) or end (forwards) at the place that is reached. */
  step(state: number, character: number, place: number): number
  /** The state at a place where reading begins. */
  begin(place: number): number
  readonly states: StateStore
  /** Throws the states away when they are many; says whether it did. Numbers from before are void then. */
  renew(): boolean
}

/** Reads a text from its end; a state is the positions from which, once read, a match can end. */
export function backwardAutomaton({ words, readers, places }: PositionAutomaton): LazyAutomaton {
  const from = new Uint32Array(words)
  const to = new Uint32Array(words)
  const read = new Uint32Array(words)
  return lazyAutomaton({
    places: places.length,
    width: readers.length * places.length,
    from,
    to,
    begin: (place) => to.set(places[place]!.last),
    next(character, place) {
      const { first, last, precede } = places[place]!
      intersect(from, readers[character]!, read)
      move(precede, read, to)
      for (let word = 0; word < words; word++) to[word]! |= last[word]!
      return meet(read, first)
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
    width: readers.length * places.length,
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
      return meet(read, last)
    },
  })
}

/** Can a match that has reached `state` go on, or end, where the backward automaton says `backState`? */
export function growthCheck(
  forward: LazyAutomaton,
  backward: LazyAutomaton,
  words: number,
): (state: number, backState: number) => boolean {
  return (state, backState) => {
    const { rows } = forward.states
    const { rows: backRows } = backward.states
    const at = state * 2 * words
    const backAt = backState * words
    for (let word = 0; word < words; word++) {
      if ((rows[at + word]! & backRows[backAt + word]!) !== 0) return true
    }
    return false
  }
}

interface Rules {
  /** Kinds of places that are told apart. */
  readonly places: number
  /** Steps from a state that are told apart: a class of characters at a kind of place. */
  readonly width: number
  /** The row of the state to step from, and of the one stepped to. */
  readonly from: Uint32Array
  readonly to: Uint32Array
  /** Fills `to`. */
  begin(place: number): void
  /** Fills `to` from `from`; says whether a match can begin or end there. */
  next(character: number, place: number): boolean
}

const mostStates = 4_096
const mostStateWords = 1 << 18
/** Steps beyond are worked out each time. */
const mostRemembered = 1 << 18

function lazyAutomaton(rules: Rules): LazyAutomaton {
  const { width, places, from, to } = rules
  const stride = to.length
  const states = createStateStore(stride)
  let steps = new Int32Array(16 * width).fill(-1)
  const begins = new Int32Array(places).fill(-1)

  const remember = (cell: number, value: number): void => {
    if (cell >= mostRemembered) return
    if (cell >= steps.length) {
      const longer = new Int32Array(2 * steps.length).fill(-1)
      longer.set(steps)
      steps = longer
    }
    steps[cell] = value
  }

  const workOut = (state: number, character: number, place: number): number => {
    const { rows } = states
    for (let word = 0; word < stride; word++) from[word] = rows[state * stride + word]!
    const flag = rules.next(character, place)
    return states.numberOf(to) * 2 + (flag ? 1 : 0)
  }

  return {
    states,
    step(state, character, place) {
      const cell = state * width + character * places + place
      const known = cell < steps.length ? steps[cell]! : -1
      if (known !== -1) return known
      const value = workOut(state, character, place)
      remember(cell, value)
      return value
    },
    begin(place) {
      if (begins[place] === -1) {
        rules.begin(place)
        begins[place] = states.numberOf(to)
      }
      return begins[place]!
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
