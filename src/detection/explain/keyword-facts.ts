// Which keyword decided: the one next to the data in prose, in its cell, or in the names of its column or path; and
// where none counted, which one was nearly it.
import { textContext, type Segments } from '../../model/passage.ts'
import { createFoundWords } from '../engine/found-words.ts'
import { longestKeywordBytes } from '../engine/keyword-automaton.ts'
import { foldKeyword } from '../engine/letter-folding.ts'
import type { SearchedPassage } from '../engine/passage-search.ts'
import type { Program } from '../engine/program.ts'
import { readWords } from '../engine/read-words.ts'
import { keywordDistance } from '../engine/search-prose.ts'
import { countCharacters } from '../engine/text-classes.ts'
import type { KeywordFact } from './explanation.ts'

/** Characters beyond which a keyword is none that was nearly near. */
export const farthestWorthTelling = 300

interface Hit {
  readonly start: number
  readonly end: number
  readonly keyword: string
}

/** A place of data in a passage. */
export interface DataPlace {
  readonly identifier: number
  readonly start: number
  readonly end: number
  /** The cell or value it is in, a number of the passage's segments; undefined in prose. */
  readonly segment: number | undefined
}

export interface KeywordFacts {
  of(data: DataPlace): KeywordFact
  /** All keywords of the identifier, ascending. */
  hitsOf(identifier: number): readonly Hit[]
}

export function readKeywordFacts(program: Program, passage: SearchedPassage): KeywordFacts {
  const read = createKeywordReader(program)
  const { bytes, start, end, segments } = passage
  const hits = read({ bytes, start, end, isName: false })
  const names = segments === undefined ? undefined : readNames(read, segments)
  const inReach = (data: DataPlace): readonly Hit[] => {
    const all = hits.get(data.identifier) ?? []
    const reach = segmentReach(segments, data)
    return all.slice(firstFrom(all, reach.from), firstFrom(all, reach.to))
  }
  return {
    hitsOf: (identifier) => hits.get(identifier) ?? [],
    of(data) {
      const nearest = nearestOf(bytes, inReach(data), data)
      if (names === undefined || segments === undefined || isText(segments, data)) {
        if (nearest === undefined || nearest.kind === 'in-data') return nearest ?? { kind: 'none' }
        if (nearest.distance <= keywordDistance) return { ...nearest, kind: 'near' }
        return nearest.distance <= farthestWorthTelling ? { ...nearest, kind: 'too-far' } : { kind: 'none' }
      }
      const named = names(segments.contexts[data.segment!]!, data.identifier)
      if (named.own !== undefined) return { kind: 'in-name', ...named.own }
      if (nearest !== undefined) return nearest
      if (named.other !== undefined) return { kind: 'in-other-name', ...named.other }
      const other = nearby(hits.get(data.identifier) ?? [], data)
      return other === undefined ? { kind: 'none' } : { kind: 'in-other-value', keyword: other.keyword }
    },
  }
}

/** Do keywords count by distance there? */
function isText({ contexts }: Segments, { segment }: DataPlace): boolean {
  return segment === undefined || contexts[segment] === textContext
}

/** Where keywords begin that could matter: in prose near the data, in a segment in all of it. */
function segmentReach(
  segments: Segments | undefined,
  data: DataPlace,
): { readonly from: number; readonly to: number } {
  if (segments !== undefined && data.segment !== undefined)
    return { from: segments.starts[data.segment]!, to: segments.ends[data.segment]! }
  const reach = farthestWorthTelling * 4
  return { from: data.start - reach - longestKeywordBytes, to: data.end + reach + 1 }
}

type Nearest = KeywordFact & { readonly kind: 'near' | 'in-data' }

/** The nearest that stands beside the data; one that overlaps it only where there is no other. */
function nearestOf(bytes: Uint8Array, hits: readonly Hit[], data: DataPlace): Nearest | undefined {
  let nearest: (Nearest & { readonly kind: 'near' }) | undefined
  let inData: Hit | undefined
  for (const hit of hits) {
    if (hit.end > data.start && hit.start < data.end) {
      inData ??= hit
      continue
    }
    const side = hit.end <= data.start ? 'before' : 'behind'
    const [from, to] = side === 'before' ? [hit.end, data.start] : [data.end, hit.start]
    const distance = countCharacters(bytes, from, to)
    if (nearest === undefined || distance < nearest.distance)
      nearest = { kind: 'near', keyword: hit.keyword, side, distance }
  }
  if (nearest !== undefined) return nearest
  return inData === undefined ? undefined : { kind: 'in-data', keyword: inData.keyword }
}

/** One in another cell or value, not far away. */
function nearby(hits: readonly Hit[], { start, end }: DataPlace): Hit | undefined {
  const hit = hits[firstFrom(hits, start - farthestWorthTelling)]
  return hit !== undefined && hit.start < end + farthestWorthTelling ? hit : undefined
}

/** The place of the first hit that begins at `at` or later. */
function firstFrom(hits: readonly Hit[], at: number): number {
  let low = 0
  let high = hits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (hits[middle]!.start < at) low = middle + 1
    else high = middle
  }
  return low
}

type KeywordReader = (text: {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  readonly isName: boolean
}) => ReadonlyMap<number, readonly Hit[]>

const noAnchors = {
  masks: [new Int32Array(256), new Int32Array(256), new Int32Array(256), new Int32Array(256)],
  groups: [],
  signs: new Uint8Array(256),
} as const

function createKeywordReader({ keywords, identifiers }: Program): KeywordReader {
  const words = createFoundWords()
  const declared = new Map<string, string>()
  const asDeclared = (identifier: number, symbols: readonly number[]): string => {
    const folded = symbols.join()
    const key = `${identifier} ${folded}`
    const known = declared.get(key)
    if (known !== undefined) return known
    const keyword = identifiers[identifier]!.keywords.find(
      (word) => foldKeyword(word.trim()).join() === folded,
    )!
    declared.set(key, keyword)
    return keyword
  }
  return ({ bytes, start, end, isName }) => {
    words.clear()
    const text = { bytes, lowest: start, from: start, to: end, end, isName }
    readWords({ keywords, anchors: noAnchors }, text, words)
    const hits = new Map<number, Hit[]>()
    for (let i = 0; i < words.keywords.count; i++) {
      const place = { start: words.keywordStarts.items[i]!, end: words.keywordEnds.items[i]! }
      const { owners, symbols } = keywords.keywords[words.keywords.items[i]!]!
      for (const owner of owners) {
        const hit = { ...place, keyword: asDeclared(owner, symbols) }
        const known = hits.get(owner)
        if (known === undefined) hits.set(owner, [hit])
        else known.push(hit)
      }
    }
    return hits
  }
}

interface Named {
  readonly keyword: string
  readonly name: string
}

/** Asks which name of a context has a keyword of the identifier, and which of another context of the passage. */
function readNames(
  read: KeywordReader,
  { count, contexts, table }: Segments,
): (context: number, identifier: number) => { readonly own?: Named; readonly other?: Named } {
  const encoder = new TextEncoder()
  const named = new Map<number, Map<number, Named>>()
  const first = new Map<number, Named>()
  for (const context of new Set(contexts.subarray(0, count))) {
    if (context === textContext) continue
    const ofContext = new Map<number, Named>()
    named.set(context, ofContext)
    for (const name of table.names(context)) {
      const bytes = encoder.encode(name)
      for (const [identifier, [hit]] of read({
        bytes,
        start: 0,
        end: bytes.length,
        isName: true,
      })) {
        if (!ofContext.has(identifier)) ofContext.set(identifier, { keyword: hit!.keyword, name })
      }
    }
    for (const [identifier, found] of ofContext) if (!first.has(identifier)) first.set(identifier, found)
  }
  return (context, identifier) => {
    const own = named.get(context)?.get(identifier)
    if (own !== undefined) return { own }
    const other = first.get(identifier)
    return other === undefined ? {} : { other }
  }
}
