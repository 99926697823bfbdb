// The part of an object that is in memory: one buffer, filled from the source and slid along.
//
// The one fact to know: buffers are lent and come back, so that an object of 2 KB costs neither an allocation nor a
// clearing of a block. The first window of a thread is that of its scan memory, where the kernels and the engine work
// on the bytes in place; a second one at the same time, or a larger one, is of the pool, and read in TypeScript.
import type { ByteSource } from '../model/byte-source.ts'
import { leftContextBytes, overReadBytes } from '../model/passage.ts'
import { scanMemory, type ScanMemory } from '../scan-memory/scan-memory.ts'
import { createSegmentList, segmentListAt, type SegmentList } from './segment-list.ts'

export const defaultBlockBytes = 256 * 1_024
/** What a value may grow to before it is read in parts, in blocks. */
const blocksOfLongestValue = 4

export interface Window {
  readonly source: ByteSource
  readonly bytes: Uint8Array
  readonly blockBytes: number
  /** Where `bytes` and `segments` are lent from: the kernels work on them. */
  readonly memory: ScanMemory | undefined
  /** Scratch for tables and records. */
  readonly segments: SegmentList
  /** First byte that was not handed on yet; those before it are context. */
  pos: number
  filled: number
  /** The source has no more bytes than bytes[.., filled). */
  ended: boolean
  /** Where the source ends, the content does: false for a part of it that others go on from. */
  readonly endsContent: boolean
  /** Place in the source of bytes[0]. */
  base: number
  /** bytes[0] is the first byte of the content. */
  atStart: boolean
}

interface Lent {
  readonly bytes: Uint8Array
  readonly segments: SegmentList
}

const pool = new Map<number, Lent[]>()

export interface WindowOptions {
  readonly blockBytes?: number | undefined
  /** Whether it may be that of the scan memory: true unless set. */
  readonly inScanMemory?: boolean | undefined
  /** The source is a part of a content: the place of its first byte, and whether the content ends with it. */
  readonly part?: { readonly base: number; readonly endsContent: boolean }
}

export function openWindow(source: ByteSource, options: WindowOptions = {}): Window {
  const { blockBytes = defaultBlockBytes, inScanMemory = true } = options
  const { part = { base: 0, endsContent: true } } = options
  const memory = inScanMemory && blockBytes <= defaultBlockBytes ? scanMemory() : undefined
  const atStart = part.base === 0
  const state = { source, blockBytes, ...part, pos: 0, filled: 0, ended: false, atStart }
  if (memory !== undefined && !memory.windowIsLent) {
    memory.windowIsLent = true
    return { ...state, ...windowOf(memory, blockBytes), memory }
  }
  const lent = pool.get(blockBytes)?.pop() ?? {
    bytes: new Uint8Array(bytesOfWindow(blockBytes)),
    segments: createSegmentList(segmentsOfWindow(blockBytes)),
  }
  return { ...state, ...lent, memory: undefined }
}

function windowOf(memory: ScanMemory, blockBytes: number): Lent {
  const { address, segments } = memory.layout
  return {
    bytes: new Uint8Array(memory.buffer, address.window, bytesOfWindow(blockBytes)),
    segments: segmentListAt(memory, { room: segments, capacity: segmentsOfWindow(blockBytes) }),
  }
}

function bytesOfWindow(blockBytes: number): number {
  return leftContextBytes + blocksOfLongestValue * blockBytes + overReadBytes
}

function segmentsOfWindow(blockBytes: number): number {
  return Math.max(4, blockBytes >> 2)
}

/** Gives the buffers back; the window and its passages are invalid from here on. */
export function closeWindow(window: Window): void {
  if (window.memory !== undefined) {
    window.memory.windowIsLent = false
    return
  }
  const free = pool.get(window.blockBytes)
  const lent = { bytes: window.bytes, segments: window.segments }
  if (free === undefined) pool.set(window.blockBytes, [lent])
  else if (free.length < 2) free.push(lent)
}

/** Reads until bytes[.., upTo) are there, the buffer is full or the source ends. */
export async function fill(window: Window, upTo: number): Promise<void> {
  const target = Math.min(upTo, window.bytes.length)
  while (window.filled < target && !window.ended) {
    const answer = window.source.read(window.bytes.subarray(window.filled, target))
    const count = typeof answer === 'number' ? answer : await answer
    if (count === 0) window.ended = true
    window.filled += count
  }
}

/** Moves bytes[keep, filled) to the front; `keep` is at most `pos`. */
export function slide(window: Window, keep: number): void {
  if (keep === 0) return
  window.bytes.copyWithin(0, keep, window.filled)
  window.pos -= keep
  window.filled -= keep
  window.base += keep
  window.atStart = false
}

/** Writes bytes, as many of the last as there is room for, right before `pos`; what was there is lost. */
export function putBefore(window: Window, context: Uint8Array): void {
  const missing = Math.max(0, Math.min(context.length - window.pos, window.bytes.length - window.filled))
  window.bytes.copyWithin(window.pos + missing, window.pos, window.filled)
  window.pos += missing
  window.filled += missing
  const put = Math.min(context.length, window.pos)
  window.bytes.set(context.subarray(context.length - put), window.pos - put)
}
