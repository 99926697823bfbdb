// Collects instances in any order and chooses: per identifier the first, then the longest, none overlapping.
import { overReadBytes } from '../../model/passage.ts'

export interface Candidates {
  add(identifier: number, start: number, end: number): void
  /** Calls for each chosen one, ascending by start; blockedUntil[identifier] is moved on. */
  choose(blockedUntil: Int32Array, report: (identifier: number, start: number, end: number) => void): void
}

/** Start, shortness and identifier in one number that sorts as needed: 28 + 15 + 10 bits. */
const lengths = 32_768
export const mostIdentifiers = 1_024

export function createCandidates(): Candidates {
  let packed = new Float64Array(256)
  let count = 0
  return {
    add(identifier, start, end) {
      if (count === packed.length) {
        const longer = new Float64Array(count * 2)
        longer.set(packed)
        packed = longer
      }
      packed[count++] = (start * lengths + overReadBytes - (end - start)) * mostIdentifiers + identifier
    },
    choose(blockedUntil, report) {
      const sorted = packed.subarray(0, count).sort()
      count = 0
      for (let index = 0; index < sorted.length; index++) {
        const item = sorted[index]!
        const identifier = item % mostIdentifiers
        const place = (item - identifier) / mostIdentifiers
        const shortness = place % lengths
        const start = (place - shortness) / lengths
        if (start < blockedUntil[identifier]!) continue
        const end = start + overReadBytes - shortness
        blockedUntil[identifier] = end
        report(identifier, start, end)
      }
    },
  }
}
