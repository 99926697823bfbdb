// The cells of delimiter-separated text, found in one pass over bytes that stay as they are.
//
// A quote counts only as the first byte of a cell; one that is never closed is an ordinary character, so that it
// cannot swallow the file. Raw U+001E and U+001F become blanks: they are our own separators. In the scan memory a kernel
// adds the cells; those that it leaves, one at a time, are added here.
import { addCellsByKernel } from './cell-kernel.ts'
import { maxColumns, type CellScan } from './cell-scan.ts'
import type { Escapes, SegmentList } from './segment-list.ts'

const quote = 0x22
const blank = 0x20
const newline = 10
const carriageReturn = 13

/** For each byte, whether it needs a look outside quotes. */
export function stopsOf(delimiter: number): Uint8Array {
  const stops = new Uint8Array(256)
  for (const byte of [delimiter, newline, carriageReturn, 0x1e, 0x1f]) stops[byte] = 1
  return stops
}

/** Adds complete, non-empty cells until bytes or room run out; `pos` is left at the first cell not added. */
export function tokeniseCells(scan: CellScan, cells: SegmentList): void {
  const firstRow = scan.row
  const capacity = cells.starts.length
  for (;;) {
    if (scan.memory !== undefined) addCellsByKernel(scan, scan.memory, cells)
    if (scan.pos >= scan.filled || cells.count >= capacity || (scan.oneRow && scan.row > firstRow)) return
    if (!tokeniseCell(scan, cells)) return
  }
}

/** False where it needs more bytes. */
function tokeniseCell(scan: CellScan, cells: SegmentList): boolean {
  const start = scan.pos
  const quoted = scan.bytes[start] === quote ? closingQuote(scan, start + 1) : notQuoted
  if (quoted === needsBytes) return false
  const contentEnd = quoted === notQuoted ? cellEnd(scan, start) : cellEnd(scan, quoted + 1)
  const next = contentEnd === needsBytes ? needsBytes : afterTerminator(scan, contentEnd)
  if (next === needsBytes) return false
  addCell(scan, cells, { start, quoted, contentEnd })
  finishCell(scan, contentEnd, next)
  return true
}

const needsBytes = -1
const notQuoted = -2

interface Cell {
  readonly start: number
  /** The closing quote's place, or notQuoted. */
  readonly quoted: number
  readonly contentEnd: number
}

function addCell(scan: CellScan, cells: SegmentList, { start, quoted, contentEnd }: Cell): void {
  const simple = quoted !== notQuoted && contentEnd === quoted + 1
  const from = quoted === notQuoted ? start : start + 1
  const to = simple ? quoted : contentEnd
  if (from >= to) return
  const i = cells.count++
  cells.starts[i] = from
  cells.ends[i] = to
  cells.rows[i] = scan.row
  cells.places[i] = scan.column
  if (scan.column >= scan.widest) scan.widest = scan.column + 1
  cells.contexts[i] = Math.min(scan.column, maxColumns)
  cells.escaped[i] =
    quoted !== notQuoted && (!simple || scan.bytes.subarray(from, to).includes(quote)) ? 1 : 0
}

function finishCell(scan: CellScan, contentEnd: number, next: number): void {
  scan.pos = next
  if (contentEnd < scan.filled && scan.bytes[contentEnd] === scan.delimiter) {
    scan.column++
  } else {
    scan.row++
    scan.column = 0
  }
}

/** The closing quote's place, notQuoted where there is none, needsBytes where that is not known yet. */
function closingQuote(scan: CellScan, from: number): number {
  const { bytes, filled } = scan
  const unclosed = scan.ended || scan.full ? notQuoted : needsBytes
  for (let i = from; i < filled; i++) {
    const byte = bytes[i]!
    if (byte === quote) {
      if (i + 1 === filled) return scan.ended ? i : unclosed
      if (bytes[i + 1] !== quote) return i
      i++
    } else if (byte === 0x1e || byte === 0x1f) bytes[i] = blank
  }
  return unclosed
}

/** Where an unquoted cell, or what follows a closing quote, ends: at its terminator. */
export function cellEnd(scan: CellScan, from: number): number {
  const { bytes, filled, stops, delimiter } = scan
  let i = from
  for (;;) {
    while (i < filled && stops[bytes[i]!] === 0) i++
    if (i >= filled) return scan.ended ? filled : needsBytes
    const byte = bytes[i]!
    if (byte === delimiter || byte === newline || byte === carriageReturn) return i
    bytes[i++] = blank
  }
}

function afterTerminator(scan: CellScan, at: number): number {
  const { bytes, filled } = scan
  if (at >= filled) return filled
  if (bytes[at] !== carriageReturn || scan.delimiter === carriageReturn) return at + 1
  if (at + 1 === filled) return scan.ended ? filled : needsBytes
  return bytes[at + 1] === newline ? at + 2 : at + 1
}

/** `""` becomes `"`, a closing quote in mid-cell goes: the new end of the cell whose opening quote is left out. */
export function undoQuotes(bytes: Uint8Array, start: number, end: number): number {
  let out = start
  let inQuotes = true
  for (let i = start; i < end; i++) {
    if (inQuotes && bytes[i] === quote) {
      if (i + 1 < end && bytes[i + 1] === quote) i++
      else {
        inQuotes = false
        continue
      }
    }
    bytes[out++] = bytes[i]!
  }
  return out
}

export const quotes: Escapes = { undo: undoQuotes, areQuotes: true }
