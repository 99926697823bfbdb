// An expression as a graph: nodes that read one character of a set, and nodes that lead on freely or where an
// assertion holds. Repeats are written out.
import type { CharacterSet } from './character-set.ts'
import { ExpressionRefused, type Assertion, type Expression } from './expression.ts'

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly start: number
  readonly end: number
}

export interface GraphNode {
  readonly set: CharacterSet | undefined
  readonly assertion: Assertion | undefined
  /** A node with a set reads one character on its way to its only successor. */
  readonly next: readonly number[]
}

/** @throws ExpressionRefused */
export function buildGraph(expression: Expression): Graph {
  const nodes: GraphNode[] = [{ set: undefined, assertion: undefined, next: [] }]
  return { start: add(nodes, expression, 0), nodes, end: 0 }
}

/** What stands in a message for whoever wrote an expression that would read slowly. */
export const tooLarge =
  'The expression is too large: its repeats multiply to more steps than can be read quickly; ' +
  'use smaller numbers in {m,n}, leave the end open as in {20,}, or repeat a shorter part.'

const mostNodes = 4_000

function addNode(nodes: GraphNode[], node: GraphNode): number {
  if (nodes.length >= mostNodes) throw new ExpressionRefused(tooLarge)
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
  let copies = repeat.least
  if (repeat.most === Infinity) {
    const successors: number[] = []
    const loop = free(nodes, successors)
    const body = add(nodes, repeat.of, loop)
    successors.push(body, next)
    // What must come once begins with the loop's own copy.
    from = copies > 0 ? body : loop
    copies--
  } else {
    for (let extra = repeat.least; extra < repeat.most; extra++)
      from = free(nodes, [add(nodes, repeat.of, from), next])
  }
  for (; copies > 0; copies--) {
    const before = from
    from = add(nodes, repeat.of, before)
    // Nothing, however often, is nothing: repeats of it within repeats would take forever to write out.
    if (from === before) break
  }
  return from
}
