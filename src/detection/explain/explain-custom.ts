// Explains what a custom identifier finds in passages, and what its expression fits without counting.
//
// The fact to know: nothing is worked out here. Each answer is the search's own, asked with one thing changed: without
// ignore words, with one keyword, with the farthest distance, without keywords.
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import type { Passage } from '../../model/passage.ts'
import { createCustomSearch } from '../custom/custom-search.ts'
import { createIdentifierSearch } from '../custom/identifier-search.ts'
import { createNameCheck } from '../custom/named-identifiers.ts'
import { searchedTexts } from '../custom/place-finder.ts'
import type { Explanation, ExplainPassage, KeywordFact, Reason } from './explanation.ts'
import { farthestWorthTelling } from './keyword-facts.ts'

/** @throws ExpressionRefused */
export function createCustomExplainer(
  definition: CustomIdentifierDefinition,
  isAllowed: (text: string) => boolean,
): ExplainPassage {
  const { id, keywords } = definition
  const search = createVariant(definition)
  const withIgnored = createVariant({ ...definition, ignoreWords: [] })
  const far = keywords.map((keyword) => farVariant(definition, keyword))
  const nearOne = keywords.map((keyword) => ({
    keyword,
    find: createVariant({ ...definition, ignoreWords: [], keywords: [keyword] }),
  }))
  const anywhere = createVariant({ ...definition, ignoreWords: [], keywords: [] })
  const isNamed = createNamedCheck(definition)
  return (passage, { from, to }) => {
    const text = Buffer.from(passage.bytes.buffer, passage.bytes.byteOffset, passage.bytes.byteLength)
    const told: Explanation[] = []
    const tell = (place: Place, keyword: KeywordFact, reasons: readonly Reason[]): void => {
      const overlaps = told.some(({ start, end }) => place.start < end && place.end > start)
      if (place.start < from || place.start >= to || overlaps) return
      told.push({ ...place, identifier: id, reasons, keyword, form: undefined, check: undefined })
    }
    const near = nearOne.map(({ keyword, find }) => ({ keyword, keys: new Set(find(passage).map(keyOf)) }))
    const keywordAt = (place: Place): KeywordFact => {
      if (keywords.length === 0) return { kind: 'not-needed' }
      const keyword = near.find(({ keys }) => keys.has(keyOf(place)))?.keyword
      return keyword === undefined ? { kind: 'none' } : { kind: 'counts', keyword }
    }
    for (const place of search(passage)) {
      const isAllowedText = isAllowed(text.toString('utf8', place.start, place.end))
      tell(place, keywordAt(place), isAllowedText ? ['allowed'] : [])
    }
    for (const place of withIgnored(passage)) tell(place, keywordAt(place), ['ignore-word'])
    for (const { keyword, find } of far)
      for (const place of find(passage)) tell(place, { kind: 'too-far-before', keyword }, ['keyword-too-far'])
    const none = isNamed(passage) ? 'keyword-elsewhere' : 'no-keyword'
    for (const place of anywhere(passage)) tell(place, { kind: 'none' }, [none])
    return told
  }
}

interface Place {
  readonly start: number
  readonly end: number
}

function keyOf({ start, end }: Place): string {
  return `${start} ${end}`
}

type FindPlaces = (passage: Passage) => readonly Place[]

function createVariant(definition: CustomIdentifierDefinition): FindPlaces {
  const search = createCustomSearch([definition], { kind: 'typescript' })
  return (passage) => {
    const places: Place[] = []
    search.search(passage, (_, start, end) => places.push({ start, end }))
    return places
  }
}

function farVariant(
  definition: CustomIdentifierDefinition,
  keyword: string,
): { readonly keyword: string; readonly find: FindPlaces } {
  const maximumMatchDistance = farthestWorthTelling
  const far = { ...definition, ignoreWords: [], keywords: [keyword], maximumMatchDistance }
  return { keyword, find: createVariant(far) }
}

/** Does any column or path of the passage have a keyword of the identifier in its name? */
function createNamedCheck(definition: CustomIdentifierDefinition): (passage: Passage) => boolean {
  const plans = [createIdentifierSearch(definition).plan]
  const namedIn = createNameCheck(plans, searchedTexts(plans, undefined))
  return ({ segments }) => {
    if (segments === undefined || namedIn === undefined) return false
    const contexts = new Set(segments.contexts.subarray(0, segments.count))
    const named = namedIn(segments.table)
    return [...contexts].some((context) => named(context).length > 0)
  }
}
