// The cells of delimiter-separated text: the common case of src/content/tokenise-cells.ts, whose rules these are.
//
// What it costs: a few comparisons for 64 bytes, then some ten stores for each cell that ends there. Which bytes are in
// quotes is told from all quotes at once (each bit becomes the parity of those before it). That holds where each opens
// a cell, closes it or stands for itself in a pair; a cell where one does not is left to the host, which then calls
// again. So is the last cell, of which nobody here knows whether it is whole.
import { CELL_SCAN } from './areas'
import { equal, inRange, lowBits } from './simd'
import { ENDS, ESCAPED, KEYS, PLACES, ROWS, STARTS, flag, segment } from './segment-list'

const quote: i32 = 0x22
const newline: i32 = 10
const carriageReturn: i32 = 13

/** Reads and moves on what the host wrote to CELL_SCAN (see src/content/cell-kernel.ts), and adds to the lists. */
export function tokeniseCells(): void {
  const base = <usize>load<u32>(CELL_SCAN)
  const filled = load<u32>(CELL_SCAN, 4)
  const ended = load<u32>(CELL_SCAN, 8) != 0
  const delimiter = load<u32>(CELL_SCAN, 12)
  const capacity = load<u32>(CELL_SCAN, 16)
  const mostColumns = load<u32>(CELL_SCAN, 20)
  let start = load<u32>(CELL_SCAN, 24)
  let row = load<u32>(CELL_SCAN, 28)
  let column = load<u32>(CELL_SCAN, 32)
  let widest = load<u32>(CELL_SCAN, 36)
  let count = load<u32>(CELL_SCAN, 40)

  /** All ones where the bytes before end within quotes. */
  let inside: u64 = 0
  /** Whether the byte before may stand before an opening quote, and whether it is \r. */
  let mayOpen: u64 = 1
  let afterReturn: u64 = 0
  /** Quotes of the cell at hand in blocks before this one. */
  let quotes: u32 = 0
  for (let o = start; o < filled && count < capacity; o += 64) {
    const p = base + o
    const valid = lowBits(filled - o)
    blankSeparators(p, inRange(p, 0x1e, 1) & valid)
    const Q = equal(p, quote) & valid
    const N = equal(p, newline) & valid
    let R = equal(p, carriageReturn) & valid
    // Does \n follow? Not known yet.
    if (!ended && filled - o <= 64) R &= lowBits(filled - o - 1)
    let T = (equal(p, delimiter) & valid) | N | R
    let bad: u64 = 0
    if ((Q | inside) != 0) {
      const within = parity(Q) ^ inside
      T &= ~within
      const borders = T | Q
      const followed = (borders >> 1) | (u64(isBorder(<u32>load<u8>(p, 64), delimiter)) << 63)
      bad = (Q & within & ~((borders << 1) | mayOpen)) | (Q & ~within & ~followed)
      if (bad != 0) T &= (bad & (0 - bad)) - 1
      inside = <u64>(<i64>within >> 63)
    }
    const returns = R & T
    const breaks = (N | R) & T
    let counted: u32 = 0
    for (let W = T & ~(N & ((returns << 1) | afterReturn)); W != 0 && count < capacity; W &= W - 1) {
      const z = ctz(W)
      const at = o + <u32>z
      const passed = <u32>popcnt(Q & (((<u64>1) << z) - 1))
      const quoted = u32(load<u8>(base + start) == quote && at > start)
      const from = start + quoted, to = at - quoted
      store<u32>(segment(count), from, STARTS)
      store<u32>(segment(count), to, ENDS)
      store<u32>(segment(count), min(column, mostColumns), KEYS)
      store<u32>(segment(count), row, ROWS)
      store<u32>(segment(count), column, PLACES)
      store<u8>(flag(count), u8(quoted != 0 && quotes + passed - counted > 2), ESCAPED)
      quotes = 0
      counted = passed
      if (from < to) {
        count++
        widest = max(widest, column + 1)
      }
      start = at + 1
      if ((breaks >> z) & 1) {
        row++
        column = 0
        if ((returns >> z) & 1 && start < filled && load<u8>(base + start) == newline) start++
      } else column++
    }
    if (bad != 0) break
    quotes += <u32>popcnt(Q) - counted
    mayOpen = (T | Q) >> 63
    afterReturn = returns >> 63
  }
  store<u32>(CELL_SCAN, start, 24)
  store<u32>(CELL_SCAN, row, 28)
  store<u32>(CELL_SCAN, column, 32)
  store<u32>(CELL_SCAN, widest, 36)
  store<u32>(CELL_SCAN, count, 40)
}

/** Each bit: how many of the bits up to it are set, modulo 2. */
// @ts-ignore: decorator
@inline
function parity(bits: u64): u64 {
  bits ^= bits << 1
  bits ^= bits << 2
  bits ^= bits << 4
  bits ^= bits << 8
  bits ^= bits << 16
  return bits ^ (bits << 32)
}

// @ts-ignore: decorator
@inline
function isBorder(byte: u32, delimiter: u32): bool {
  return byte == delimiter || byte == newline || byte == carriageReturn || byte == quote
}

/** They are our own separators. */
// @ts-ignore: decorator
@inline
function blankSeparators(p: usize, separators: u64): void {
  for (; separators != 0; separators &= separators - 1) store<u8>(p + <usize>ctz(separators), 0x20)
}
