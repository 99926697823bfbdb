// Line and column of a byte. A line ends with \n, \r\n or a lone \r; columns count characters, not bytes.

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
  position.afterReturn = previous === 13
}

/** Code points that begin in bytes[from, to). */
function countCharacters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if ((bytes[i]! & 0xc0) !== 0x80) count++
  return count
}
