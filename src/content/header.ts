// Whether the first row of a table names its columns: when no cell of it would itself be found sensitive and at
// least one holds a letter. A header is handed on as text, because it may hold sensitive data across its cells.
import type { Passage } from '../model/passage.ts'
import { firstLine } from './lines.ts'
import { noNames, type LooksSensitive } from './looks-sensitive.ts'
import { prosePassage } from './read-text.ts'
import { maxColumns, stopsOf, tokeniseCells, undoQuotes, type CellScan } from './tokenise-cells.ts'
import type { Window } from './window.ts'

export interface Header {
  readonly names: readonly string[]
  /** The same, but '' for one that is sensitive beside the others: a location must not tell it. */
  readonly told: readonly string[]
  /** The header's own text, where there is a header. */
  readonly passage: Passage | undefined
  /** Rows that were consumed. */
  readonly rows: number
}

/** Looks at the rows in memory from the window's `pos` and moves it past the header. */
export function readHeader(
  window: Window,
  options: { readonly delimiter: number; readonly looksSensitive: LooksSensitive },
): Header {
  const none = { names: [], told: [], passage: undefined, rows: 0 }
  const cells = window.segments
  const scan = firstRow(window, options.delimiter)
  cells.count = 0
  tokeniseCells(scan, cells)
  if (cells.count === 0 || scan.row !== 1) return none
  const raw = window.bytes.slice(0, scan.pos)
  const found: string[] = []
  let sensitive = false
  for (let i = 0; i < cells.count && !sensitive; i++) {
    const end =
      cells.escaped[i] === 1 ? undoQuotes(window.bytes, cells.starts[i]!, cells.ends[i]!) : cells.ends[i]!
    const cell = window.bytes.subarray(cells.starts[i], end)
    sensitive = options.looksSensitive(cell, noNames)
    if (cells.places[i]! < maxColumns) found[cells.places[i]!] = nameOf(cell)
  }
  window.bytes.set(raw)
  if (sensitive || !found.some((name) => /\p{L}/u.test(name))) return none
  window.pos = scan.pos
  const atEnd = window.ended && scan.pos === window.filled
  const range = { bytes: raw, start: 0, from: 0, to: raw.length, end: raw.length, atStart: true, atEnd }
  const names = Array.from(found, (name) => name ?? '')
  return {
    names,
    told: names.map((name) => (options.looksSensitive(Buffer.from(name), names) ? '' : name)),
    passage: prosePassage(range, firstLine()),
    rows: 1,
  }
}

function firstRow(window: Window, delimiter: number): CellScan {
  const { bytes, filled, ended } = window
  const stops = stopsOf(delimiter)
  return {
    bytes,
    filled,
    ended,
    full: false,
    stops,
    delimiter,
    oneRow: true,
    pos: 0,
    row: 0,
    column: 0,
    widest: 0,
  }
}

const maxNameBytes = 1_024

function nameOf(cell: Uint8Array): string {
  return new TextDecoder().decode(cell.subarray(0, maxNameBytes)).trim()
}
