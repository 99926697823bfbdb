// Line and column of a byte. A line ends with \n, \r\n or a lone \r; columns count characters, not bytes.
//
// The fact to know: bytes of the scan memory are counted by a kernel, others here, to the same result.
import { besideAddress } from '../scan-memory/layout.ts'
import { memoryOf, type ScanMemory } from '../scan-memory/scan-memory.ts'

export interface LinePosition {
  /** From 1. */
  line: number
  /** Characters of the line before this position. */
  column: number
  /** The byte before was \r: a \n that follows belongs to it. */
  afterReturn: boolean
}

export function firstLine(): LinePosition {
  return { line: 1, column: 0, afterReturn: false }
}

/** Moves a position at bytes[from] on to bytes[to]. */
export function advanceLines(
  position: LinePosition,
  bytes: Uint8Array,
  range: readonly [number, number],
): void {
  const [from, to] = range
  if (from >= to) return
  const memory = to - from < worthACall ? undefined : memoryOf(bytes)
  if (memory === undefined) advanceHere(position, bytes, range)
  else advanceByKernel(position, memory, [bytes.byteOffset + from, bytes.byteOffset + to])
  position.afterReturn = bytes[to - 1] === 13
}

/** Bytes that are counted sooner than a kernel is called. */
const worthACall = 16

/** Ends of lines in bytes[from, to), where `position` is that of bytes[from]. */
export function lineEndsWithin(
  position: LinePosition,
  bytes: Uint8Array,
  [from, to]: readonly [number, number],
): number {
  if (to - from > mostLooked) {
    const end = { ...position }
    advanceLines(end, bytes, [from, to])
    return end.line - position.line
  }
  let count = 0
  let afterReturn = position.afterReturn
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!
    if (byte === 13 || (byte === 10 && !afterReturn)) count++
    afterReturn = byte === 13
  }
  return count
}

/** What is mostly matched is a word or two. */
const mostLooked = 64

function advanceByKernel(
  position: LinePosition,
  { kernels, words }: ScanMemory,
  [from, to]: readonly [number, number],
): void {
  position.line += kernels.advanceLines(from, to, position.afterReturn ? 1 : 0)
  const lineStart = words[besideAddress / 4]!
  const characters = words[besideAddress / 4 + 1]!
  position.column = lineStart === 0 ? position.column + characters : characters
}

function advanceHere(position: LinePosition, bytes: Uint8Array, [from, to]: readonly [number, number]): void {
  let { line } = position
  let lineStart = -1
  let previous = position.afterReturn ? 13 : 0
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!
    if (byte <= 13 && (byte === 10 || byte === 13)) {
      if (byte === 13 || previous !== 13) line++
      lineStart = i + 1
    }
    previous = byte
  }
  const characters = countCharacters(bytes, lineStart === -1 ? from : lineStart, to)
  position.column = lineStart === -1 ? position.column + characters : characters
  position.line = line
}

/** Code points that begin in bytes[from, to). */
function countCharacters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++
  return count
}
