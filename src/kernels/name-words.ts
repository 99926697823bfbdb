// Words of Latin letters: the same as src/detection/gazetteer/latin-words.ts, and what is known of them.
import { factsOfHash, foldWide, GIVEN, hashOn, hashStart, SURNAME } from './name-table'

export const BLANK: u32 = 0x20
export const HYPHEN: u32 = 0x2d
export const APOSTROPHE: u32 = 0x27
export const DOT: u32 = 0x2e

export const NONE: u32 = 0
export const SMALL: u32 = 1
export const CAPITALISED: u32 = 2
export const INITIAL: u32 = 3

/** Of the word that was read last. */
export let wordEnd: usize = 0
export let wordFacts: u32 = 0
/** Its plain letters, and the last eight of them, the very last one highest. */
export let plainLetters: u32 = 0
export let wordTail: u64 = 0

const mostLetters: u32 = 24
const reach: usize = 52

// The word at hand: what is known of its parts before, and the part's hash.
let partsFacts: u32 = 0
let hasParts: bool = false
let hash: u32 = 0

// @ts-ignore: decorator
@inline
export function isAsciiLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26
}

// @ts-ignore: decorator
@inline
export function isDigitByte(byte: u32): bool {
  return byte - 0x30 < 10
}

/** Bytes of the Latin letter at `p`, before `limit`; 0 where there is none. */
// @ts-ignore: decorator
@inline
export function letterLength(p: usize, limit: usize): u32 {
  if (p >= limit) return 0
  const byte = <u32>load<u8>(p)
  if (isAsciiLetter(byte)) return 1
  if (byte - 0xc3 > 2 || p + 1 >= limit) return 0
  const second = <u32>load<u8>(p, 1)
  if ((second & 0xc0) != 0x80) return 0
  return byte == 0xc3 && (second & 0x1f) == 0x17 ? 0 : 2
}

/** Of a letter. */
// @ts-ignore: decorator
@inline
export function isCapital(p: usize): bool {
  const byte = <u32>load<u8>(p)
  if (byte < 0x80) return byte <= 0x5a
  const code = ((byte & 0x1f) << 6) | (<u32>load<u8>(p, 1) & 0x3f)
  if (byte == 0xc3) return code <= 0xde
  return ((code & 1) == 1) == (code - 0x139 <= 0x148 - 0x139 || code >= 0x179)
}

// @ts-ignore: decorator
@inline
export function joinsParts(byte: u32): bool {
  return byte == HYPHEN || byte == APOSTROPHE
}

/** To be called before the letters of a word are added. */
// @ts-ignore: decorator
@inline
export function beginWord(): void {
  partsFacts = 0
  hasParts = false
  hash = hashStart
  plainLetters = 0
  wordTail = 0
}

// @ts-ignore: decorator
@inline
function addPlain(letter: u32): void {
  hash = hashOn(hash, letter)
  wordTail = (wordTail >> 8) | ((<u64>letter) << 56)
  plainLetters++
}

// @ts-ignore: decorator
@inline
export function addLetter(p: usize, length: u32): void {
  if (length == 1) return addPlain(<u32>load<u8>(p) | 0x20)
  const folded = foldWide(p)
  addPlain(folded & 0xff)
  if (folded >> 8 != 0) addPlain(folded >> 8)
}

/** A hyphen parts names; an apostrophe is nothing. */
// @ts-ignore: decorator
@inline
export function addJoint(byte: u32): void {
  if (byte != HYPHEN) return
  partsFacts |= factsOfHash(hash)
  hasParts = true
  hash = hashStart
  // In a text of words that a hyphen parts, it is a letter like others.
  wordTail = (wordTail >> 8) | ((<u64>HYPHEN) << 56)
  plainLetters++
}

// @ts-ignore: decorator
@inline
export function endWord(): void {
  const last = factsOfHash(hash)
  wordFacts = hasParts ? (partsFacts | last) & (GIVEN | SURNAME) : last
}

/** Reads the word that begins at `p` and ends before `limit`; NONE where there is none, or one in another case. */
export function readWord(start: usize, limit: usize): u32 {
  const isCapitalised = letterLength(start, limit) > 0 && isCapital(start)
  let p = start
  let capitals: u32 = 0
  let letters: u32 = 0
  beginWord()
  while (p < limit) {
    const length = letterLength(p, limit)
    if (length > 0) {
      if (isCapital(p)) {
        capitals++
        if (letters > 0 && !mayTurnCapital(start, p)) return NONE
      }
      if (++letters > mostLetters) return NONE
      addLetter(p, length)
      p += length
    } else if (p > start && joinsParts(load<u8>(p)) && letterLength(p + 1, limit) > 0) {
      addJoint(load<u8>(p))
      p++
    } else break
  }
  wordEnd = p
  if (letters == 0) return NONE
  if (!isCapitalised && capitals > 0) return NONE
  endWord()
  if (!isCapitalised) return SMALL
  if (letters > 1) return CAPITALISED
  if (p < limit && load<u8>(p) == DOT) wordEnd = p + 1
  return INITIAL
}

function mayTurnCapital(start: usize, p: usize): bool {
  const before = <u32>load<u8>(p - 1)
  if (joinsParts(before)) return true
  const length = p - start
  const first = <u32>load<u8>(start)
  if (length == 3) return first == 0x4d && load<u8>(start, 1) == 0x61 && before == 0x63
  if (length != 2) return false
  if (first == 0x4d) return before == 0x63
  return (first == 0x44 && (before == 0x65 || before == 0x69)) || (first == 0x4c && before == 0x65)
}

/** Where the word begins that ends at `end`, hyphens, apostrophes and dots taken along. */
export function wordStartBefore(end: usize, lowest: usize): usize {
  let p = end
  const least = max(lowest, end - reach)
  while (p > least) {
    const byte = <u32>load<u8>(p - 1)
    if (!isAsciiLetter(byte) && byte < 0x80 && !joinsParts(byte) && byte != DOT) break
    p--
  }
  return p
}
