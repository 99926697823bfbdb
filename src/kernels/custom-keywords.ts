// Where one of many fragments of one to four bytes may begin: those of the keywords of a job's custom identifiers. The
// host compares there, see src/detection/custom/keyword-search.ts; what `fragmentTables` of kernel-filter.ts makes lies in CUSTOM.
//
// Costs some 2 GB/s however many fragments there are, as long as few places pass the first look: it sorts all bytes at
// once into eight groups of fragments by their halves (Teddy, of Hyperscan), and only looks up the hash of what one of
// the groups may have. It also names a few places where none begins, but leaves none out.
import { CUSTOM } from './areas'

const KEEP: usize = 128
const HASHES: usize = 256
const LIST: usize = 8_192
const hashFactor: u32 = 0x9e3779b1
const hashShift: u32 = 17

// @ts-ignore: decorator
@inline
function isListed(key: u32): bool {
  const hash = (key * hashFactor) >> hashShift
  return ((load<u8>(CUSTOM + (hash >> 3), HASHES) >> <u8>(hash & 7)) & 1) !== 0
}

/** Lists the places in [from, to), counted from `input`, in ascending order; gives their number. */
export function findFragments(input: usize, from: u32, to: u32): u32 {
  if (from >= to) return 0
  // The bits of the key of a short fragment.
  const keep = load<u32>(CUSTOM, KEEP)
  const low0 = v128.load(CUSTOM), low1 = v128.load(CUSTOM, 16), low2 = v128.load(CUSTOM, 32), low3 = v128.load(CUSTOM, 48)
  const high0 = v128.load(CUSTOM, 64), high1 = v128.load(CUSTOM, 80)
  const high2 = v128.load(CUSTOM, 96), high3 = v128.load(CUSTOM, 112)
  const half = i8x16.splat(15), none = i8x16.splat(0)
  const last = input + to - 1
  const list = CUSTOM + LIST
  let out = list
  // Groups that have the bytes before the ones at hand, at each of the first three places of a fragment.
  let before0 = none, before1 = none, before2 = none
  for (let p = input + from; p <= last + 3; p += 64) {
    let ends: u64 = 0
    for (let part: u32 = 0; part < 64; part += 16) {
      const bytes = v128.load(p + part)
      const low = v128.and(bytes, half), high = i8x16.shr_u(bytes, 4)
      const has0 = v128.and(i8x16.swizzle(low0, low), i8x16.swizzle(high0, high))
      const has1 = v128.and(i8x16.swizzle(low1, low), i8x16.swizzle(high1, high))
      const has2 = v128.and(i8x16.swizzle(low2, low), i8x16.swizzle(high2, high))
      const has3 = v128.and(i8x16.swizzle(low3, low), i8x16.swizzle(high3, high))
      const all = v128.and(
        v128.and(
          v128.shuffle<i8>(before0, has0, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28),
          v128.shuffle<i8>(before1, has1, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
        ),
        v128.and(
          v128.shuffle<i8>(before2, has2, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
          has3,
        ),
      )
      before0 = has0
      before1 = has1
      before2 = has2
      ends |= (<u64>(<u32>i8x16.bitmask(i8x16.ne(all, none)))) << part
    }
    for (; ends !== 0; ends &= ends - 1) {
      const place = p + <usize>ctz(ends) - 3
      const key = load<u32>(place) | 0x20202020
      if (!isListed(key) && (keep === ~0 || !isListed(key & keep))) continue
      if (place > last) break
      store<u32>(out, <u32>(place - input))
      out += 4
    }
  }
  return <u32>((out - list) >> 2)
}
