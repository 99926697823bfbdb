// Finds the keywords of all identifiers in one walk per word.
//
// The fact to know: the tree holds keywords without their blanks, and the walk skips separators in the text; whether
// the separators stood where the keyword permits them is checked only when a keyword's last symbol is reached.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import { foldedCharacters, foldKeyword, folding, skipped } from './letter-folding.ts'
import {
  byteClasses,
  digitClass,
  letterClass,
  upperClass,
  wideLetterClass,
  wordClasses,
} from './text-classes.ts'

export interface KeywordAutomaton {
  /** mayBegin[wordKey] is 0 where no keyword begins with a word of that key. */
  readonly mayBegin: Uint8Array
  /** The tree as a hash table: key, value, key, value. */
  readonly edges: Int32Array
  readonly ends: readonly (readonly Keyword[] | undefined)[]
  readonly keywords: readonly Keyword[]
}

export interface Keyword {
  /** Its place in the list of all. */
  readonly number: number
  /** Folded characters; a blank means: no separator or one. */
  readonly symbols: readonly number[]
  /** Which of the identifiers given have this keyword, ascending. */
  readonly owners: readonly number[]
  /** In a text, it counts only where no more words are joined to it. */
  readonly endsName: boolean
}

/** The keywords of one identifier. */
export type OwnKeywords = Pick<ManagedIdentifier, 'keywords' | 'keywordsEndingNames'>

export interface KeywordHits {
  add(start: number, end: number, keyword: number): void
}

/** @throws Error where identifiers do not agree on whether a keyword ends a name. */
export function buildKeywordAutomaton(identifiers: readonly OwnKeywords[]): KeywordAutomaton {
  const keywords = uniteKeywords(identifiers)
  const mayBegin = new Uint8Array(1 << keyBits)
  for (const keyword of keywords) markBeginnings(mayBegin, keyword.symbols)
  return { mayBegin, ...buildTree(keywords), keywords }
}

const keyBits = 16
const edgeBits = 17

/** A number for the first (up to four) letters of a word, folded, the first in the lowest byte. */
export function wordKey(folded: number): number {
  return Math.imul(folded, 0x9e3779b1) >>> (32 - keyBits)
}

const blank = 0x20
const hyphen = 0x2d
const underscore = 0x5f
const mostSeparators = 3
/** Bytes of a keyword in a text, separators and combining marks included: how far back one must be looked for. */
export const longestKeywordBytes = 300

/** Adds every keyword that begins at `at`, which must be the start of a word. */
export function findKeywords(
  automaton: KeywordAutomaton,
  text: {
    readonly bytes: Uint8Array
    readonly at: number
    readonly end: number
    /** It is the name of a column or of a path's part. */
    readonly isName: boolean
  },
  hits: KeywordHits,
): void {
  const { bytes, end } = text
  const { edges, ends } = automaton
  const mask = (1 << edgeBits) - 1
  let node = 0
  let separators = 0
  let at = text.at
  const limit = Math.min(end, at + longestKeywordBytes)
  while (at < limit) {
    const byte = bytes[at]!
    let symbol = folding[byte]!
    let length = 1
    if (byte >= 0x80) {
      const code = characterAt(bytes, at, end)
      length = code < 0x800 ? 2 : 3
      if (code >= foldedCharacters) return
      symbol = folding[code]!
      if (symbol === skipped) {
        at += length
        continue
      }
    }
    at += length
    if (isSeparator(symbol)) {
      if (++separators > mostSeparators || node === 0) return
      continue
    }
    separators = 0
    const key = edgeKey(node, symbol)
    let slot = Math.imul(key, 0x9e3779b1) >>> (32 - edgeBits)
    while (edges[slot * 2] !== key && edges[slot * 2] !== 0) slot = (slot + 1) & mask
    node = edges[slot * 2 + 1]!
    if (node === 0) return
    const ended = ends[node]
    if (ended === undefined) continue
    const wordEnd = skipMarks(bytes, at, end)
    if (wordEnd - text.at > longestKeywordBytes) return
    if (!endsWord(bytes, wordEnd, end)) continue
    const goesOn = !text.isName && nameGoesOn(bytes, wordEnd, end)
    addSpelled(
      goesOn ? ended.filter(({ endsName }) => !endsName) : ended,
      { bytes, at: text.at, end: wordEnd },
      hits,
    )
  }
}

/** Adds those of the keywords that bytes [at, end) spell. */
function addSpelled(
  keywords: readonly Keyword[],
  text: { readonly bytes: Uint8Array; readonly at: number; readonly end: number },
  hits: KeywordHits,
): void {
  for (const keyword of keywords) {
    if (spells(keyword.symbols, 0, text)) hits.add(text.at, text.end, keyword.number)
  }
}

function skipMarks(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (
    continues(bytes, at + 1, end) &&
    (bytes[at] === 0xcc || (bytes[at] === 0xcd && bytes[at + 1]! < 0xb0))
  )
    at += 2
  return at
}

/**
 * No letter or digit touches the keyword's last letter or digit, but an upper case letter may follow a lower case one,
 * and one digit any letter: the columns `phone1` and `phone2`.
 */
function endsWord(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return true
  const next = byteClasses[bytes[at]!]!
  if ((next & wordClasses) === 0) return true
  const last = bytes[at - 1]!
  // U+0080-U+00BF: a sign such as the one of degrees.
  if (last >= 0x80 && bytes[at - 2] === 0xc2) return true
  const lastIsLetter = last >= 0x80 || (byteClasses[last]! & letterClass) !== 0
  if (lastIsLetter) {
    if ((next & digitClass) !== 0) return at + 1 >= end || (byteClasses[bytes[at + 1]!]! & wordClasses) === 0
    return (next & upperClass) !== 0 && (byteClasses[last]! & upperClass) === 0
  }
  return (byteClasses[last]! & digitClass) === 0
}

/** Is a word joined to the keyword before `at`, by a hyphen, an underscore or its capital letter? */
function nameGoesOn(bytes: Uint8Array, at: number, end: number): boolean {
  const joined = at < end && (bytes[at] === hyphen || bytes[at] === underscore) ? at + 1 : at
  return joined < end && (byteClasses[bytes[joined]!]! & (letterClass | wideLetterClass)) !== 0
}

/** Are bytes [at, end) exactly the symbols, with separators only where there is a blank? */
function spells(
  symbols: readonly number[],
  from: number,
  text: { readonly bytes: Uint8Array; readonly at: number; readonly end: number },
): boolean {
  const { bytes, end } = text
  let at = text.at
  for (let index = from; index < symbols.length; index++) {
    at = skipMarks(bytes, at, end)
    const wanted = symbols[index]!
    const byte = at < end ? bytes[at]! : 0
    const code = byte < 0x80 ? byte : characterAt(bytes, at, end)
    const symbol = code < foldedCharacters ? folding[code]! : skipped
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : 3
    if (wanted === blank) {
      if (isSeparator(symbol) && spells(symbols, index + 1, { bytes, at: at + length, end })) return true
      continue
    }
    if (at >= end || symbol !== wanted) return false
    at += length
  }
  return skipMarks(bytes, at, end) === end
}

/** The character at `at`; a number beyond all keywords where it is no whole one of two or three bytes. */
function characterAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]!
  if (byte >= 0xc2 && byte < 0xe0 && continues(bytes, at + 1, end))
    return ((byte & 0x1f) << 6) | (bytes[at + 1]! & 0x3f)
  if (byte >= 0xe0 && byte < 0xf0 && continues(bytes, at + 1, end) && continues(bytes, at + 2, end)) {
    const code = ((byte & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f)
    return code < 0x800 ? 0xffff : code
  }
  return 0xffff
}

function continues(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && (bytes[at]! & 0xc0) === 0x80
}

function uniteKeywords(identifiers: readonly OwnKeywords[]): Keyword[] {
  const united = new Map<string, { symbols: number[]; owners: Set<number>; endsName: boolean }>()
  identifiers.forEach(({ keywords, keywordsEndingNames = [] }, owner) => {
    for (const keyword of keywords) {
      const symbols = foldKeyword(keyword.trim())
      const key = String.fromCharCode(...symbols)
      const endsName = keywordsEndingNames.includes(keyword)
      const entry = united.get(key) ?? { symbols, owners: new Set(), endsName }
      if (entry.endsName !== endsName)
        throw new Error(`Cannot compile the keyword "${keyword}": it ends a name for one identifier alone`)
      entry.owners.add(owner)
      united.set(key, entry)
    }
  })
  return [...united.values()].map(({ symbols, owners, endsName }, number) => ({
    number,
    symbols,
    endsName,
    owners: [...owners].toSorted((a, b) => a - b),
  }))
}

function isSeparator(symbol: number): boolean {
  return symbol === blank || symbol === hyphen || symbol === underscore
}

function buildTree(keywords: readonly Keyword[]): { edges: Int32Array; ends: (Keyword[] | undefined)[] } {
  const edges = new Int32Array(2 << edgeBits)
  const ends: (Keyword[] | undefined)[] = [undefined]
  for (const keyword of keywords) {
    const symbols = keyword.symbols.filter((symbol) => !isSeparator(symbol))
    const node = symbols.reduce((from, symbol) => {
      const next = childAt(edges, edgeKey(from, symbol), ends.length)
      if (next === ends.length) ends.push(undefined)
      return next
    }, 0)
    ;(ends[node] ??= []).push(keyword)
  }
  if (ends.length > 1 << (edgeBits - 1)) throw new Error('Cannot compile the keywords: there are too many')
  return { edges, ends }
}

function edgeKey(node: number, symbol: number): number {
  return (node << 14) | symbol
}

/** The node that the edge leads to; it is made to lead to `fresh` where there was none. */
function childAt(edges: Int32Array, key: number, fresh: number): number {
  let slot = Math.imul(key, 0x9e3779b1) >>> (32 - edgeBits)
  while (edges[slot * 2] !== key && edges[slot * 2] !== 0) slot = (slot + 1) & ((1 << edgeBits) - 1)
  if (edges[slot * 2] === 0) {
    edges[slot * 2] = key
    edges[slot * 2 + 1] = fresh
  }
  return edges[slot * 2 + 1]!
}

/** Marks the keys of all words that a text may begin the keyword with: a blank may be there or not. */
function markBeginnings(mayBegin: Uint8Array, symbols: readonly number[]): void {
  const first = symbols[0] ?? 0
  const begins = first < 0x80 ? byteClasses[first]! & letterClass : wideLetterClass
  if (begins === 0)
    throw new Error(
      `Cannot compile the keyword ${String.fromCodePoint(...symbols)}: it does not begin with a letter`,
    )
  let key = 0
  let length = 0
  for (const symbol of symbols) {
    if (symbol === blank) {
      mayBegin[wordKey(key)] = 1
      continue
    }
    // A word with a letter beyond ASCII among its first four is always looked up.
    if (symbol >= 0x80) return
    if ((byteClasses[symbol]! & letterClass) === 0) break
    key |= symbol << (8 * length++)
    if (length === 4) break
  }
  mayBegin[wordKey(key)] = 1
}
