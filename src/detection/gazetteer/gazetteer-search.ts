// Names and addresses in passages: what lists of names and streets find, where shapes near keywords would not.
//
// The fact to know: a cell or value in a column or element that is named for people ("customer name") is looked at as
// a whole, whatever its case; everything else only where a candidate is.
import type { Finder } from '../../model/managed-identifier.ts'
import type { ContextTable, Passage, Segments } from '../../model/passage.ts'
import type { ScanMemory } from '../../scan-memory/scan-memory.ts'
import { segmentAt } from '../custom/place-finder.ts'
import type { SearchedPassage } from '../engine/passage-search.ts'
import { findCodePlaces, findNamePlaces, type Range } from './candidate-places.ts'
import { findAddresses } from './find-addresses.ts'
import { findNamesAround, type NameSink } from './find-names.ts'
import { createKernelGazetteer } from './kernel-gazetteer.ts'
import { nameInCell } from './name-cell.ts'
import { createNameColumns, type NameColumns } from './name-columns.ts'
import type { Bounds } from './name-run.ts'

export interface GazetteerSearch {
  /** To be called before the engine searches the passage: its one look at every byte then serves both. */
  announce(): void
  /** Reports what begins in [from, to) of the passage; of each finder in any order. Refused names are told in TypeScript. */
  search(passage: SearchedPassage, report: ReportFound, refused?: NameSink['refused']): void
  /** Does anything occur in this text, as a cell of context 0 of the table? */
  occursIn(cell: Uint8Array, table: ContextTable): boolean
}

export type ReportFound = (finder: Finder, start: number, end: number) => void

/** Bytes before and behind a range in which candidates are looked for: no run of words is longer. */
const reach = 512

/** Without a memory, in TypeScript. */
export function createGazetteerSearch(
  finders: ReadonlySet<Finder>,
  memory: ScanMemory | undefined,
): GazetteerSearch {
  const columns = createNameColumns()
  const kernel = memory === undefined ? undefined : createKernelGazetteer(finders, columns, memory)

  const search: GazetteerSearch['search'] = (passage, report, refused) => {
    const { buffer, byteOffset, byteLength } = passage.bytes
    const bytes = Buffer.from(buffer, byteOffset, byteLength)
    const { start, from, to, end, segments } = passage
    const range: Range = {
      from: Math.max(start, from - reach),
      to: Math.min(end, to + reach),
      lowest: start,
      highest: end,
    }
    const reportIfHere: ReportFound = (finder, first, last) => {
      if (first >= from && first < to) report(finder, first, last)
    }
    const boundsAt = (at: number): Bounds | undefined =>
      segments === undefined ? { bytes, lowest: start, highest: end } : segmentBounds(bytes, segments, at)
    const codes: number[] = []
    const isDone = kernel?.search(passage, codes, reportIfHere) === true
    if (!isDone) {
      if (finders.has('names')) {
        const found = (first: number, last: number): void => reportIfHere('names', first, last)
        const sink = refused === undefined ? { found } : { found, refused }
        findNames({ bytes, range, passage, columns, boundsAt }, sink)
      }
      codes.length = 0
      if (finders.has('addresses')) findCodePlaces(bytes, range, (at) => codes.push(at))
    }
    findAddresses(codes, boundsAt, (first, last) => reportIfHere('addresses', first, last))
  }
  return {
    announce: () => kernel?.announce(),
    search,
    occursIn(cell, table) {
      let occurs = false
      const segments: Segments = {
        count: 1,
        starts: Int32Array.of(0),
        ends: Int32Array.of(cell.length),
        contexts: Int32Array.of(0),
        table,
      }
      const end = cell.length
      const bounds = { start: 0, from: 0, to: end, end, atStart: true, atEnd: true }
      kernel?.announce()
      search({ bytes: cell, ...bounds, segments }, () => (occurs = true))
      return occurs
    },
  }
}

interface NameSearch {
  readonly bytes: Buffer
  readonly range: Range
  readonly passage: Pick<Passage, 'segments'>
  readonly columns: NameColumns
  readonly boundsAt: (at: number) => Bounds | undefined
}

function findNames({ bytes, range, passage, columns, boundsAt }: NameSearch, sink: NameSink): void {
  const { segments } = passage
  const whole = segments === undefined ? new Set<number>() : nameCells(bytes, segments, { columns, sink })
  let doneUntil = range.lowest
  findNamePlaces(bytes, range, (at) => {
    if (at < doneUntil) return
    const bounds = boundsAt(at)
    if (bounds === undefined || whole.has(bounds.lowest)) return
    doneUntil = findNamesAround(bounds, at, sink)
  })
}

/** Reports the cells that are names as a whole; says where they begin. */
function nameCells(
  bytes: Buffer,
  { count, starts, ends, contexts, table }: Segments,
  { columns, sink }: { readonly columns: NameColumns; readonly sink: NameSink },
): ReadonlySet<number> {
  const found = new Set<number>()
  const named = columns.of(table)
  if (!named.any) return found
  for (let index = 0; index < count; index++) {
    if (named.contexts[contexts[index]!] !== 1) continue
    const cell = nameInCell({ bytes, lowest: starts[index]!, highest: ends[index]! })
    if (cell === undefined) continue
    found.add(starts[index]!)
    sink.found(cell.start, cell.end)
  }
  return found
}

function segmentBounds(bytes: Buffer, segments: Segments, at: number): Bounds | undefined {
  if (segments.count === 0) return undefined
  const index = segmentAt(segments, at)
  const [lowest, highest] = [segments.starts[index]!, segments.ends[index]!]
  return at >= lowest && at < highest ? { bytes, lowest, highest } : undefined
}
