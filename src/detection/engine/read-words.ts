// The one pass over every byte: finds keywords, and places where forms without keyword may begin.
//
// The fact to know: nothing but the starts of words and tokens is looked at closely, so that text without sensitive
// data costs a few operations a byte.
import { findKeywords, wordKey, type KeywordHits } from './keyword-automaton.ts'
import type { Program } from './program.ts'
import {
  byteClasses,
  digitClass,
  letterClass,
  upperClass,
  wideLetterClass,
  wideLetterEnd,
  wordBefore,
} from './text-classes.ts'

export interface WordSink extends KeywordHits {
  /** Forms of these groups may begin at `at`. */
  anchor(at: number, groups: number): void
  digits(start: number, end: number): void
}

const nonAscii = 0x80

/** Reads bytes [from, to) of a text that ends at `end`; `lowest` is its first byte. */
export function readWords(
  { keywords, anchors }: Pick<Program, 'keywords' | 'anchors'>,
  text: {
    readonly bytes: Uint8Array
    readonly lowest: number
    readonly from: number
    readonly to: number
    readonly end: number
    /** It is the name of a column or of a path's part. */
    readonly isName?: boolean
  },
  sink: WordSink,
): void {
  const { bytes, to, end, isName = false } = text
  const [first, second, third, fourth] = anchors.masks
  const { signs } = anchors
  const { mayBegin } = keywords
  const classes = byteClasses
  const lastAnchor = end - 4
  let at = text.from
  let joined = wordBefore(bytes, at, text.lowest)
  while (at < to) {
    const byte = bytes[at]!
    const kind = classes[byte]!
    if (kind === 0) {
      if (signs[byte] === 1 && !joined && at <= lastAnchor) {
        const groups =
          first[byte]! & second[bytes[at + 1]!]! & third[bytes[at + 2]!]! & fourth[bytes[at + 3]!]!
        if (groups !== 0) sink.anchor(at, groups)
      }
      joined = false
      at++
      continue
    }
    if (!joined && at <= lastAnchor) {
      const groups = first[byte]! & second[bytes[at + 1]!]! & third[bytes[at + 2]!]! & fourth[bytes[at + 3]!]!
      if (groups !== 0) sink.anchor(at, groups)
    }
    if ((kind & digitClass) !== 0) {
      const start = at++
      while (at < end && (classes[bytes[at]!]! & digitClass) !== 0) at++
      sink.digits(start, at)
      joined = true
      continue
    }
    // A run of letters: one word, or several where an upper case letter follows a lower case one.
    let start = at
    let begins = !joined
    let key = 0
    let length = 0
    let wide = 0
    let lower = false
    for (;;) {
      const letter = bytes[at]!
      const letterKind = at < end ? classes[letter]! : 0
      const cut = (letterKind & upperClass) !== 0 && lower
      if (cut || (letterKind & (letterClass | wideLetterClass)) === 0) {
        if (
          begins &&
          (wide !== 0 ||
            mayBegin[wordKey(key)] === 1 ||
            (cut && length < 4 && mayBeginUncut(mayBegin, bytes, { start, end })))
        ) {
          findKeywords(keywords, { bytes, at: start, end, isName }, sink)
        }
        if (!cut) break
        start = at
        begins = true
        key = length = wide = 0
        if (at >= to) break
      }
      if ((letterKind & wideLetterClass) !== 0) {
        if (length < 4) wide = nonAscii
        length++
        lower = true
        at = wideLetterEnd(bytes, at, end)
      } else {
        if (length < 4) key |= (letter | 0x20) << (8 * length)
        length++
        lower = (letterKind & upperClass) === 0
        at++
      }
    }
    joined = true
  }
}

/** May a keyword begin with a word whose letters change case within the first four, taken as one word after all? */
function mayBeginUncut(
  mayBegin: Uint8Array,
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  let key = 0
  for (let length = 0; length < 4 && start + length < end; length++) {
    const letter = bytes[start + length]!
    const kind = byteClasses[letter]!
    if ((kind & wideLetterClass) !== 0) return true
    if ((kind & letterClass) === 0) break
    key |= (letter | 0x20) << (8 * length)
  }
  return mayBegin[wordKey(key)] === 1
}
