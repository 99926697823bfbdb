// A shape as a deterministic automaton over bytes: one table look-up per byte, no backtracking.
//
// The fact to know: a state is its row's offset in the table (premultiplied); 0 is the dead state.
import type { Shape } from './shape-syntax.ts'

export interface ShapeAutomaton {
  /** Class of each byte. */
  readonly classes: Uint8Array
  /** table[state + class] is the next state. */
  readonly table: Uint16Array
  /** accepting[state] is 1 where the text so far is a whole instance. */
  readonly accepting: Uint8Array
  readonly start: number
}

/** @throws Error where the shape has too many states to be practical. */
export function compileShape(shape: Shape, name: string): ShapeAutomaton {
  const machine = buildMachine(shape)
  const { classes, samples } = byteClassesOf(machine)
  const rows = buildRows(machine, samples, name)
  return packRows(rows, classes, samples.length)
}

/** Which bytes can stand at each of the first `depth` places; bit n of the mask of a byte is place n. */
export function leadingBytes(shape: Shape, depth: number): Uint8Array {
  const machine = buildMachine(shape)
  const masks = new Uint8Array(256)
  let states = closure(machine, [machine.start])
  for (let place = 0; place < depth; place++) {
    const next: number[] = []
    for (const state of states) {
      const set = machine.sets[state]
      if (set === undefined) continue
      for (let byte = 0; byte < 256; byte++) if (set[byte] === 1) masks[byte]! |= 1 << place
      next.push(machine.edges[state]![0]!)
    }
    states = closure(machine, next)
  }
  return masks
}

const maximumNodes = 40_000
const maximumTable = 65_535

/** A node with a set reads one byte and goes on to its only edge; one without goes on freely. */
interface Machine {
  readonly sets: (Uint8Array | undefined)[]
  readonly edges: number[][]
  start: number
  readonly end: number
}

function buildMachine(shape: Shape): Machine {
  const machine: Machine = { sets: [undefined], edges: [[]], start: 0, end: 0 }
  machine.start = addShape(machine, shape, machine.end)
  return machine
}

function addNode(machine: Machine, set: Uint8Array | undefined, edges: number[]): number {
  if (machine.sets.length >= maximumNodes)
    throw new Error('Cannot compile a shape: its repeats multiply to too many states')
  machine.sets.push(set)
  return machine.edges.push(edges) - 1
}

function addShape(machine: Machine, shape: Shape, next: number): number {
  switch (shape.kind) {
    case 'bytes':
      return addNode(machine, shape.set, [next])
    case 'sequence':
      return shape.parts.reduceRight((after, part) => addShape(machine, part, after), next)
    case 'choice':
      return addNode(
        machine,
        undefined,
        shape.options.map((option) => addShape(machine, option, next)),
      )
    case 'repeat':
      return addRepeat(machine, shape, next)
    default:
      return shape satisfies never
  }
}

function addRepeat(machine: Machine, shape: Shape & { kind: 'repeat' }, next: number): number {
  let from = next
  if (shape.most === Infinity) {
    const loop = addNode(machine, undefined, [])
    machine.edges[loop]!.push(addShape(machine, shape.of, loop), next)
    from = loop
  } else {
    for (let extra = shape.least; extra < shape.most; extra++) {
      from = addNode(machine, undefined, [addShape(machine, shape.of, from), next])
    }
  }
  for (let count = 0; count < shape.least; count++) from = addShape(machine, shape.of, from)
  return from
}

/** The reading nodes (and the end) that are reached without reading, ascending. */
function closure(machine: Machine, from: readonly number[]): number[] {
  const seen = new Set<number>()
  const open = [...from]
  while (open.length > 0) {
    const node = open.pop()!
    if (seen.has(node)) continue
    seen.add(node)
    if (machine.sets[node] === undefined) open.push(...machine.edges[node]!)
  }
  return [...seen]
    .filter((node) => machine.sets[node] !== undefined || node === machine.end)
    .toSorted((a, b) => a - b)
}

/** Bytes that no set tells apart share a class; `samples` has one byte of each. */
function byteClassesOf(machine: Machine): { classes: Uint8Array; samples: number[] } {
  let classes = new Uint8Array(256)
  let samples = [0]
  for (const set of new Set(machine.sets)) {
    if (set === undefined) continue
    const numbers = new Map<number, number>()
    const refined = new Uint8Array(256)
    samples = []
    for (let byte = 0; byte < 256; byte++) {
      const key = classes[byte]! * 2 + set[byte]!
      if (!numbers.has(key)) {
        numbers.set(key, numbers.size)
        samples.push(byte)
      }
      refined[byte] = numbers.get(key)!
    }
    classes = refined
  }
  return { classes, samples }
}

interface Rows {
  readonly next: number[][]
  readonly accepting: boolean[]
}

function buildRows(machine: Machine, samples: readonly number[], name: string): Rows {
  const numbers = new Map<string, number>([['', 0]])
  const members: number[][] = [[]]
  const rows: Rows = { next: [], accepting: [] }
  const numberOf = (nodes: number[]): number => {
    const key = nodes.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, members.length)
    return members.push(nodes) - 1
  }
  numberOf(closure(machine, [machine.start]))
  for (let state = 0; state < members.length; state++) {
    if (members.length * samples.length > maximumTable)
      throw new Error(`Cannot compile the shape of ${name}: it has too many states`)
    const nodes = members[state]!
    rows.accepting.push(nodes.includes(machine.end))
    rows.next.push(
      samples.map((byte) => {
        const reading = nodes.filter((node) => machine.sets[node]?.[byte] === 1)
        return reading.length === 0
          ? 0
          : numberOf(
              closure(
                machine,
                reading.map((node) => machine.edges[node]![0]!),
              ),
            )
      }),
    )
  }
  return rows
}

function packRows(rows: Rows, classes: Uint8Array, width: number): ShapeAutomaton {
  const table = new Uint16Array(rows.next.length * width)
  const accepting = new Uint8Array(rows.next.length * width)
  rows.next.forEach((row, state) => {
    row.forEach((next, column) => (table[state * width + column] = next * width))
    if (rows.accepting[state]!) accepting[state * width] = 1
  })
  return { classes, table, accepting, start: width }
}
