// An expression as a graph of nodes: the form in which automata read it, forwards and backwards.
//
// The fact to know: its alphabet are classes of characters, not bytes, so that `.` and [^a] are whole characters
// however many bytes they take, and \p{L} is one node rather than hundreds.
import { lastCharacter, type CharacterSet } from './character-set.ts'
import { ExpressionRefused, type Assertion, type Expression } from './expression.ts'

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly start: number
  readonly end: number
  readonly classCount: number
  /** Class of each character below U+0800. */
  readonly lowClasses: Uint16Array
  /** readers[class]: the nodes that read a character of that class. */
  readonly readers: readonly (readonly number[])[]
  /** Nodes that go to a node without reading. */
  readonly freeInto: readonly (readonly number[])[]
  readonly hasAssertions: boolean
  classOf(character: number): number
}

export interface GraphNode {
  readonly set: CharacterSet | undefined
  readonly assertion: Assertion | undefined
  /** A node with a set reads one character on its way to its only successor. */
  readonly next: readonly number[]
}

const mostNodes = 10_000

/** @throws ExpressionRefused */
export function buildGraph(expression: Expression): Graph {
  const nodes: GraphNode[] = [{ set: undefined, assertion: undefined, next: [] }]
  const start = add(nodes, expression, 0)
  const { classCount, boundaries, classes, members } = partition(nodes)
  const readers: number[][] = Array.from({ length: classCount }, () => [])
  nodes.forEach(({ set }, node) => {
    if (set !== undefined) for (const number of members.get(set)!) readers[number]!.push(node)
  })
  const freeInto: number[][] = nodes.map(() => [])
  nodes.forEach((node, from) => {
    if (node.set === undefined) for (const to of node.next) freeInto[to]!.push(from)
  })
  const lookUp = (character: number): number => classes[lastAtOrBelow(boundaries, character)]!
  const lowClasses = Uint16Array.from({ length: 0x800 }, (_, character) => lookUp(character))
  const hasAssertions = nodes.some(({ assertion }) => assertion !== undefined)
  return { nodes, start, end: 0, classCount, lowClasses, readers, freeInto, hasAssertions, classOf: lookUp }
}

function addNode(nodes: GraphNode[], node: GraphNode): number {
  if (nodes.length >= mostNodes) {
    throw new ExpressionRefused(
      `The expression is too large: its repeats multiply to more than ${mostNodes} steps; use smaller numbers in {m,n}.`,
    )
  }
  return nodes.push(node) - 1
}

function free(nodes: GraphNode[], next: readonly number[]): number {
  return addNode(nodes, { set: undefined, assertion: undefined, next })
}

/** Adds the expression before `next` and says where it begins. */
function add(nodes: GraphNode[], expression: Expression, next: number): number {
  switch (expression.kind) {
    case 'character':
      return addNode(nodes, { set: expression.set, assertion: undefined, next: [next] })
    case 'assertion':
      return addNode(nodes, { set: undefined, assertion: expression.assertion, next: [next] })
    case 'sequence':
      return expression.parts.reduceRight((after, part) => add(nodes, part, after), next)
    case 'choice':
      return free(
        nodes,
        expression.options.map((option) => add(nodes, option, next)),
      )
    case 'repeat':
      return addRepeat(nodes, expression, next)
    default:
      return expression satisfies never
  }
}

function addRepeat(nodes: GraphNode[], repeat: Expression & { kind: 'repeat' }, next: number): number {
  let from = next
  if (repeat.most === Infinity) {
    const successors: number[] = []
    const loop = free(nodes, successors)
    successors.push(add(nodes, repeat.of, loop), next)
    from = loop
  } else {
    for (let extra = repeat.least; extra < repeat.most; extra++)
      from = free(nodes, [add(nodes, repeat.of, from), next])
  }
  for (let count = 0; count < repeat.least; count++) from = add(nodes, repeat.of, from)
  return from
}

interface Partition {
  readonly classCount: number
  /** First character of each interval, ascending; classes[n] is the class of interval n. */
  readonly boundaries: readonly number[]
  readonly classes: readonly number[]
  readonly members: ReadonlyMap<CharacterSet, readonly number[]>
}

/** Characters that no set tells apart share a class. */
function partition(nodes: readonly GraphNode[]): Partition {
  const distinct = new Map<string, CharacterSet[]>()
  for (const { set } of nodes) {
    if (set === undefined) continue
    const alike = distinct.get(set.join())
    if (alike === undefined) distinct.set(set.join(), [set])
    else if (!alike.includes(set)) alike.push(set)
  }
  const starts = new Set([0])
  for (const [set] of distinct.values()) {
    set!.forEach((edge, index) => starts.add(index % 2 === 0 ? edge : edge + 1))
  }
  starts.delete(lastCharacter + 1)
  const boundaries = [...starts].toSorted((a, b) => a - b)
  const signatures = boundaries.map(() => '')
  ;[...distinct.values()].forEach(([set], number) => {
    boundaries.forEach((first, index) => {
      if (contains(set!, first)) signatures[index] += `${number},`
    })
  })
  const numbers = new Map([...new Set(signatures)].map((signature, number) => [signature, number]))
  const members = new Map<CharacterSet, number[]>()
  ;[...distinct.values()].forEach((alike, number) => {
    const classes = [...numbers]
      .filter(([signature]) => signature.split(',').includes(String(number)))
      .map(([, own]) => own)
    for (const set of alike) members.set(set, classes)
  })
  return {
    classCount: numbers.size,
    boundaries,
    classes: signatures.map((text) => numbers.get(text)!),
    members,
  }
}

function contains(set: CharacterSet, character: number): boolean {
  let low = 0
  let high = set.length / 2 - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (character < set[middle * 2]!) high = middle - 1
    else if (character > set[middle * 2 + 1]!) low = middle + 1
    else return true
  }
  return false
}

function lastAtOrBelow(boundaries: readonly number[], character: number): number {
  let low = 0
  let high = boundaries.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (boundaries[middle]! <= character) low = middle
    else high = middle - 1
  }
  return low
}
