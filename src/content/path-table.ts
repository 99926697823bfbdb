// The names on the paths of one document, each path (its parent and one more name) numbered once. Array indices are
// no part of it: all elements of an array share the array's path.
import type { ContextTable } from '../model/passage.ts'

export interface PathTable extends ContextTable {
  readonly size: number
  readonly parents: ArrayLike<number>
  /** Last name of the path; '' for the root, which is 0. */
  readonly name: (context: number) => string
  /** The number of `parent` extended by the name in bytes[start, end). */
  intern(parent: number, bytes: Uint8Array, range: readonly [start: number, end: number]): number
  /** Large enough that a new table should take over: documents may have any number of distinct names. */
  isFull(): boolean
}

export const fullAtPaths = 32_768
export const fullAtBytes = 4 * 2 ** 20

export function createPathTable(): PathTable {
  const parents = [-1]
  const offsets = [0, 0]
  const texts: (string | undefined)[] = ['']
  let arena = new Uint8Array(1_024)
  let slots = new Int32Array(64)

  const intern: PathTable['intern'] = (parent, bytes, [start, end]) => {
    let slot = hash(parent, bytes, [start, end]) & (slots.length - 1)
    for (let found = slots[slot]!; found !== 0; found = slots[slot]!) {
      if (parents[found] === parent && isName(found, bytes, [start, end])) return found
      slot = (slot + 1) & (slots.length - 1)
    }
    slots[slot] = table.size
    return add(parent, bytes.subarray(start, end))
  }
  const isName = (context: number, bytes: Uint8Array, [start, end]: readonly [number, number]): boolean => {
    const from = offsets[context]!
    if (offsets[context + 1]! - from !== end - start) return false
    for (let i = start; i < end; i++) if (arena[from + i - start] !== bytes[i]) return false
    return true
  }
  const add = (parent: number, name: Uint8Array): number => {
    const used = offsets[table.size]!
    if (used + name.length > arena.length) arena = grown(arena, used + name.length)
    arena.set(name, used)
    parents.push(parent)
    offsets.push(used + name.length)
    if (++table.size * 2 > slots.length) slots = rehashed()
    return table.size - 1
  }
  const rehashed = (): Int32Array<ArrayBuffer> => {
    const wider = new Int32Array(slots.length * 4)
    for (let context = 1; context < table.size; context++) {
      let slot =
        hash(parents[context]!, arena, [offsets[context]!, offsets[context + 1]!]) & (wider.length - 1)
      while (wider[slot] !== 0) slot = (slot + 1) & (wider.length - 1)
      wider[slot] = context
    }
    return wider
  }
  const name = (context: number): string =>
    (texts[context] ??= textOf(arena, [offsets[context]!, offsets[context + 1]!]))
  const names = (context: number): readonly string[] => {
    const path: string[] = []
    for (let at = context; at > 0; at = parents[at]!) path.push(name(at))
    return path.reverse()
  }
  const isFull = (): boolean => table.size > fullAtPaths || offsets[table.size]! > fullAtBytes
  const paths = { parent: (context: number) => parents[context]!, name }
  const table: PathTable & { size: number } = { size: 1, parents, paths, name, names, intern, isFull }
  return table
}

/**
 * The text of bytes[start, end); U+FEFF is a character like any other where it begins a name. A `TextDecoder` would cost
 * three times as much.
 */
export function textOf(
  { buffer, byteOffset, byteLength }: Uint8Array,
  [start, end]: readonly [number, number],
): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8', start, end)
}

/** The number of the path with these names from the root. */
export function internNames(table: PathTable, names: readonly string[]): number {
  let context = 0
  for (const name of names) {
    const bytes = Buffer.from(name)
    context = table.intern(context, bytes, [0, bytes.length])
  }
  return context
}

function hash(parent: number, bytes: Uint8Array, [start, end]: readonly [number, number]): number {
  let value = Math.imul(parent + 1, 0x9e3779b1)
  for (let i = start; i < end; i++) value = Math.imul(value ^ bytes[i]!, 0x01000193)
  return (value ^ (value >>> 15)) >>> 0
}

function grown(arena: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(Math.max(arena.length * 2, needed))
  wider.set(arena)
  return wider
}
