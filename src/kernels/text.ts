// What stands at a place: the same rules as src/detection/engine/text-classes.ts and find-instance.ts.
import { CLASSES } from './program'

export const DIGIT: u32 = 1
export const LETTER: u32 = 2
export const WIDE: u32 = 4
export const UPPER: u32 = 8
export const WORD: u32 = 7
export const DOT: u32 = 0x2e

// @ts-ignore: decorator
@inline
export function classOf(p: usize): u32 {
  return load<u8>(CLASSES + <usize>load<u8>(p))
}

// @ts-ignore: decorator
@inline
export function isDigit(p: usize): bool {
  return <u32>load<u8>(p) - 48 < 10
}

/** Does a letter or digit end right before byte `at`? */
export function wordBefore(base: usize, at: u32, lowest: u32): bool {
  if (at <= lowest) return false
  const p = base + at
  const byte = <u32>load<u8>(p - 1)
  if (byte < 0x80) return (classOf(p - 1) & WORD) != 0
  if ((byte & 0xc0) != 0x80) return (classOf(p - 1) & WIDE) != 0
  if (at - 1 <= lowest) return false
  const second = <u32>load<u8>(p - 2)
  if ((second & 0xc0) != 0x80) return (classOf(p - 2) & WIDE) != 0
  return at - 2 > lowest && load<u8>(p - 3) == 0xe1
}

/** A place that a letter or digit does not touch from before may still be within a decimal number. */
// @ts-ignore: decorator
@inline
export function isWithinDecimal(base: usize, at: u32, lowest: u32): bool {
  const p = base + at
  return <i32>at - 2 >= <i32>lowest && load<u8>(p - 1) == DOT && isDigit(p) && isDigit(p - 2)
}

/** Is what ends before byte `at` whole: no letter, digit or decimal goes on? `end` is that of passage or cell. */
// @ts-ignore: decorator
@inline
export function endsWhole(base: usize, at: u32, end: u32): bool {
  if (at >= end) return true
  const p = base + at
  if ((classOf(p) & WORD) != 0) return false
  return load<u8>(p) != DOT || at + 1 >= end || !isDigit(p + 1) || !isDigit(p - 1)
}

/** Where `count` characters after byte `at` have passed, at most `end`. */
export function charactersAfter(base: usize, at: u32, end: u32, count: u32): u32 {
  if (at + count <= end) {
    const p = base + at
    if (!v128.any_true(v128.and(v128.or(v128.load(p), v128.load(p, 15)), i8x16.splat(-128)))) return at + count
  }
  let place = at
  for (let left = count; left > 0 && place < end; left--) {
    place++
    while (place < end && (load<u8>(base + place) & 0xc0) == 0x80) place++
  }
  return place
}

/** Where `count` characters before byte `at` begin, at least `start`. */
export function charactersBefore(base: usize, at: u32, start: u32, count: u32): u32 {
  if (<i32>at - <i32>count >= <i32>start) {
    const p = base + at - 31
    if (!v128.any_true(v128.and(v128.or(v128.load(p), v128.load(p, 15)), i8x16.splat(-128)))) return at - count
  }
  let place = at
  for (let left = count; left > 0 && place > start; left--) {
    place--
    while (place > start && (load<u8>(base + place) & 0xc0) == 0x80) place--
  }
  return place
}

/** Are there at most `most` characters in bytes [from, to)? */
export function withinCharacters(base: usize, from: u32, to: u32, most: u32): bool {
  const length = to - from
  if (length <= most) return true
  if (length > most * 4) return false
  let count: u32 = 0
  for (let at = from; at < to; at++) count += u32((load<u8>(base + at) & 0xc0) != 0x80)
  return count <= most
}
