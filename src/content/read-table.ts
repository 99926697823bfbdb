// Comma-, tab-, semicolon- and pipe-separated text. Rows are records, not physical lines; the header is row 1.
import { leftContextBytes, overReadBytes, type ContextTable, type Passage } from '../model/passage.ts'
import { characterBoundary, cutBefore } from './cut.ts'
import { readHeader, type Header } from './header.ts'
import { firstPlace, type Place } from './place.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import { partsOf, type LongValue } from './long-value.ts'
import { sealSegments, segmentFinder, segmentsOf } from './segment-list.ts'
import { maxColumns, type CellScan } from './cell-scan.ts'
import { cellEnd, quotes, stopsOf, tokeniseCells } from './tokenise-cells.ts'
import { fill, slide, type Window } from './window.ts'

export interface TableOptions {
  /** A byte. */
  readonly delimiter: number
  readonly looksSensitive: LooksSensitive
  /** Moved along; begins behind the header where `header` tells of it. */
  readonly place?: Place
  readonly header?: Pick<Header, 'names' | 'told'>
}

/** What persists between passages. Rows count from 0 here. */
export interface TableState {
  readonly place: Place
  readonly delimiter: number
  readonly stops: Uint8Array
  readonly columns: Columns
  /** '' where a column has no name, or one that must not be told. */
  readonly told: readonly string[]
}

export async function* readTable(window: Window, options: TableOptions): AsyncGenerator<Passage, void> {
  await fill(window, window.blockBytes)
  const place = options.place ?? firstPlace()
  const known = options.header && { ...options.header, passage: undefined, rows: 0 }
  const header: Header = known ?? (await readHeader(window, options))
  place.row += header.rows
  if (header.passage !== undefined) yield header.passage
  const state: TableState = {
    place,
    delimiter: options.delimiter,
    stops: stopsOf(options.delimiter),
    columns: columnTable(header.names),
    told: header.told,
  }
  for (;;) {
    const from = window.pos
    const scan = scanOf(window, state)
    window.segments.count = 0
    tokeniseCells(scan, window.segments)
    if (window.segments.count > 0) yield* passagesOf(window, scan, state)
    Object.assign(place, { row: scan.row, column: scan.column })
    window.pos = scan.pos
    if (window.ended && (scan.pos === window.filled || (scan.pos === from && !window.endsContent))) return
    if (scan.pos > from) slide(window, scan.pos)
    if (scan.pos > from || window.filled < window.bytes.length)
      await fill(window, nextFill(window, scan.pos > from))
    else if (scan.pos === 0) yield* readLongCell(window, state)
    else slide(window, scan.pos)
  }
}

/** A block, and one more for each time that not even one cell came to its end. */
function nextFill(window: Window, progress: boolean): number {
  return progress ? window.blockBytes : window.filled + window.blockBytes
}

function scanOf(window: Window, state: TableState): CellScan {
  return {
    bytes: window.bytes,
    filled: window.filled,
    ended: window.ended && window.endsContent,
    full: window.pos === 0 && window.filled === window.bytes.length,
    stops: state.stops,
    memory: window.memory,
    delimiter: state.delimiter,
    oneRow: false,
    pos: window.pos,
    row: state.place.row,
    column: state.place.column,
    widest: state.columns.size,
  }
}

function* passagesOf(window: Window, scan: CellScan, state: TableState): Generator<Passage> {
  const { bytes, segments } = window
  state.columns.size = Math.min(scan.widest, maxColumns + 1)
  const [from, to] = [window.pos, scan.pos]
  const atStart = window.atStart && from === 0
  const atEnd = window.ended && window.endsContent && to === window.filled
  sealSegments(window, [from, to], quotes)
  if (segments.count === 1 && segments.ends[0]! - segments.starts[0]! > window.blockBytes) {
    const [start, end] = [segments.starts[0]!, segments.ends[0]!]
    const cell = longCell(state, segments.rows[0]!, segments.places[0]!)
    yield* partsOf(window, cell, { start, from: start, to: end, seen: end, atStart, atEnd })
    return
  }
  const segmentAt = segmentFinder(segments)
  const locate: Passage['locate'] = (start) => {
    const i = segmentAt(start)
    return cellLocation(state.told, segments.rows[i]!, segments.places[i]!)
  }
  const range = { bytes, start: from, from, to, end: to, atStart, atEnd }
  yield { layout: 'table', ...range, segments: segmentsOf(segments, state.columns), locate }
}

/** A cell that is read in parts. */
function longCell(state: TableState, row: number, column: number): LongValue {
  const context = Math.min(column, maxColumns)
  state.columns.size = Math.max(state.columns.size, context + 1)
  return { layout: 'table', table: state.columns, context, location: cellLocation(state.told, row, column) }
}

/** An unquoted cell at the buffer's start that fills all of it. Its terminator is left to the tokeniser. */
async function* readLongCell(window: Window, state: TableState): AsyncGenerator<Passage, void> {
  const cell = longCell(state, state.place.row, state.place.column)
  let [from, searched] = [0, 0]
  for (;;) {
    const scan = scanOf(window, state)
    const found = cellEnd(scan, searched)
    const seen = found === -1 ? window.filled : found
    const to = found === -1 ? cutBefore(window.bytes, from, window.filled - overReadBytes) : found
    const atEnd = window.ended && window.endsContent && found === window.filled
    yield* partsOf(window, cell, { start: 0, from, to, seen, atStart: window.atStart, atEnd })
    window.pos = to
    if (found === -1 && window.ended) state.place.isWithin = true
    if (found !== -1 || window.ended) return
    searched = window.filled
    const keep = characterBoundary(window.bytes, 0, to - leftContextBytes)
    slide(window, keep)
    from = window.pos
    searched -= keep
    await fill(window, window.bytes.length)
  }
}

function cellLocation(told: readonly string[], row: number, column: number): ReturnType<Passage['locate']> {
  const columnName = told[column]
  if (columnName === undefined || columnName === '') return { kind: 'cell', row: row + 1, column: column + 1 }
  return { kind: 'cell', row: row + 1, column: column + 1, columnName }
}

interface Columns extends ContextTable {
  size: number
}

function columnTable(names: readonly string[]): Columns {
  const lists = names.map((name) => (name === '' ? [] : [name]))
  return { size: lists.length, names: (context) => lists[context] ?? [] }
}
