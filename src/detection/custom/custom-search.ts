// The custom identifiers of a job over passages: all their keywords are found in one pass, and each identifier is
// searched for where its keywords, or texts that its matches contain, were found.
//
// The fact to know: a keyword is any run of characters, not a word, and precedes the match in the same text, cell or
// value. In a column's or element's name it counts for all of the cell or value, at any distance.
import type { ContextTable, Passage } from '../../model/passage.ts'
import { scanMemory } from '../../scan-memory/scan-memory.ts'
import type { EngineOptions } from '../engine/engine.ts'
import { cellsOf, listNamed, within, type Cells } from './cells.ts'
import { createIdentifierSearch, type Progress } from './identifier-search.ts'
import { createNameCheck } from './named-identifiers.ts'
import { createPlaceFinder, searchedTexts, segmentAt } from './place-finder.ts'
import type { SearchedDefinition } from './search-plan.ts'

export interface CustomSearch {
  /** Reports what each identifier, by its index, finds: in ascending order for each of them. */
  search(passage: Passage, report: ReportMatch): void
  /** How far matches reach behind the passage that was searched last, counted or not. */
  reach(): number
  /** Does anything occur in this text, as a cell of context 0 of the table? Leaves the content at hand alone. */
  occursIn(cell: Uint8Array, table: ContextTable): boolean
}

type ReportMatch = (identifier: number, start: number, end: number) => void

/** @throws ExpressionRefused */
export function createCustomSearch(
  definitions: readonly SearchedDefinition[],
  options: EngineOptions = {},
): CustomSearch {
  const identifiers = definitions.map(createIdentifierSearch)
  const plans = identifiers.map(({ plan }) => plan)
  const memory = options.kind === 'typescript' ? undefined : (options.memory ?? scanMemory())
  const texts = searchedTexts(plans, memory)
  const finder = createPlaceFinder(plans, texts)
  const namedIn = createNameCheck(plans, texts)
  /** Bytes of the content before the passage at hand, and how far each one's matches from before reach into it. */
  let consumed = 0
  const overlaps = new Int32Array(identifiers.length)

  /** In every cell for those that have no keywords, else in those that are named so or have places in them. */
  const searchSegments = (identifier: number, cells: Cells, progress: Progress): number => {
    const search = identifiers[identifier]!
    const { report } = progress
    let { unblocked } = progress
    if (search.plan.kind === 'everywhere') {
      const whole = search.asksForEnds ? undefined : cells.whole()
      if (whole !== undefined) return search.searchAll(whole, unblocked, within(cells.segments, report))
      for (let index = 0; index < cells.segments.count; index++) {
        const unit = cells.unitOf(index)
        if (unit !== undefined) unblocked = search.searchAll(unit, unblocked, report)
      }
      return unblocked
    }
    const places = finder.places[identifier]!
    const named = cells.named[identifier] ?? []
    for (let at = 0, next = 0; at < places.length || next < named.length;) {
      const ofPlace = at < places.length ? segmentAt(cells.segments, places[at]!) : Infinity
      const isNamed = (named[next] ?? Infinity) <= ofPlace
      const index = isNamed ? named[next++]! : ofPlace
      const first = at
      while (at < places.length && places[at]! < cells.segments.ends[index]!) at++
      const unit = cells.unitOf(index)
      if (unit === undefined) continue
      unblocked = isNamed
        ? search.searchAll(unit, unblocked, report)
        : search.searchNear(unit, places.slice(first, at), { unblocked, report })
    }
    return unblocked
  }

  return {
    search(passage, report) {
      if (passage.start === passage.from) {
        overlaps.fill(0)
        if (passage.atStart) consumed = 0
      }
      const offset = consumed - passage.from
      finder.find(passage)
      const cells = passage.segments === undefined ? undefined : cellsOf(passage, passage.segments, offset)
      if (cells !== undefined && namedIn !== undefined) listNamed(cells, namedIn)
      identifiers.forEach((search, identifier) => {
        const progress = {
          unblocked: passage.from + overlaps[identifier]!,
          report: (start: number, end: number): void => report(identifier, start, end),
        }
        const unblocked =
          cells === undefined
            ? search.searchNear({ ...passage, offset }, finder.places[identifier]!, progress)
            : searchSegments(identifier, cells, progress)
        overlaps[identifier] = Math.max(0, unblocked - passage.to)
      })
      consumed += passage.to - passage.from
    },
    reach: () => overlaps.reduce((most, reached) => Math.max(most, reached), 0),
    occursIn(cell, table) {
      let occurs = false
      const range = { start: 0, from: 0, to: cell.length, end: cell.length }
      const unit = { ...range, bytes: cell, atStart: true, atEnd: true, offset: 0 }
      const progress = { unblocked: 0, report: () => (occurs = true) }
      const named = namedIn?.(table)(0) ?? []
      finder.find({ ...unit, segments: undefined })
      identifiers.forEach((search, identifier) => {
        if (named.includes(identifier)) search.searchAll(unit, 0, progress.report)
        else search.searchNear(unit, finder.places[identifier]!, progress)
      })
      return occurs
    },
  }
}
