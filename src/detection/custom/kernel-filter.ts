// The fragment filter as a kernel: see src/kernels/custom-keywords.ts.
//
// The fact to know: eight groups of fragments are told apart at first. Which fragments share one decides how many places
// are looked at twice, so neighbours that are alike are put together.
import type { ScanMemory } from '../../scan-memory/scan-memory.ts'
import { createFragmentFilter, hashTable, keptBits, type FragmentFilter } from './fragment-filter.ts'
import { foldedBit, fragmentBytes, share, type Fragments } from './keyword-fragments.ts'

const groups = 8
/** Places in CUSTOM. */
const keepAt = 128
const hashesAt = 256
const listAt = 8_192

/** Less is searched in TypeScript: names of columns, cells on their own. */
const leastBytes = 256

export function createKernelFilter(fragments: Fragments, memory: ScanMemory): FragmentFilter {
  const { bytes: memoryBytes, buffer, kernels, layout, words } = memory
  const { custom, customEnd, guest } = layout.address
  const tables = fragmentTables(fragments)
  const small = createFragmentFilter(fragments)
  const list = (custom + listAt) / 4
  const room = Math.min((customEnd - custom - listAt) / 4, layout.windowBytes)
  return (bytes, range, report) => {
    if (range.to - range.from < leastBytes) return small(bytes, range, report)
    if (memory.loadedCustom !== tables) {
      memoryBytes.set(tables, custom)
      memory.loadedCustom = tables
    }
    const isHere = bytes.buffer === buffer
    for (let from = range.from; from < range.to; from += room) {
      // A fragment may begin in one part and end in the next.
      const to = Math.min(range.to, from + room)
      if (!isHere) memoryBytes.set(bytes.subarray(from, Math.min(range.to, to + fragmentBytes)), guest)
      const [base, shift] = isHere ? [bytes.byteOffset, 0] : [guest, from]
      const count = kernels.findFragments(base, from - shift, to - shift)
      for (let index = 0; index < count; index++) report(words[list + index]! + shift)
    }
  }
}

/** What lies in CUSTOM: groups by the lower and the upper halves of bytes at each place, then keep, hashes. */
function fragmentTables({ short, byKey }: Fragments): Uint8Array {
  const tables = new Uint8Array(hashesAt + 4_096)
  const words = new Uint32Array(tables.buffer)
  groupAlike([...byKey.keys()]).forEach((group, number) => {
    const bit = 1 << number
    for (const key of group) {
      for (let place = 0; place < fragmentBytes; place++) {
        for (const byte of bytesAt(key, place)) {
          tables[place * 16 + (byte & 15)]! |= bit
          tables[(fragmentBytes + place) * 16 + (byte >> 4)]! |= bit
        }
      }
    }
  })
  words[keepAt / 4] = keptBits(short)
  words.set(hashTable(byKey.keys()), hashesAt / 4)
  return tables
}

function byteAt(key: number, place: number): number {
  return (key >>> (8 * place)) & 0xff
}

const allBytes = Array.from({ length: 256 }, (_, byte) => byte)

/** The bytes that may be at a place of a fragment; any where a short one has ended. */
function bytesAt(key: number, place: number): readonly number[] {
  const byte = byteAt(key, place)
  return byte === 0 ? allBytes : [byte, byte & ~foldedBit]
}

/** At most eight groups; what is joined are neighbours in order that let the fewest other places through. */
function groupAlike(keys: readonly number[]): readonly (readonly number[])[] {
  const inOrder = keys.toSorted((a, b) => {
    for (let place = 0; place < fragmentBytes; place++) {
      if (byteAt(a, place) !== byteAt(b, place)) return byteAt(a, place) - byteAt(b, place)
    }
    return 0
  })
  const joined = inOrder.map((key) => [key])
  const costs = joined.map((group) => passing(group))
  const added = (at: number): number =>
    passing([...joined[at]!, ...joined[at + 1]!]) - costs[at]! - costs[at + 1]!
  const raises = joined.slice(1).map((_, at) => added(at))
  while (joined.length > groups) {
    const at = raises.indexOf(Math.min(...raises))
    joined.splice(at, 2, [...joined[at]!, ...joined[at + 1]!])
    costs.splice(at, 2, passing(joined[at]!))
    raises.splice(at, 1)
    if (at > 0) raises[at - 1] = added(at - 1)
    if (at < raises.length) raises[at] = added(at)
  }
  return joined
}

/** The share of places in a text that a group is likely to let through. */
function passing(group: readonly number[]): number {
  let product = 1
  for (let place = 0; place < fragmentBytes; place++) {
    let low = 0
    let high = 0
    for (const key of group) {
      for (const byte of bytesAt(key, place)) {
        low |= 1 << (byte & 15)
        high |= 1 << (byte >> 4)
      }
    }
    let sum = 0
    for (let byte = 0; byte < 256; byte++) {
      if (((low >> (byte & 15)) & (high >> (byte >> 4)) & 1) === 1) sum += share(byte)
    }
    product *= Math.min(1, sum)
  }
  return product
}
