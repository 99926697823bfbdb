// A passage in parts, where all of it at once would be too much.
import type { Segments } from '../../../model/passage.ts'

/** Bytes [from, to), of segments [first, last). */
export interface Part {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
}

/** Prose is not divided into less than this. */
const leastPart = 4_096

/** Two parts of about the same length; undefined where there is nothing to divide. What is found is the same. */
export function halvesOf(
  { from, to, first, last }: Part,
  segments: Segments | undefined,
): readonly [Part, Part] | undefined {
  if (segments === undefined) {
    if (to - from < 2 * leastPart) return undefined
    const middle = (from + to) >> 1
    return [
      { from, to: middle, first, last },
      { from: middle, to, first, last },
    ]
  }
  if (last - first < 2) return undefined
  const half = (first + last) >> 1
  const border = Math.max(from, Math.min(to, segments.starts[half]!))
  return [
    { from, to: border, first, last: half },
    { from: border, to, first: half, last },
  ]
}
