// Words of Latin letters in UTF-8, read byte by byte: what capitalised runs are made of.
//
// The fact to know: a word here may have a hyphen or an apostrophe within, and a capital inside only behind one of
// these or behind "Mc" and "Mac": `JavaScript` is no word of a name. src/kernels/name-words.ts reads the same.
import { isLetter } from '../ascii.ts'

export const space = 0x20
export const hyphen = 0x2d
export const apostrophe = 0x27
export const dot = 0x2e

/** A short form such as `Dr.` or an initial takes its dot along. */
export interface Word {
  readonly start: number
  readonly end: number
  readonly kind: 'capitalised' | 'initial' | 'small'
}

/** The word that begins at `at` and ends before `limit`; undefined where there is none, or one in another case. */
export function readWord(bytes: Uint8Array, at: number, limit: number): Word | undefined {
  let end = at
  let capitals = 0
  let letters = 0
  const isCapitalised = letterLength(bytes, at, limit) > 0 && isCapital(bytes, at)
  while (end < limit) {
    const length = letterLength(bytes, end, limit)
    if (length > 0) {
      if (isCapital(bytes, end)) {
        capitals++
        if (letters > 0 && !mayTurnCapital(bytes, at, end)) return undefined
      }
      letters++
      end += length
      if (letters > mostLetters) return undefined
    } else if (joinsParts(bytes[end]!) && end > at && letterLength(bytes, end + 1, limit) > 0) end++
    else break
  }
  if (letters === 0) return undefined
  if (!isCapitalised) return capitals === 0 ? { start: at, end, kind: 'small' } : undefined
  if (letters > 1) return { start: at, end, kind: 'capitalised' }
  return { start: at, end: end < limit && bytes[end] === dot ? end + 1 : end, kind: 'initial' }
}

export const mostLetters = 24

export function joinsParts(byte: number): boolean {
  return byte === hyphen || byte === apostrophe
}

/** Behind `-`, `'`, `Mc`, `Mac`, and `De`, `Di`, `Le` as in "DeLuca". */
function mayTurnCapital(bytes: Uint8Array, start: number, at: number): boolean {
  const before = bytes[at - 1]!
  if (joinsParts(before)) return true
  const length = at - start
  if (length === 3) return bytes[start] === 0x4d && bytes[start + 1] === 0x61 && before === 0x63
  if (length !== 2) return false
  if (bytes[start] === 0x4d) return before === 0x63
  return (
    (bytes[start] === 0x44 && (before === 0x65 || before === 0x69)) ||
    (bytes[start] === 0x4c && before === 0x65)
  )
}

/** Where the word begins that ends at `end`, hyphens, apostrophes and dots taken along; at most `reach` bytes before. */
export function wordStartBefore(bytes: Uint8Array, end: number, lowest: number): number {
  let at = end
  const least = Math.max(lowest, end - reach)
  while (at > least && isWithinWord(bytes[at - 1]!)) at--
  return at
}

const reach = 52

function isWithinWord(byte: number): boolean {
  return isLetter(byte) || byte >= 0x80 || joinsParts(byte) || byte === dot
}

/** Bytes of the Latin letter at `at`, before `limit`; 0 where there is none. */
export function letterLength(bytes: Uint8Array, at: number, limit: number): number {
  if (at >= limit) return 0
  const byte = bytes[at]!
  if (isLetter(byte)) return 1
  // U+00C0 to U+017F, but the signs of multiplication and division.
  if (byte < 0xc3 || byte > 0xc5 || at + 1 >= limit || (bytes[at + 1]! & 0xc0) !== 0x80) return 0
  return byte === 0xc3 && (bytes[at + 1]! & 0x1f) === 0x17 ? 0 : 2
}

/** Of a letter. */
export function isCapital(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]!
  if (byte < 0x80) return byte <= 0x5a
  const code = ((byte & 0x1f) << 6) | (bytes[at + 1]! & 0x3f)
  if (byte === 0xc3) return code <= 0xde
  // Above U+0100 capitals and small letters take turns: even but for U+0139 to U+0148 and U+0179 to U+017E.
  return (code % 2 === 1) === ((code >= 0x139 && code <= 0x148) || code >= 0x179)
}
