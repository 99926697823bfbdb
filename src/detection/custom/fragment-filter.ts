// Says where one of many fragments may begin: a look a byte into a table of bits, two where some texts are short.
//
// The fact to know: it also names places where none begins, a few in a thousand, but never leaves one out.
import type { ByteRange } from './keyword-search.ts'
import { foldedBit, fragmentBytes, type Fragments } from './keyword-fragments.ts'

/** Reports in ascending order places in [from, to) where a fragment may begin; it may end behind `to`. */
export type FragmentFilter = (bytes: Uint8Array, range: ByteRange, report: (place: number) => void) => void

/** Bits of the table: thousands of fragments leave most of them 0, and it lies in the first cache. */
const hashBits = 15
const hashFactor = 0x9e3779b1

/** A bit for the hash of each key. */
export function hashTable(keys: Iterable<number>): Int32Array {
  const table = new Int32Array((1 << hashBits) >> 5)
  for (const key of keys) {
    const hash = Math.imul(key, hashFactor) >>> (32 - hashBits)
    table[hash >>> 5]! |= 1 << (hash & 31)
  }
  return table
}

export function createFragmentFilter({ short, byKey }: Fragments): FragmentFilter {
  const table = hashTable(byKey.keys())
  const keep = keptBits(short)
  const isListed = (key: number): boolean => {
    const hash = Math.imul(key, hashFactor) >>> (32 - hashBits)
    return ((table[hash >>> 5]! >>> (hash & 31)) & 1) !== 0
  }
  return (bytes, { from, to }, report) => {
    const byteAt = (at: number): number => (at < to ? bytes[at]! : 0) | foldedBit
    let key = (byteAt(from) << 8) | (byteAt(from + 1) << 16) | (byteAt(from + 2) << 24)
    for (let place = from; place + short <= to; place++) {
      key = (key >>> 8) | (byteAt(place + fragmentBytes - 1) << 24)
      if (isListed(key) || (keep !== -1 && isListed(key & keep))) report(place)
    }
  }
}

/** The bits of a key that a fragment of so many bytes has. */
export function keptBits(length: number): number {
  return (-1 >>> (8 * (fragmentBytes - length))) | 0
}
