// Says where one of many fragments may begin: one look a byte, into a table of bits.
//
// The fact to know: it also names places where none begins, a few in a thousand, but never leaves one out.
import type { ByteRange } from './keyword-search.ts'
import { foldedBit, type Fragments } from './keyword-fragments.ts'

/** Reports in ascending order places in [from, to) where a fragment may begin that ends there as well. */
export type FragmentFilter = (bytes: Uint8Array, range: ByteRange, report: (place: number) => void) => void

/** Bits of the table: thousands of fragments leave most of them 0, and it lies in the first cache. */
const hashBits = 15
const hashFactor = 0x9e3779b1

/** A bit for the hash of each key. */
export function hashTable(keys: Iterable<number>): Uint32Array {
  const table = new Uint32Array((1 << hashBits) >> 5)
  for (const key of keys) {
    const hash = Math.imul(key, hashFactor) >>> (32 - hashBits)
    table[hash >>> 5]! |= 1 << (hash & 31)
  }
  return table
}

export function createFragmentFilter({ length, byKey }: Fragments): FragmentFilter {
  const table = hashTable(byKey.keys())
  const shift = 8 * (4 - length)
  return (bytes, { from, to }, report) => {
    let latest = 0
    for (let at = from; at < to; at++) {
      latest = (latest >>> 8) | ((bytes[at]! | foldedBit) << 24)
      const hash = Math.imul(latest >>> shift, hashFactor) >>> (32 - hashBits)
      if (((table[hash >>> 5]! >>> (hash & 31)) & 1) === 0) continue
      const place = at - length + 1
      if (place >= from) report(place)
    }
  }
}
