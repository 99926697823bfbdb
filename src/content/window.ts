// The part of an object that is in memory: one buffer, filled from the source and slid along.
//
// The one fact to know: buffers are lent from a pool per thread and come back, so that an object of 2 KB costs
// neither an allocation nor a clearing of a block.
import type { ByteSource } from '../model/byte-source.ts'
import { leftContextBytes, overReadBytes } from '../model/passage.ts'
import { createSegmentList, type SegmentList } from './segment-list.ts'

export const defaultBlockBytes = 256 * 1_024
/** What a value may grow to before it is read in parts, in blocks. */
const blocksOfLongestValue = 4

export interface Window {
  readonly source: ByteSource
  readonly bytes: Uint8Array
  readonly blockBytes: number
  /** Scratch for tables and records. */
  readonly segments: SegmentList
  /** First byte that was not handed on yet; those before it are context. */
  pos: number
  filled: number
  /** The source has no more bytes than bytes[.., filled). */
  ended: boolean
  /** bytes[0] is the first byte of the content. */
  atStart: boolean
}

interface Lent {
  readonly bytes: Uint8Array
  readonly segments: SegmentList
}

const pool = new Map<number, Lent[]>()

export function openWindow(source: ByteSource, blockBytes: number = defaultBlockBytes): Window {
  const lent = pool.get(blockBytes)?.pop() ?? {
    bytes: new Uint8Array(leftContextBytes + blocksOfLongestValue * blockBytes + overReadBytes),
    segments: createSegmentList(Math.max(4, blockBytes >> 2)),
  }
  return { source, ...lent, blockBytes, pos: 0, filled: 0, ended: false, atStart: true }
}

/** Gives the buffers back; the window and its passages are invalid from here on. */
export function closeWindow(window: Window): void {
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
  window.atStart = false
}
