// Places of a range, from a bitmap with one bit a byte.
import { DIGITS, TOKENS } from './areas'

/** The 64 bits of the map from `word` on, a multiple of 64, less those outside [lowest, highest). */
// @ts-ignore: decorator
@inline
export function bitsWithin(map: usize, word: u32, lowest: u32, highest: u32): u64 {
  let bits = load<u64>(map + (word >> 3))
  if (word < lowest) bits &= ~(<u64>0) << (lowest - word)
  if (highest - word < 64) bits &= ((<u64>1) << (highest - word)) - 1
  return bits
}

/** Token starts as bitsWithin gives them: those with a digit among their first `within` bytes, where it is not 0. */
// @ts-ignore: decorator
@inline
export function tokensWithin(word: u32, lowest: u32, highest: u32, within: u32): u64 {
  const tokens = bitsWithin(TOKENS, word, lowest, highest)
  return tokens == 0 || within == 0 || within > 64 ? tokens : tokens & nearDigits(word, within)
}

/** Of the 64 places from `word` on those that have a digit among their first `within` bytes, 64 at most. */
function nearDigits(word: u32, within: u32): u64 {
  let low = load<u64>(DIGITS + (word >> 3))
  let high = load<u64>(DIGITS + (word >> 3), 8)
  let done: u32 = 1
  // Twice as many bytes at a time, then what is left.
  for (let step = min(done, within - done); step != 0; step = min(done, within - done)) {
    low |= (low >> <u64>step) | (high << <u64>(64 - step))
    high |= high >> <u64>step
    done += step
  }
  return low
}
