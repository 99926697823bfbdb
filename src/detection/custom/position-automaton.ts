// An expression as its positions: the places in it that read a character, and which of them can follow which.
//
// The fact to know: assertions read nothing, so which position can follow another depends on the place in the text
// between the two; there is a set of rules for each kind of place.
import { cellSeparator, rowSeparator } from '../../model/passage.ts'
import { divideCharacters, type CharacterClasses } from './character-classes.ts'
import { buildGraph, tooLarge, type Graph } from './expression-graph.ts'
import { without, type CharacterSet } from './character-set.ts'
import { ExpressionRefused, type Assertion, type Expression } from './expression.ts'
import { positionMoves, put, setOf, type PositionMoves, type PositionSet } from './position-moves.ts'

/** What stands at a place between two characters: any of these added up. */
export const atBoundary = 1
export const atStart = 2
export const atEnd = 4

export interface PositionAutomaton {
  /** Words of a set of positions. */
  readonly words: number
  readonly classes: CharacterClasses
  /** readers[class]: the positions that read a character of it. */
  readonly readers: readonly PositionSet[]
  /** Rules by what stands at a place; only what the assertions ask for is told apart. */
  readonly places: readonly PlaceRules[]
}

export interface PlaceRules {
  /** Positions that a match can begin with, and end with, at the place. */
  readonly first: PositionSet
  readonly last: PositionSet
  /** From positions that were read up to the place to those that can be read there, and back. */
  readonly follow: PositionMoves
  readonly precede: PositionMoves
}

/** @throws ExpressionRefused where a step would take too long. */
export function buildPositions(expression: Expression): PositionAutomaton {
  const graph = buildGraph(expression)
  // Nodes were added from the last to the first: this way neighbours in the expression are neighbours here.
  const reading = [...graph.nodes.keys()].filter((node) => graph.nodes[node]!.set !== undefined).toReversed()
  if (reading.length > mostPositions) throw new ExpressionRefused(tooLarge)
  const words = Math.ceil(reading.length / 32)
  const sets = withoutSeparators(reading.map((node) => graph.nodes[node]!.set!))
  const classes = divideCharacters(sets)
  const readers = Array.from({ length: classes.count }, () => new Uint32Array(words))
  sets.forEach((set, position) => {
    for (const own of classes.membersOf(set)) put(readers[own]!, position)
  })
  const places = Array.from({ length: kindsOfPlaces(graph) }, (_, place) => rulesAt(graph, reading, place))
  return { words, classes, readers, places }
}

/** No match crosses a cell's end, so the cells of a passage can be read as one text. */
function withoutSeparators(sets: readonly CharacterSet[]): readonly CharacterSet[] {
  const known = new Map<CharacterSet, CharacterSet>()
  return sets.map((set) => {
    const own = known.get(set) ?? without(set, rowSeparator, cellSeparator)
    known.set(set, own)
    return own
  })
}

/** What bounds the work of a step, together with the length of the jumps. */
const mostPositions = 1_024
const mostJumpWords = 2_048
const mostMoves = 100_000

function kindsOfPlaces({ nodes }: Graph): number {
  const asked = new Set(nodes.map(({ assertion }) => assertion))
  if (asked.has('end')) return 2 * atEnd
  if (asked.has('start')) return 2 * atStart
  return asked.has('boundary') || asked.has('inside') ? 2 * atBoundary : 1
}

function rulesAt(graph: Graph, reading: readonly number[], place: number): PlaceRules {
  const words = Math.ceil(reading.length / 32)
  const reach = createReach(graph, reading, place)
  const followers = reading.map((node) => reach(graph.nodes[node]!.next[0]!))
  const preceders = reading.map((): number[] => [])
  followers.forEach(({ positions }, position) => {
    for (const follower of positions) preceders[follower]!.push(position)
  })
  const ends = [...followers.keys()].filter((position) => followers[position]!.end)
  const follow = positionMoves(
    followers.map(({ positions }) => positions),
    words,
    true,
  )
  const precede = positionMoves(preceders, words, false)
  if (Math.max(follow.jumps.length, precede.jumps.length) > mostJumpWords)
    throw new ExpressionRefused(tooLarge)
  return { first: setOf(reach(graph.start).positions, words), last: setOf(ends, words), follow, precede }
}

interface Reached {
  /** Ascending. */
  readonly positions: readonly number[]
  /** Can the expression end here? */
  readonly end: boolean
}

/** What can be reached from a node without reading. */
function createReach(graph: Graph, reading: readonly number[], place: number): (node: number) => Reached {
  const positionOf = new Map(reading.map((node, position) => [node, position]))
  const known = new Map<number, Reached>()
  let moves = 0
  return (from) => {
    const before = known.get(from)
    if (before !== undefined) return before
    const seen = new Set([from])
    for (const node of seen) {
      const { set, assertion, next } = graph.nodes[node]!
      if (set === undefined && holds(assertion, place)) for (const after of next) seen.add(after)
    }
    moves += seen.size
    if (moves > mostMoves) throw new ExpressionRefused(tooLarge)
    const positions = [...seen].flatMap((node) => positionOf.get(node) ?? []).toSorted((a, b) => a - b)
    const reached = { positions, end: seen.has(graph.end) }
    known.set(from, reached)
    return reached
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
