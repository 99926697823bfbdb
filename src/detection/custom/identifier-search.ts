// One custom identifier in one unit of text: its expression's matches that count.
//
// The fact to know: a match is the longest that begins at its place. Where there are keywords, one counts that begins at
// or behind the end of a keyword and ends at most `distance` characters behind that end; of those that overlap the first
// counts, and only what counts keeps others from counting. So what is far from keywords is not read.
import { characterEnd } from './decode-character.ts'
import { compileExpression } from './compile-expression.ts'
import { createExpressionSearch } from './expression-search.ts'
import { atBoundary } from './position-automaton.ts'
import { planSearch, type SearchedDefinition, type SearchPlan } from './search-plan.ts'
import type { Unit } from './text-places.ts'

export interface IdentifierSearch {
  readonly plan: SearchPlan
  /** Does the expression ask where a unit begins or ends? */
  readonly asksForEnds: boolean
  /** Reports what counts wherever it is in the unit; `unblocked` and what is returned as for `ExpressionSearch`. */
  searchAll(unit: Unit, unblocked: number, report: Report): number
  /** As `searchAll`, going by the places of what the plan asks for: ends of keywords, or beginnings of texts, ascending. */
  searchNear(unit: Unit, places: readonly number[], progress: Progress): number
}

export interface Progress {
  readonly unblocked: number
  readonly report: Report
}

type Report = (start: number, end: number) => void

/** @throws ExpressionRefused */
export function createIdentifierSearch(definition: SearchedDefinition): IdentifierSearch {
  const compiled = compileExpression(definition.regex)
  const expression = createExpressionSearch(compiled.positions)
  const plan = planSearch(definition, compiled)
  const hasIgnoreWord = createIgnoreWordCheck(definition.ignoreWords)
  /** A match with an ignore word is dropped; it still keeps others from counting. */
  const counting = ({ bytes }: Unit, report: Report): Report =>
    definition.ignoreWords.length === 0
      ? report
      : (start, end) => {
          if (!hasIgnoreWord(bytes, start, end)) report(start, end)
        }

  const behindKeywords = (unit: Unit, ends: readonly number[], { unblocked, report }: Progress): number => {
    const distance = plan.kind === 'keyword' ? plan.distance : 0
    expression.open(unit)
    let last = unblocked
    let before = -1
    let latestEnd = -1
    for (let index = 0; index < ends.length; index++) {
      const end = ends[index]!
      if (end === ends[index + 1]) continue
      // The window moves on by as many characters as the keyword's end does; to count all each time would take longer.
      const isFar = end >= latestEnd
      latestEnd = isFar
        ? placeBehind(unit, end, distance)
        : placeBehind(unit, latestEnd, charactersBetween(unit, before, end))
      before = end
      const from = Math.max(end, unit.from)
      // What begins behind the next keyword may reach further.
      const to = Math.min(latestEnd, ends[index + 1] ?? latestEnd, unit.to)
      if (from < to) last = expression.searchWithin({ from, to, latestEnd }, last, report)
    }
    return last
  }

  const aroundTexts = (unit: Unit, starts: readonly number[], { unblocked, report }: Progress): number => {
    if (plan.kind !== 'text') return unblocked
    const { mostBefore, mostLength } = plan.required
    expression.open(unit)
    let last = unblocked
    let searched = unit.from
    for (let index = 0; index < starts.length; index++) {
      const from = Math.max(searched, starts[index]! - mostBefore * mostBytesOfCharacter)
      // Texts that stand close together are one.
      while (index + 1 < starts.length && starts[index + 1]! - starts[index]! <= closeBytes) index++
      const to = Math.min(starts[index]! + 1, unit.to)
      if (from >= to) continue
      last = expression.searchBetween(
        { from, to, mostBytes: mostLength * mostBytesOfCharacter },
        last,
        report,
      )
      searched = to
    }
    return last
  }

  return {
    plan,
    asksForEnds: compiled.positions.places.length > 2 * atBoundary,
    searchAll: (unit, unblocked, report) => expression.search(unit, unblocked, counting(unit, report)),
    searchNear(unit, places, { unblocked, report }) {
      const progress = { unblocked, report: counting(unit, report) }
      switch (plan.kind) {
        case 'keyword':
          return behindKeywords(unit, places, progress)
        case 'text':
          return aroundTexts(unit, places, progress)
        case 'everywhere':
          return expression.search(unit, unblocked, progress.report)
        default:
          return plan satisfies never
      }
    },
  }
}

export const mostBytesOfCharacter = 4
const closeBytes = 64

/** Where as many characters end that begin at `from`, or the unit does. */
function placeBehind({ bytes, end }: Unit, from: number, characters: number): number {
  let place = from
  for (let count = 0; count < characters && place < end; count++) place = characterEnd(bytes, place, end)
  return place
}

function charactersBetween({ bytes }: Unit, from: number, to: number): number {
  let count = 0
  for (let place = from; place < to; place = characterEnd(bytes, place, to)) count++
  return count
}

function createIgnoreWordCheck(
  ignoreWords: readonly string[],
): (bytes: Uint8Array, start: number, end: number) => boolean {
  return (bytes, start, end) => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end)
    return ignoreWords.some((word) => text.includes(word))
  }
}
