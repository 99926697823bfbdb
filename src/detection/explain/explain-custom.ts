// Explains what a custom identifier finds in passages, and what its expression fits without counting.
//
// The fact to know: what counts is not worked out here. Each answer is the search's own, asked with one thing changed:
// without ignore words, with the farthest distance, without keywords.
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import { textContext, type Passage, type Segments } from '../../model/passage.ts'
import { createCustomSearch } from '../custom/custom-search.ts'
import { createKeywordSearch } from '../custom/keyword-search.ts'
import { segmentAt } from '../custom/place-finder.ts'
import type { Explanation, ExplainPassage, KeywordFact, Reason } from './explanation.ts'
import { farthestWorthTelling } from './keyword-facts.ts'

/** @throws ExpressionRefused */
export function createCustomExplainer(
  definition: CustomIdentifierDefinition,
  isAllowed: (text: string) => boolean,
): ExplainPassage {
  const { id, keywords } = definition
  const counted = createVariant(definition)
  const withIgnored = createVariant({ ...definition, ignoreWords: [] })
  const far = createVariant({ ...definition, ignoreWords: [], maximumMatchDistance: farthestWorthTelling })
  const anywhere = createVariant({ ...definition, ignoreWords: [], keywords: [] })
  return (passage, { from, to }) => {
    const text = Buffer.from(passage.bytes.buffer, passage.bytes.byteOffset, passage.bytes.byteLength)
    const keywordAt = readKeywords(keywords, passage)
    const told: Explanation[] = []
    const tell = (places: readonly Place[], reasonsOf: (place: Place) => readonly Reason[]): void => {
      for (const place of places) {
        const overlaps = told.some(({ start, end }) => place.start < end && place.end > start)
        if (place.start < from || place.start >= to || overlaps) continue
        const keyword = keywordAt(place)
        const reasons = reasonsOf(place)
        told.push({ ...place, identifier: id, reasons, keyword, form: undefined, check: undefined })
      }
    }
    tell(counted(passage), ({ start, end }) =>
      isAllowed(text.toString('utf8', start, end)) ? ['allowed'] : [],
    )
    tell(withIgnored(passage), () => ['ignore-word'])
    tell(far(passage), () => ['keyword-too-far'])
    tell(anywhere(passage), (place) => [
      keywordAt(place).kind === 'in-other-name' ? 'keyword-elsewhere' : 'no-keyword',
    ])
    return told
  }
}

interface Place {
  readonly start: number
  readonly end: number
}

function createVariant(definition: CustomIdentifierDefinition): (passage: Passage) => readonly Place[] {
  const search = createCustomSearch([definition], { kind: 'typescript' })
  return (passage) => {
    const places: Place[] = []
    search.search(passage, (_, start, end) => places.push({ start, end }))
    return places
  }
}

/** Tells of a place its keyword: in its column's or path's name, or else the nearest before it. */
function readKeywords(keywords: readonly string[], passage: Passage): (place: Place) => KeywordFact {
  if (keywords.length === 0) return () => ({ kind: 'not-needed' })
  const search = createKeywordSearch(keywords)
  const { bytes, segments } = passage
  const hits: (Place & { readonly keyword: string })[] = []
  search.search(bytes, { from: passage.start, to: passage.end }, (keyword, start, end) =>
    hits.push({ start, end, keyword: keywords[keyword]! }),
  )
  hits.sort((a, b) => a.end - b.end)
  const named = segments === undefined ? [] : readNames(keywords, segments)
  return ({ start }) => {
    const segment = segments === undefined ? undefined : segmentAt(segments, start)
    const context = segment === undefined ? undefined : segments!.contexts[segment]
    const own = named.find((each) => each.context === context)
    if (own !== undefined) return { kind: 'in-name', keyword: own.keyword, name: own.name }
    const lowest = segment === undefined ? passage.start : segments!.starts[segment]!
    const hit = hits.findLast((each) => each.end <= start && each.start >= lowest)
    if (hit !== undefined && start - hit.end <= farthestWorthTelling * 4)
      return { kind: 'before', keyword: hit.keyword }
    const [other] = named
    return other === undefined
      ? { kind: 'none' }
      : { kind: 'in-other-name', keyword: other.keyword, name: other.name }
  }
}

interface Named {
  readonly context: number
  readonly keyword: string
  readonly name: string
}

function readNames(keywords: readonly string[], { count, contexts, table }: Segments): readonly Named[] {
  const search = createKeywordSearch(keywords)
  const named: Named[] = []
  for (const context of new Set(contexts.subarray(0, count))) {
    if (context === textContext) continue
    for (const name of table.names(context)) {
      const bytes = Buffer.from(name)
      search.search(bytes, { from: 0, to: bytes.length }, (keyword) =>
        named.push({ context, keyword: keywords[keyword]!, name }),
      )
    }
  }
  return named
}
