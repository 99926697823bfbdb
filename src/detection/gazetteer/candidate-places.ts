// Where names and addresses are looked for at all: two capitalised words with a blank between, and numbers that stand
// where postal codes do.
//
// The fact to know: src/kernels/words.ts lists the same places, from the bitmaps that it has anyway. A word is here what
// it is to the engine, letters and digits that touch each other.
import { byteClasses, digitClass, upperClass, wordBefore, wordClasses } from '../engine/text-classes.ts'
import { dot, space } from './latin-words.ts'
import { facts, factsOf } from './name-facts.ts'
import { longestParticle } from './name-words.ts'

/** Longer ones are none of a name. */
const longestWord = 48
const mostParticles = 2
const comma = 0x2c

export interface Range {
  readonly from: number
  readonly to: number
  /** Bytes outside [lowest, highest) are none. */
  readonly lowest: number
  readonly highest: number
}

/** Reports in ascending order where the first of two capitalised words begins, for each such pair. */
export function findNamePlaces(
  bytes: Buffer,
  { from, to, lowest, highest }: Range,
  report: (at: number) => void,
): void {
  for (let at = Math.max(from, lowest + 3); at < to; at++) {
    if (bytes[at - 1] !== space || !isCapitalised(bytes, at, highest)) continue
    const first = firstOfPair(bytes, at - 1, lowest)
    if (first !== undefined) report(first)
  }
}

/** Begins with a capital, and does not go on with one. */
function isCapitalised(bytes: Uint8Array, at: number, highest: number): boolean {
  const isInCapitals = at + 1 < highest && (byteClasses[bytes[at + 1]!]! & upperClass) !== 0
  return isCapitalStart(bytes[at]!) && !isInCapitals
}

/** A capital, or what may be one beyond ASCII. */
function isCapitalStart(byte: number): boolean {
  return (byteClasses[byte]! & upperClass) !== 0 || (byte >= 0xc3 && byte <= 0xc5)
}

/** The capitalised word before the blank at `blank`, particles left out. */
function firstOfPair(bytes: Buffer, blank: number, lowest: number): number | undefined {
  if (bytes[blank - 1] === dot) {
    const start = wordStart(bytes, blank - 1, lowest)
    // "Dr. " and "J. " stand before the second word.
    return start !== undefined && isCapitalised(bytes, start, blank)
      ? joinedStart(bytes, start, lowest)
      : undefined
  }
  let end = blank
  for (let words = 0; words <= mostParticles; words++) {
    const start = wordStart(bytes, end, lowest)
    if (start === undefined) return undefined
    if (isCapitalised(bytes, start, blank)) return joinedStart(bytes, start, lowest)
    if (start === lowest || bytes[start - 1] !== space) return undefined
    if (end - start > longestParticle || (plainFacts(bytes, start, end) & facts.particle) === 0)
      return undefined
    end = start - 1
  }
  return undefined
}

/** Where the letters and digits begin that end at `end`. */
function wordStart(bytes: Buffer, end: number, lowest: number): number | undefined {
  let start = end
  while (wordBefore(bytes, start, lowest)) start--
  return start < end && end - start <= longestWord ? start : undefined
}

const mostJoined = 3

/** The first part of "Jean-Pierre" or "O'Neill". */
function joinedStart(bytes: Buffer, part: number, lowest: number): number {
  let start = part
  for (let parts = 0; parts < mostJoined && start - 1 > lowest; parts++) {
    if (bytes[start - 1] !== 0x2d && bytes[start - 1] !== 0x27) break
    const before = wordStart(bytes, start - 1, lowest)
    if (before === undefined) break
    start = before
  }
  return start
}

/**
 * Reports in ascending order where postal codes may be: five digits behind a state or before a capitalised word,
 * four behind a state, `1AA` and `2B2` behind a short word that begins with a capital.
 */
export function findCodePlaces(bytes: Buffer, range: Range, report: (at: number) => void): void {
  const { from, to, lowest, highest } = range
  for (let at = Math.max(from, lowest + 2); at < to; at++) {
    if ((byteClasses[bytes[at]!]! & digitClass) === 0 || wordBefore(bytes, at, lowest)) continue
    let end = at + 1
    while (end < highest && (byteClasses[bytes[end]!]! & wordClasses) !== 0) end++
    if (mayBeCode(bytes, { at, end }, range)) report(at)
  }
}

interface Token {
  readonly at: number
  readonly end: number
}

function mayBeCode(bytes: Buffer, { at, end }: Token, { lowest, highest }: Range): boolean {
  const kind = (place: number): number => byteClasses[bytes[place]!]!
  const areDigits = (count: number): boolean => {
    for (let place = at; place < at + count; place++) if ((kind(place) & digitClass) === 0) return false
    return true
  }
  switch (end - at) {
    case 3:
      return (
        (kind(at + 1) & upperClass) !== 0 &&
        (kind(at + 2) & (upperClass | digitClass)) !== 0 &&
        isOutwardCode(bytes, at, lowest)
      )
    case 4:
      return areDigits(4) && isBehindState(bytes, at, lowest)
    case 5:
      return areDigits(5) && (isBeforePlace(bytes, end, highest) || isBehindState(bytes, at, lowest))
    default:
      return false
  }
}

/** "SW1A " or "K1A ". */
function isOutwardCode(bytes: Buffer, at: number, lowest: number): boolean {
  if (bytes[at - 1] !== space) return false
  const start = wordStart(bytes, at - 1, lowest)
  return (
    start !== undefined &&
    at - 1 - start <= longestOutward &&
    (byteClasses[bytes[start]!]! & upperClass) !== 0
  )
}

const longestOutward = 4

function isBeforePlace(bytes: Buffer, end: number, highest: number): boolean {
  return end + 1 < highest && bytes[end] === space && isCapitalStart(bytes[end + 1]!)
}

/** "IL 62704", "IL, 62704", "Ill. 62704", "IL  62704". */
export function isBehindState(bytes: Buffer, at: number, lowest: number): boolean {
  if (bytes[at - 1] !== space) return false
  let end = at - 1
  if (end > lowest && [comma, dot, space].includes(bytes[end - 1]!)) end--
  const start = wordStart(bytes, end, lowest)
  if (start === undefined || (byteClasses[bytes[start]!]! & upperClass) === 0) return false
  return (plainFacts(bytes, start, end) & facts.state) !== 0
}

function plainFacts(bytes: Buffer, start: number, end: number): number {
  return factsOf(bytes.toString('latin1', start, end).toLowerCase())
}
