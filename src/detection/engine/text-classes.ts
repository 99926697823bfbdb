// What a byte of UTF-8 text is to the engine: letter, digit, or something that ends a word.
//
// The fact to know: a letter is an ASCII letter, or a character of U+00C0-U+07FF or U+1000-U+1FFF (Latin, Greek,
// Cyrillic, Hebrew, Arabic and their like). Scripts written without blanks between words (Chinese, Japanese, Thai)
// are no letters here: a number that stands in such a text touches them and is a token all the same.

export const digitClass = 1
export const letterClass = 2
/** First byte of a letter beyond ASCII. */
export const wideLetterClass = 4
export const upperClass = 8
export const wordClasses = digitClass | letterClass | wideLetterClass

export const byteClasses: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x30 && byte <= 0x39) return digitClass
  if (byte >= 0x41 && byte <= 0x5a) return letterClass | upperClass
  if (byte >= 0x61 && byte <= 0x7a) return letterClass
  return (byte >= 0xc3 && byte <= 0xdf) || byte === 0xe1 ? wideLetterClass : 0
})

/** Does a letter or digit end right before `at`? `lowest` is the first byte that may be looked at. */
export function wordBefore(bytes: Uint8Array, at: number, lowest: number): boolean {
  if (at <= lowest) return false
  const byte = bytes[at - 1]!
  if (byte < 0x80) return (byteClasses[byte]! & wordClasses) !== 0
  if (!continues(byte)) return (byteClasses[byte]! & wideLetterClass) !== 0
  if (at - 1 <= lowest) return false
  const second = bytes[at - 2]!
  if (!continues(second)) return (byteClasses[second]! & wideLetterClass) !== 0
  return at - 2 > lowest && bytes[at - 3] === firstOfThree
}

/** First byte of the letters that take three bytes. */
const firstOfThree = 0xe1

/** Where a letter beyond ASCII that begins at `at` ends: what does not continue it is no part of it. */
export function wideLetterEnd(bytes: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + (bytes[at] === firstOfThree ? 3 : 2))
  let after = at + 1
  while (after < most && continues(bytes[after]!)) after++
  return after
}

function continues(byte: number): boolean {
  return (byte & 0xc0) === 0x80
}

/** Characters in bytes [from, to). */
export function countCharacters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if ((bytes[at]! & 0xc0) !== 0x80) count++
  return count
}

/** Are there at most `most` characters in bytes [from, to)? Counts only where bytes alone do not tell. */
export function withinCharacters(
  bytes: Uint8Array,
  range: { from: number; to: number },
  most: number,
): boolean {
  const length = range.to - range.from
  if (length <= most) return true
  return length <= most * 4 && countCharacters(bytes, range.from, range.to) <= most
}
