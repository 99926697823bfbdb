// The objects and arrays that the values of one passage are in, so that a path can be told without being built for
// every value. Frames that are still open at the end of a passage are carried to the next.
import { carryOver, createPathTable, type PathTable } from './path-table.ts'

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
  table: PathTable
}

/** There is always room for the open ones. */
export function createFrames(capacity: number): Frames {
  const size = Math.max(capacity, 2 * maxNesting + 2)
  return {
    count: 0,
    parents: new Int32Array(size),
    contexts: new Int32Array(size),
    positions: new Int32Array(size),
    isArray: new Uint8Array(size),
    open: new Int32Array(maxNesting + 1),
    elements: new Int32Array(maxNesting + 1),
    depth: 0,
    table: createPathTable(),
  }
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

/** Forgets closed frames; with `renew`, also every path but those of the open ones. */
export function compactFrames(frames: Frames, renew: boolean): void {
  const old = frames.table
  if (renew) frames.table = createPathTable()
  for (let i = 0; i < frames.depth; i++) {
    const frame = frames.open[i]!
    const context = frames.contexts[frame]!
    frames.contexts[i] = renew ? carryOver(old, frames.table, context) : context
    frames.positions[i] = frames.positions[frame]!
    frames.isArray[i] = frames.isArray[frame]!
    frames.parents[i] = i - 1
    frames.open[i] = i
  }
  frames.count = frames.depth
}

/** Names and indices from the root to a value with that context, at that index of that frame. */
export function pathOf(
  frames: Frames,
  value: { readonly frame: number; readonly index: number; readonly context: number },
): (string | number)[] {
  const elements: (string | number)[] = []
  let { frame, index, context } = value
  while (frame >= 0) {
    elements.push(frames.isArray[frame] === 1 ? index : frames.table.name(context))
    index = frames.positions[frame]!
    context = frames.contexts[frame]!
    frame = frames.parents[frame]!
  }
  return elements.reverse()
}
