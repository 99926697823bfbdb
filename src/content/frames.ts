// The objects and arrays that the values of one passage are in, so that a path can be told without being built for
// every value. Frames that are still open at the end of a passage are carried to the next.
import { openFrames } from '../scan-memory/layout.ts'
import type { ScanMemory } from '../scan-memory/scan-memory.ts'
import { createPathTable, internNames, type PathTable } from './path-table.ts'
import { createPathTableIn } from './path-table-in-memory.ts'

export const maxNesting = 256

export interface Frames {
  count: number
  readonly parents: Int32Array
  readonly contexts: Int32Array
  /** Index in its parent, where that is an array. */
  readonly positions: Int32Array
  readonly isArray: Uint8Array
  /** Open frames from the outside in, and the index of each one's current element. */
  readonly open: Int32Array
  readonly elements: Int32Array
  depth: number
  /** Where the lists and the table are the scan memory's. */
  readonly memory: ScanMemory | undefined
  table: PathTable
}

/** There is always room for the open ones. In the scan memory, where one is given. */
export function createFrames(capacity: number, memory: ScanMemory | undefined): Frames {
  const size = Math.max(capacity, 2 * maxNesting + 2)
  const table = newTable(memory)
  if (memory !== undefined) return { count: 0, depth: 0, memory, table, ...listsIn(memory, size) }
  return {
    count: 0,
    depth: 0,
    memory,
    table,
    parents: new Int32Array(size),
    contexts: new Int32Array(size),
    positions: new Int32Array(size),
    isArray: new Uint8Array(size),
    open: new Int32Array(maxNesting + 1),
    elements: new Int32Array(maxNesting + 1),
  }
}

type Lists = Pick<Frames, 'parents' | 'contexts' | 'positions' | 'isArray' | 'open' | 'elements'>

function listsIn({ buffer, layout }: ScanMemory, size: number): Lists {
  const { address, segments: most } = layout
  const list = (offset: number, length: number): Int32Array =>
    new Int32Array(buffer, address.frames + offset, length)
  return {
    parents: list(0, size),
    contexts: list(most * 4, size),
    positions: list(most * 8, size),
    isArray: new Uint8Array(buffer, address.frames + most * 12, size),
    open: list(most * 13, openFrames),
    elements: list(most * 13 + openFrames * 4, openFrames),
  }
}

function newTable(memory: ScanMemory | undefined): PathTable {
  return memory === undefined ? createPathTable() : createPathTableIn(memory)
}

export function openFrame(frames: Frames, context: number, isArray: boolean): void {
  const frame = frames.count++
  const depth = frames.depth++
  frames.parents[frame] = depth === 0 ? -1 : frames.open[depth - 1]!
  frames.positions[frame] = depth === 0 ? 0 : frames.elements[depth - 1]!
  frames.contexts[frame] = context
  frames.isArray[frame] = isArray ? 1 : 0
  frames.open[depth] = frame
  frames.elements[depth] = 0
}

/** Forgets closed frames. */
export function compactFrames(frames: Frames): void {
  for (let i = 0; i < frames.depth; i++) {
    const frame = frames.open[i]!
    frames.contexts[i] = frames.contexts[frame]!
    frames.positions[i] = frames.positions[frame]!
    frames.isArray[i] = frames.isArray[frame]!
    frames.parents[i] = i - 1
    frames.open[i] = i
  }
  frames.count = frames.depth
}

/** Forgets every path but those of compacted frames and `context`, whose new number is the answer. */
export function renewPaths(frames: Frames, context: number): number {
  const old = frames.table
  // Read before: the new table may be where the old one was.
  const paths = [...frames.contexts.subarray(0, frames.depth), context].map((path) => old.names(path))
  frames.table = newTable(frames.memory)
  const numbers = paths.map((names) => internNames(frames.table, names))
  for (let i = 0; i < frames.depth; i++) frames.contexts[i] = numbers[i]!
  return numbers[frames.depth]!
}

/** Is the frame, or one around it, an array? */
export function isInArray({ isArray, parents }: Frames, frame: number): boolean {
  for (let at = frame; at >= 0; at = parents[at]!) if (isArray[at] === 1) return true
  return false
}
