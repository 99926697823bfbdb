// JSON's escapes undone in place: the text only shrinks. U+001E and U+001F become blanks, as they are our own
// separators; an escape that JSON does not know loses its backslash; half a surrogate pair becomes U+FFFD.

import type { Escapes } from './segment-list.ts'

const backslash = 0x5c

/** The new end of the text in bytes[start, end). */
export function undoEscapes(bytes: Uint8Array, start: number, end: number): number {
  return unescapeInto(bytes, { from: start, to: end, out: start, mayBeCut: false })[1]
}

/** As segments have them undone. */
export const jsonEscapes: Escapes = { undo: undoEscapes, areQuotes: false }

/** The longest escape: a surrogate pair. */
export const longestEscape = 12

/**
 * Writes the text of bytes[from, to) to bytes[out, ..), where `out` is at most `from`, and says how far it read and
 * wrote. With `mayBeCut` it stops before an escape that may go on behind `to`.
 */
export function unescapeInto(
  bytes: Uint8Array,
  text: { readonly from: number; readonly to: number; readonly out: number; readonly mayBeCut: boolean },
): [at: number, out: number] {
  const { to } = text
  const safe = text.mayBeCut ? to - longestEscape : to
  let at = text.from
  let write = text.out
  while (at < to) {
    if (at >= safe && bytes[at] === backslash) break
    const byte = bytes[at++]!
    if (byte !== backslash || at >= to) bytes[write++] = byte
    else if (bytes[at] === 0x75) [at, write] = unicodeEscape(bytes, [at - 1, to], write)
    else bytes[write++] = simpleEscape(bytes[at++]!)
  }
  return [at, write]
}

const simple = new Map(Array.from('bfnrt', (letter, i) => [letter.charCodeAt(0), '\b\f\n\r\t'.charCodeAt(i)]))

function simpleEscape(letter: number): number {
  return simple.get(letter) ?? (letter === 0x1e || letter === 0x1f ? 0x20 : letter)
}

/** `\uXXXX` at bytes[at]: where to read and write next. */
function unicodeEscape(
  bytes: Uint8Array,
  [at, to]: readonly [number, number],
  out: number,
): [at: number, out: number] {
  const unit = codeUnit(bytes, at, to)
  if (unit === -1) {
    bytes[out] = 0x75
    return [at + 2, out + 1]
  }
  if (unit < 0xd800 || unit > 0xdfff) return [at + 6, writeCharacter(bytes, out, unit)]
  const low = unit < 0xdc00 ? codeUnit(bytes, at + 6, to) : -1
  if (low < 0xdc00 || low > 0xdfff) return [at + 6, writeCharacter(bytes, out, 0xfffd)]
  return [at + 12, writeCharacter(bytes, out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))]
}

/** The value of `\uXXXX` at bytes[at], or -1 where there is none. */
function codeUnit(bytes: Uint8Array, at: number, to: number): number {
  if (at + 6 > to || bytes[at] !== backslash || bytes[at + 1] !== 0x75) return -1
  let value = 0
  for (let i = at + 2; i < at + 6; i++) {
    const digit = hexValue(bytes[i]!)
    if (digit === -1) return -1
    value = (value << 4) | digit
  }
  return value
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

function writeCharacter(bytes: Uint8Array, out: number, code: number): number {
  let write = out
  if (code < 0x80) {
    bytes[write++] = code === 0x1e || code === 0x1f ? 0x20 : code
    return write
  }
  if (code < 0x800) bytes[write++] = 0xc0 | (code >> 6)
  else {
    if (code < 0x10000) bytes[write++] = 0xe0 | (code >> 12)
    else {
      bytes[write++] = 0xf0 | (code >> 18)
      bytes[write++] = 0x80 | ((code >> 12) & 0x3f)
    }
    bytes[write++] = 0x80 | ((code >> 6) & 0x3f)
  }
  bytes[write++] = 0x80 | (code & 0x3f)
  return write
}
