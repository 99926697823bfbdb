// The cells or values of one passage while it is built, and the one place where a block's bytes are changed.
import { cellSeparator, rowSeparator, type ContextTable, type Segments } from '../model/passage.ts'
import { besideAddress } from '../scan-memory/layout.ts'
import type { ScanMemory } from '../scan-memory/scan-memory.ts'

export interface SegmentList {
  count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly contexts: Int32Array
  /** Row or record of each segment, counted from the passage's first. */
  readonly rows: Int32Array
  /** Column of a cell, or the frame of a value. */
  readonly places: Int32Array
  /** Index of a value in its array, or one of the negative marks of records. */
  readonly indexes: Int32Array
  /** 1: holds escapes that are to be undone. */
  readonly escaped: Uint8Array
}

export function createSegmentList(capacity: number): SegmentList {
  return {
    count: 0,
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    contexts: new Int32Array(capacity),
    rows: new Int32Array(capacity),
    places: new Int32Array(capacity),
    indexes: new Int32Array(capacity),
    escaped: new Uint8Array(capacity),
  }
}

/** The lists of the scan memory, each with `room` elements, of which `capacity` are used. */
export function segmentListAt(
  { buffer, layout }: ScanMemory,
  { room, capacity }: { readonly room: number; readonly capacity: number },
): SegmentList {
  const list = (number: number): Int32Array<ArrayBuffer> =>
    new Int32Array(buffer, layout.address.segments + number * room * 4, capacity)
  return {
    count: 0,
    starts: list(0),
    ends: list(1),
    contexts: list(2),
    rows: list(3),
    places: list(4),
    indexes: list(5),
    escaped: new Uint8Array(buffer, layout.address.segments + 6 * room * 4, capacity),
  }
}

/** What is undone in segments that hold escapes. */
export interface Escapes {
  /** Undoes them in bytes[start, end), and gives the new end. */
  readonly undo: (bytes: Uint8Array, start: number, end: number) => number
  /** For the kernel: those of tables, or of JSON. */
  readonly areQuotes: boolean
}

export interface Sealed {
  readonly bytes: Uint8Array
  readonly segments: SegmentList
  /** Where both are the scan memory's. */
  readonly memory: ScanMemory | undefined
}

/**
 * Undoes escapes and puts separators into everything of bytes[from, to) that is no segment. Done last, because
 * until then the original bytes may be wanted: as prose, where the structure breaks off.
 */
export function sealSegments(sealed: Sealed, [from, to]: readonly [number, number], escapes: Escapes): void {
  const { bytes, segments: list, memory } = sealed
  if (memory !== undefined) {
    memory.words.set([list.count, bytes.byteOffset, from, to], besideAddress / 4)
    memory.kernels.sealSegments(escapes.areQuotes ? 1 : 0)
    return
  }
  let gap = from
  let row = list.rows[0] ?? 0
  for (let i = 0; i < list.count; i++) {
    const start = list.starts[i]!
    const end = list.ends[i]!
    const separator = list.rows[i] === row ? cellSeparator : rowSeparator
    row = list.rows[i]!
    while (gap < start) bytes[gap++] = separator
    gap = end
    if (list.escaped[i] === 1) list.ends[i] = gap = escapes.undo(bytes, start, end)
  }
  while (gap < to) bytes[gap++] = rowSeparator
}

export function segmentsOf(list: SegmentList, table: ContextTable): Segments {
  return { count: list.count, starts: list.starts, ends: list.ends, contexts: list.contexts, table }
}

/** Finds the segment that holds the byte at `at`: soonest where it is asked for bytes in ascending order. */
export function segmentFinder(list: SegmentList): (at: number) => number {
  let low = 0
  return (at) => {
    const { starts, count } = list
    if (low >= count || starts[low]! > at) low = 0
    let step = 1
    for (; low + step < count && starts[low + step]! <= at; step *= 2) low += step
    let high = Math.min(count, low + step) - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= at) low = middle
      else high = middle - 1
    }
    return low
  }
}
