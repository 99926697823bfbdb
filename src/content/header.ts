// Whether the first row of a table names its columns: when no cell of it would itself be found sensitive and at
// least one holds a letter. A header is handed on as text, because it may hold sensitive data across its cells.
import type { Passage } from '../model/passage.ts'
import { firstLine } from './lines.ts'
import { noNames, type LooksSensitive } from './looks-sensitive.ts'
import { prosePassage } from './read-text.ts'
import { maxColumns, type CellScan } from './cell-scan.ts'
import { stopsOf, tokeniseCells, undoQuotes } from './tokenise-cells.ts'
import { fill, type Window } from './window.ts'

export interface Header {
  readonly names: readonly string[]
  /** The same, but '' for one that is sensitive beside the others: a location must not tell it. */
  readonly told: readonly string[]
  /** The header's own text, where there is a header. */
  readonly passage: Passage | undefined
  /** Rows that were consumed. */
  readonly rows: number
}

/** Looks at the first row from the window's `pos`, the start of the content, and moves it past the header. */
export async function readHeader(
  window: Window,
  options: { readonly delimiter: number; readonly looksSensitive: LooksSensitive },
): Promise<Header> {
  const none = { names: [], told: [], passage: undefined, rows: 0 }
  const found: string[] = []
  const end = await readFirstRow(window, options.delimiter, (cell, column) => {
    if (column < maxColumns) found[column] = nameOf(cell)
    return !options.looksSensitive(cell, noNames)
  })
  if (end === undefined || !found.some((name) => /\p{L}/u.test(name))) return none
  const raw = window.bytes.slice(0, end)
  window.pos = end
  const atEnd = window.ended && window.endsContent && end === window.filled
  const range = { bytes: raw, start: 0, from: 0, to: raw.length, end: raw.length, atStart: true, atEnd }
  const names = Array.from(found, (name) => name ?? '')
  return {
    names,
    told: names.map((name) => (options.looksSensitive(Buffer.from(name), names) ? '' : name)),
    passage: prosePassage(range, firstLine()),
    rows: 1,
  }
}

/**
 * Where the first row ends, of which each cell is asked for whether to go on; undefined where one said no, or where the
 * row is longer than the buffer. Reads more than a block where a block does not hold the row.
 */
async function readFirstRow(
  window: Window,
  delimiter: number,
  goOn: (cell: Uint8Array, column: number) => boolean,
): Promise<number | undefined> {
  const cells = window.segments
  let scan = firstRow(window, { pos: 0, column: 0, delimiter })
  for (;;) {
    cells.count = 0
    tokeniseCells(scan, cells)
    for (let i = 0; i < cells.count; i++) if (!goOn(cellText(window, i), cells.places[i]!)) return undefined
    if (scan.row === 1 || (window.ended && scan.pos === window.filled)) break
    if (cells.count < cells.starts.length) {
      if (window.ended || window.filled === window.bytes.length) return undefined
      await fill(window, window.filled * 2)
    }
    scan = firstRow(window, { pos: scan.pos, column: scan.column, delimiter })
  }
  return scan.pos
}

function cellText({ bytes, segments }: Window, cell: number): Uint8Array {
  const text = bytes.slice(segments.starts[cell], segments.ends[cell])
  return segments.escaped[cell] === 1 ? text.subarray(0, undoQuotes(text, 0, text.length)) : text
}

function firstRow(
  { bytes, filled, ended, endsContent }: Window,
  at: Pick<CellScan, 'pos' | 'column' | 'delimiter'>,
): CellScan {
  const stops = stopsOf(at.delimiter)
  return {
    bytes,
    filled,
    ended: ended && endsContent,
    full: false,
    stops,
    memory: undefined,
    oneRow: true,
    row: 0,
    widest: 0,
    ...at,
  }
}

const maxNameBytes = 1_024
const nameDecoder = new TextDecoder('utf-8', { ignoreBOM: true })

function nameOf(cell: Uint8Array): string {
  return nameDecoder.decode(cell.subarray(0, maxNameBytes)).trim()
}
