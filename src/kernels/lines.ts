// Ends of lines: \n, \r\n or a lone \r. The rules of src/content/lines.ts.
//
// What it costs: two comparisons for 64 bytes and two counts of bits where one of them ends a line, so that counting is
// as fast as memory is read; characters are counted only from the last line's start.
import { BESIDE } from './areas'
import { bits, equal, lowBits } from './simd'

/**
 * Counts the ends of lines in [from, to), addresses; `afterReturn`: the byte before is \r. Leaves in BESIDE where the
 * last line starts (0 where none does) and how many characters [its start or from, to) has.
 */
export function advanceLines(from: usize, to: usize, afterReturn: bool): u32 {
  let count: u32 = 0
  let lineStart: usize = 0
  let carry = u64(afterReturn)
  for (let p = from; p < to; p += 64) {
    const newlines = equal(p, 10), returns = equal(p, 13)
    if ((newlines | returns) == 0) {
      carry = 0
      continue
    }
    const inside = lowBits(<u32>min(to - p, 64))
    const ends = (newlines | returns) & inside
    count += <u32>popcnt((returns | (newlines & ~((returns << 1) | carry))) & inside)
    if (ends != 0) lineStart = p + 64 - <usize>clz(ends)
    carry = returns >> 63
  }
  store<u32>(BESIDE, <u32>lineStart)
  store<u32>(BESIDE, characters(lineStart == 0 ? from : lineStart, to), 4)
  return count
}

/** Characters that begin in [from, to). */
function characters(from: usize, to: usize): u32 {
  let count: u32 = 0
  // As signed numbers, the bytes that go on with a character are those below -64.
  const first = i8x16.splat(-64)
  for (let p = from; p < to; p += 64) {
    const begin = bits(
      i8x16.ge_s(v128.load(p), first),
      i8x16.ge_s(v128.load(p, 16), first),
      i8x16.ge_s(v128.load(p, 32), first),
      i8x16.ge_s(v128.load(p, 48), first),
    )
    count += <u32>popcnt(begin & lowBits(<u32>min(to - p, 64)))
  }
  return count
}

/** The next \n in [from, to), or `to`. */
export function nextNewline(from: usize, to: usize): usize {
  const newlines = i8x16.splat(10)
  for (let p = from; p < to; p += 16) {
    const found = <u32>i8x16.bitmask(i8x16.eq(v128.load(p), newlines))
    if (found != 0) return min(p + <usize>ctz(found), to)
  }
  return to
}

/** Makes our own separators in [from, to) blanks. */
export function blankSeparators(from: usize, to: usize): void {
  const separator = i8x16.splat(0x1e), even = i8x16.splat(-2)
  for (let p = from; p < to; p += 16) {
    let found = <u32>i8x16.bitmask(i8x16.eq(v128.and(v128.load(p), even), separator))
    if (to - p < 16) found &= (1 << <u32>(to - p)) - 1
    for (; found != 0; found &= found - 1) store<u8>(p + <usize>ctz(found), 0x20)
  }
}
