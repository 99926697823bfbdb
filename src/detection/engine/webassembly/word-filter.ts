// The filter that every word of a text is looked up in: do its first letters, up to four, begin a keyword or a form?
import type { Keyword } from '../keyword-automaton.ts'
import { byteClasses, letterClass } from '../text-classes.ts'
import { setBit } from './set-record.ts'

const filterBits = 18
const blank = 0x20

/** `beginnings` are the first four bytes of forms without keyword that begin with a letter. */
export function markWords(
  keywords: readonly Keyword[],
  beginnings: readonly (readonly number[])[],
): Uint8Array {
  const filter = new Uint8Array(1 << (filterBits - 3))
  for (const { symbols } of keywords) markKeyword(filter, symbols)
  for (const bytes of beginnings) markWord(filter, bytes)
  return filter
}

/** The letters that begin a keyword or a form though no letter follows: packed, or 0xff where they are many. */
export function singleLetters(
  keywords: readonly Keyword[],
  beginnings: readonly (readonly number[])[],
): readonly [low: number, high: number] {
  const singles = new Set<number>()
  for (const [first = 0, second = blank] of [...keywords.map(({ symbols }) => symbols), ...beginnings]) {
    // One beyond ASCII is looked at in any case.
    if (second < 0x80 && !isLetter(second) && isLetter(first)) singles.add(first | 0x20)
  }
  if (singles.size > mostSingles) return [0xff, 0]
  const packed = new Uint8Array(mostSingles)
  packed.set([...singles])
  const [low = 0, high = 0] = new Uint32Array(packed.buffer)
  return [low, high]
}

const mostSingles = 8

/** A blank may be there or not. A word with a letter beyond ASCII among its first four is always looked at. */
function markKeyword(filter: Uint8Array, symbols: readonly number[]): void {
  const letters: number[] = []
  for (const symbol of symbols) {
    if (symbol === blank) markWord(filter, letters)
    else if (symbol >= 0x80) return
    else if (!isLetter(symbol)) break
    else if (letters.push(symbol) === 4) break
  }
  markWord(filter, letters)
}

/** As many of the bytes as are letters, the first one at least. */
function markWord(filter: Uint8Array, bytes: readonly number[]): void {
  let key = 0
  for (let i = 0; i < bytes.length && i < 4; i++) {
    if (i > 0 && !isLetter(bytes[i]!)) break
    key |= (bytes[i]! | 0x20) << (8 * i)
  }
  setBit(filter, Math.imul(key, 0x9e3779b1) >>> (32 - filterBits))
}

function isLetter(byte: number): boolean {
  return (byteClasses[byte]! & letterClass) !== 0
}
