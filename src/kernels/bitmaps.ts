// Places of a range, from a bitmap with one bit a byte.

/** The 64 bits of the map from `word` on, a multiple of 64, less those outside [lowest, highest). */
// @ts-ignore: decorator
@inline
export function bitsWithin(map: usize, word: u32, lowest: u32, highest: u32): u64 {
  let bits = load<u64>(map + (word >> 3))
  if (word < lowest) bits &= ~(<u64>0) << (lowest - word)
  if (highest - word < 64) bits &= ((<u64>1) << (highest - word)) - 1
  return bits
}
