// A custom identifier over passages: its expression's matches, less those with an ignore word or without a keyword.
//
// The fact to know: a keyword is any run of characters, not a word, and precedes the match; the distance is counted
// from the keyword's end to the END of the match. In a column's or element's name it counts at any distance.
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import type { ContextTable, Passage } from '../../model/passage.ts'
import { countCharacters } from '../engine/text-classes.ts'
import { createExpressionSearch } from './expression-search.ts'
import type { Unit } from './text-places.ts'
import { createKeywordReader } from './keyword-reader.ts'
import { compileExpression } from './compile-expression.ts'

export interface CustomSearch {
  search(passage: Passage, report: (start: number, end: number) => void): void
  /** Does anything occur in this text, as a cell of context 0 of the table? Leaves the content at hand alone. */
  occursIn(cell: Uint8Array, table: ContextTable): boolean
}

type Definition = Pick<
  CustomIdentifierDefinition,
  'regex' | 'keywords' | 'ignoreWords' | 'maximumMatchDistance'
>
type Report = (start: number, end: number) => void

/** @throws ExpressionRefused */
export function createCustomSearch(definition: Definition): CustomSearch {
  const expression = createExpressionSearch(compileExpression(definition.regex))
  const { keywords, maximumMatchDistance } = definition
  const namesHaveKeyword = createNameCheck(keywords)
  const keywordPrecedes = createKeywordCheck(keywords, maximumMatchDistance)
  const hasIgnoreWord = createIgnoreWordCheck(definition.ignoreWords)
  /** Bytes of the content before the passage at hand, and how far matches from before reach into it. */
  let consumed = 0
  let overlap = 0

  /** Passes on the matches in a unit that count. */
  const countingIn =
    (unit: Unit, named: boolean, report: Report): Report =>
    (start, end) => {
      if (hasIgnoreWord(unit.bytes, start, end)) return
      if (named || keywords.length === 0 || keywordPrecedes(unit, start, end)) report(start, end)
    }

  return {
    search(passage, report) {
      if (passage.start === passage.from) {
        overlap = 0
        if (passage.atStart) consumed = 0
      }
      let unblocked = passage.from + overlap
      const offset = consumed - passage.from
      for (const { unit, context } of unitsOf(passage, offset)) {
        const named = context !== undefined && namesHaveKeyword(passage.segments!.table, context)
        unblocked = expression.search(unit, unblocked, countingIn(unit, named, report))
      }
      consumed += passage.to - passage.from
      overlap = Math.max(0, unblocked - passage.to)
    },
    occursIn(cell, table) {
      let occurs = false
      const unit = {
        bytes: cell,
        start: 0,
        end: cell.length,
        from: 0,
        to: cell.length,
        atStart: true,
        atEnd: true,
        offset: 0,
      }
      const note = (): void => {
        occurs = true
      }
      expression.search(unit, 0, countingIn(unit, namesHaveKeyword(table, 0), note))
      return occurs
    },
  }
}

function* unitsOf(passage: Passage, offset: number): Generator<{ unit: Unit; context: number | undefined }> {
  const { bytes, segments } = passage
  if (segments === undefined) {
    yield { unit: { ...passage, bytes, offset }, context: undefined }
    return
  }
  for (let index = 0; index < segments.count; index++) {
    const start = segments.starts[index]!
    const end = segments.ends[index]!
    const from = Math.max(start, passage.from)
    const to = Math.min(end, passage.to)
    if (from < to) {
      yield {
        unit: { bytes, start, end, from, to, atStart: true, atEnd: true, offset },
        context: segments.contexts[index]!,
      }
    }
  }
}

function createNameCheck(keywords: readonly string[]): (table: ContextTable, context: number) => boolean {
  const known = new WeakMap<ContextTable, (boolean | undefined)[]>()
  const reader = createKeywordReader(keywords)
  const encoder = new TextEncoder()
  const hasKeyword = (name: string): boolean => {
    const bytes = encoder.encode(name)
    reader.begin(0)
    reader.readTo(bytes, bytes.length)
    return reader.sinceKeyword < Infinity
  }
  return (table, context) => {
    let answers = known.get(table)
    if (answers === undefined) known.set(table, (answers = []))
    return (answers[context] ??= table.names(context).some(hasKeyword))
  }
}

function createIgnoreWordCheck(
  ignoreWords: readonly string[],
): (bytes: Uint8Array, start: number, end: number) => boolean {
  return (bytes, start, end) => {
    if (ignoreWords.length === 0) return false
    const text = textOf(bytes, start, end)
    return ignoreWords.some((word) => text.includes(word))
  }
}

const mostBytesOfCharacter = 4

/** To be asked of matches in ascending order. */
function createKeywordCheck(
  keywords: readonly string[],
  distance: number,
): (unit: Unit, start: number, end: number) => boolean {
  const reader = createKeywordReader(keywords)
  const longest = Math.max(0, ...keywords.map((keyword) => Array.from(keyword).length))
  const reach = (distance + longest) * mostBytesOfCharacter
  let read: Unit | undefined
  return (unit, start, end) => {
    const from = Math.max(unit.start, start - reach)
    if (unit !== read || from > reader.at) reader.begin(from)
    read = unit
    reader.readTo(unit.bytes, start)
    return reader.sinceKeyword + countCharacters(unit.bytes, start, end) <= distance
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end)
}
