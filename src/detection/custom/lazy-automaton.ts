// Automata over a graph whose states are made when a text first needs them, and thrown away when they are many.
//
// The fact to know: the backward automaton says of every place which nodes can still reach the end from there. That
// is what makes searching linear: a match is begun only where one begins, and followed only while it can grow.
import type { Assertion } from './expression.ts'
import type { Graph } from './expression-graph.ts'

/** What stands at a place between two characters: any of these added up. */
export const atStart = 1
export const atEnd = 2
export const atBoundary = 4
const placeKinds = 8

export interface LazyAutomaton {
  /** State number * 2, plus 1 where a match can begin (backwards) or end (forwards) at the place that is reached. */
  step(state: number, character: number, place: number): number
  /** The state at a place where reading begins, as step gives it. */
  begin(place: number): number
  members(state: number): Uint32Array
  /** Throws the states away when they are too many; says whether it did. Numbers from before are void then. */
  renew(): boolean
}

/** Reads a text from its end: the members of a state are the nodes from which the end can be reached. */
export function backwardAutomaton(graph: Graph): LazyAutomaton {
  const close = (members: Uint32Array, from: readonly number[], place: number): void => {
    const open = [...from]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (has(members, node)) continue
      put(members, node)
      for (const before of graph.freeInto[node]!)
        if (holds(graph.nodes[before]!.assertion, place)) open.push(before)
    }
  }
  return lazyAutomaton(graph, {
    first(place) {
      const members = noNodes(graph)
      close(members, [graph.end], place)
      return { members, flag: false }
    },
    next(from, character, place) {
      const members = noNodes(graph)
      const reading = graph.readers[character]!.filter((node) => has(from, graph.nodes[node]!.next[0]!))
      close(members, reading, place)
      const begins = has(members, graph.start)
      close(members, [graph.end], place)
      return { members, flag: begins }
    },
  })
}

/** Reads a text from a match's start: the members of a state are the nodes that can be reached. */
export function forwardAutomaton(graph: Graph): LazyAutomaton {
  const reach = (from: readonly number[], place: number): Reached => {
    const members = noNodes(graph)
    const open = [...from]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (has(members, node)) continue
      put(members, node)
      const { set, assertion, next } = graph.nodes[node]!
      if (set === undefined && holds(assertion, place)) open.push(...next)
    }
    return { members, flag: has(members, graph.end) }
  }
  return lazyAutomaton(graph, {
    first: (place) => reach([graph.start], place),
    next: (from, character, place) =>
      reach(
        graph.readers[character]!.filter((node) => has(from, node)).map(
          (node) => graph.nodes[node]!.next[0]!,
        ),
        place,
      ),
  })
}

export function intersects(a: Uint32Array, b: Uint32Array): boolean {
  return a.some((word, index) => (word & b[index]!) !== 0)
}

/** The members of a state, and whether a match can begin or end where it is reached. */
interface Reached {
  readonly members: Uint32Array
  readonly flag: boolean
}

/** Asked once for each cell of the table, not for each character. */
interface Rules {
  first(place: number): Reached
  next(from: Uint32Array, character: number, place: number): Reached
}

function noNodes(graph: Graph): Uint32Array {
  return new Uint32Array(Math.ceil(graph.nodes.length / 32))
}

const mostStates = 4_096
const mostCells = 1 << 20

function lazyAutomaton(graph: Graph, rules: Rules): LazyAutomaton {
  const places = graph.hasAssertions ? placeKinds : 1
  const width = graph.classCount * places
  const words = noNodes(graph).length
  const limit = Math.max(64, Math.min(mostStates, Math.floor(mostCells / Math.max(width, words))))
  let table = new Int32Array(16 * width).fill(-1)
  let states: Uint32Array[] = []
  let numbers = new Map<string, number>()
  let begins = new Int32Array(placeKinds).fill(-1)

  const numberOf = (members: Uint32Array): number => {
    const key = Buffer.from(members.buffer).toString('latin1')
    const known = numbers.get(key)
    if (known !== undefined) return known
    const number = states.push(members) - 1
    numbers.set(key, number)
    if (states.length * width > table.length) {
      const longer = new Int32Array(table.length * 2).fill(-1)
      longer.set(table)
      table = longer
    }
    return number
  }

  return {
    step(state, character, place) {
      const cell = state * width + character * places + (places === 1 ? 0 : place)
      const known = table[cell]!
      if (known !== -1) return known
      const { members, flag } = rules.next(states[state]!, character, place)
      const next = numberOf(members) * 2 + (flag ? 1 : 0)
      table[cell] = next
      return next
    },
    begin(place) {
      const known = begins[place]!
      if (known !== -1) return known
      const { members, flag } = rules.first(place)
      return (begins[place] = numberOf(members) * 2 + (flag ? 1 : 0))
    },
    members: (state) => states[state]!,
    renew() {
      if (states.length <= limit) return false
      table = new Int32Array(16 * width).fill(-1)
      states = []
      numbers = new Map()
      begins = begins.fill(-1)
      return true
    },
  }
}

function holds(assertion: Assertion | undefined, place: number): boolean {
  switch (assertion) {
    case undefined:
      return true
    case 'start':
      return (place & atStart) !== 0
    case 'end':
      return (place & atEnd) !== 0
    case 'boundary':
      return (place & atBoundary) !== 0
    case 'inside':
      return (place & atBoundary) === 0
    default:
      return assertion satisfies never
  }
}

function has(members: Uint32Array, node: number): boolean {
  return (members[node >>> 5]! & (1 << (node & 31))) !== 0
}

function put(members: Uint32Array, node: number): void {
  members[node >>> 5]! |= 1 << (node & 31)
}
