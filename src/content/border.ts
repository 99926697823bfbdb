// Where one part of a content ends and the next begins: the same place for whoever looks at the same bytes.
//
// The one fact to know: for a table it is a guess, as no one can tell from the middle of a file what is within
// quotes. Whoever comes from before knows: a border holds where their last row ends there.
import { characterBoundary } from './cut.ts'

export type SplitFormat = 'text' | 'table' | 'records'

export interface RowShape {
  readonly delimiter: number
  /** Cells of the first row. */
  readonly width: number
}

/** Bytes from one before the place where a border is wanted: it is found in them, or there is none. */
export const probeBytes = 64 * 1_024

/** Index in the probe, from 1; -1 where there is none. */
export function borderIn(probe: Uint8Array, format: SplitFormat, row: RowShape): number {
  switch (format) {
    case 'text':
      return textBorder(probe)
    case 'records':
      return lineStart(probe, 0)
    case 'table':
      return rowBorder(probe, row)
    default:
      return format satisfies never
  }
}

/** A text can be cut anywhere but in a character; best where no instance goes on. */
function textBorder(probe: Uint8Array): number {
  const line = lineStart(probe, 0)
  if (line !== -1) return line
  const blank = probe.indexOf(0x20)
  if (blank !== -1) return blank + 1
  if (probe.length < 2) return -1
  return Math.max(1, characterBoundary(probe, 0, probe.length >> 1))
}

function lineStart(probe: Uint8Array, from: number): number {
  return probe.indexOf(10, from) + 1 || -1
}

const rowsToSee = 16

/** The first start of a line from which most rows look like the table's: as many cells, and no quote within one. */
function rowBorder(probe: Uint8Array, shape: RowShape): number {
  let best = -1
  let mostRows = 0
  for (let at = lineStart(probe, 0); at !== -1; at = lineStart(probe, at)) {
    const rows = rowsLike(probe, at, shape)
    if (rows > mostRows) [best, mostRows] = [at, rows]
    if (mostRows === rowsToSee) break
  }
  return best
}

function rowsLike(probe: Uint8Array, from: number, shape: RowShape): number {
  let rows = 0
  for (let at = from; rows < rowsToSee; rows++) {
    const row = rowAt(probe, at, shape.delimiter)
    if (row === undefined || row.width !== shape.width || row.isOdd) break
    at = row.end
  }
  return rows
}

export interface Row {
  /** Behind its break. */
  readonly end: number
  readonly width: number
  /** A quote stands within a cell: what comes before may have been the inside of one. */
  readonly isOdd: boolean
}

/** undefined: its end is not in the bytes. */
export function rowAt(bytes: Uint8Array, from: number, delimiter: number): Row | undefined {
  let width = 1
  let isOdd = false
  let atStart = true
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === 0x22) {
      if (!atStart) isOdd = true
      else i = closingQuote(bytes, i + 1)
      atStart = false
    } else if (byte === delimiter) {
      width++
      atStart = true
    } else if (byte === 10 || byte === 13) {
      if (byte === 13 && i + 1 === bytes.length) return undefined
      return { end: byte === 13 && bytes[i + 1] === 10 ? i + 2 : i + 1, width, isOdd }
    } else atStart = false
  }
  return undefined
}

function closingQuote(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] !== 0x22) continue
    if (bytes[i + 1] !== 0x22) return i
    i++
  }
  return bytes.length
}
