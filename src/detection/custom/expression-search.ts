// Finds all matches of an expression, from left to right, the longest at each place, in linear time.
//
// The fact to know: the content is divided into stretches of 8 KB, counted from its start. A match may reach to the
// end of the stretch after the one it begins in; one that would be longer is not a match. So it does not matter how
// the content was cut into passages.
import { overReadBytes } from '../../model/passage.ts'
import { buildGraph, type Graph } from './expression-graph.ts'
import type { Expression } from './expression.ts'
import {
  atBoundary,
  atEnd,
  atStart,
  backwardAutomaton,
  forwardAutomaton,
  intersects,
} from './lazy-automaton.ts'

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

/**
 * What the backward automaton said at each place; 0 within characters, for state 0 is none that begins a match. One
 * for all expressions of a thread, of which one searches at a time: it is four times as large as a passage's buffer.
 */
let said = new Int32Array(0)

export function createExpressionSearch(expression: Expression): ExpressionSearch {
  const graph = buildGraph(expression)
  const backward = backwardAutomaton(graph)
  const forward = forwardAutomaton(graph)
  /** `said` tells of the stretch at hand up to here already; -1 where it tells of another unit or of void states. */
  let known = -1
  let grows = new Map<number, boolean>()

  const readBackwards = (unit: Unit, from: number, to: number): void => {
    const { bytes } = unit
    const knownTo = known
    let at = to
    let value = backward.begin(placeAt(graph, unit, at))
    if (at === to) said[at] = value & ~1
    while (at > from) {
      const before = characterStart(bytes, at, unit.start)
      const lead = bytes[before]!
      const character = lead < 0x80 ? lead : wideCharacter(bytes, before, at)
      value = backward.step(value >> 1, classOf(graph, character), placeAt(graph, unit, before))
      for (let inside = before + 1; inside < at; inside++) said[inside] = 0
      if (before < knownTo && said[before] === value) return
      said[before] = value
      at = before
    }
  }

  const longestFrom = (unit: Unit, start: number, to: number): number => {
    const { bytes } = unit
    let state = forward.begin(placeAt(graph, unit, start)) >> 1
    let found = -1
    let at = start
    while (at < to) {
      const after = characterEnd(bytes, at, to)
      const lead = bytes[at]!
      const character = lead < 0x80 ? lead : wideCharacter(bytes, at, after)
      const value = forward.step(state, classOf(graph, character), placeAt(graph, unit, after))
      state = value >> 1
      at = after
      if ((value & 1) !== 0) found = at
      const backState = said[at]! >> 1
      const pair = state * 65_536 + backState
      let canGrow = grows.get(pair)
      if (canGrow === undefined) {
        canGrow = intersects(forward.members(state), backward.members(backState))
        if (grows.size > 65_536) grows = new Map()
        grows.set(pair, canGrow)
      }
      if (!canGrow) return found
    }
    return found
  }

  return {
    search(unit, unblocked, report) {
      const { bytes, offset } = unit
      if (said.length <= bytes.length) said = new Int32Array(bytes.length + 1)
      let next = Math.max(unblocked, unit.from)
      known = -1
      let last = unblocked
      let cell = Math.floor((unit.from + offset) / stretch)
      for (; cell * stretch - offset < unit.to; cell++) {
        const from = Math.max(unit.from, cell * stretch - offset)
        const to = Math.min(unit.to, (cell + 1) * stretch - offset)
        const reach = characterBorder(bytes, Math.min(unit.end, (cell + 2) * stretch - offset), unit)
        const renewed = backward.renew()
        if (forward.renew() || renewed) grows = new Map()
        if (renewed) known = -1
        readBackwards(unit, from, reach)
        known = reach
        for (let at = Math.max(next, from); at < to; at++) {
          if ((said[at]! & 1) === 0) continue
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

function placeAt(graph: Graph, unit: Unit, at: number): number {
  if (!graph.hasAssertions) return 0
  const { bytes } = unit
  const before = at > unit.start && isWord(bytes[at - 1]!)
  const after = at < unit.end && isWord(bytes[at]!)
  return (
    (at === unit.start && unit.atStart ? atStart : 0) +
    (at === unit.end && unit.atEnd ? atEnd : 0) +
    (before === after ? 0 : atBoundary)
  )
}

function isWord(byte: number): boolean {
  const letter = byte | 0x20
  return (letter >= 0x61 && letter <= 0x7a && byte < 0x80) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f
}

/** Bytes of the character that begins at `at`; 1 for what is not UTF-8. */
function characterLength(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at]!
  const length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1
  if (at + length > end) return 1
  for (let more = 1; more < length; more++) if ((bytes[at + more]! & 0xc0) !== 0x80) return 1
  return length
}

function characterEnd(bytes: Uint8Array, at: number, end: number): number {
  return bytes[at]! < 0x80 ? at + 1 : at + characterLength(bytes, at, end)
}

/** Where the character begins that ends at `end`. */
function characterStart(bytes: Uint8Array, end: number, lowest: number): number {
  if (bytes[end - 1]! < 0x80) return end - 1
  for (let at = end - 1; at >= lowest && at >= end - 4; at--) {
    if ((bytes[at]! & 0xc0) !== 0x80) return at + characterLength(bytes, at, end) === end ? at : end - 1
  }
  return end - 1
}

/** What a byte that is not UTF-8 is taken for. */
const replacement = 0xfffd

/** The character of bytes [at, end) that is not ASCII. */
function wideCharacter(bytes: Uint8Array, at: number, end: number): number {
  let code = end - at === 1 ? replacement : bytes[at]! & (0xff >> (end - at + 1))
  for (let more = at + 1; more < end; more++) code = (code << 6) | (bytes[more]! & 0x3f)
  return code
}

function classOf(graph: Graph, character: number): number {
  return character < 0x800 ? graph.lowClasses[character]! : graph.classOf(character)
}
