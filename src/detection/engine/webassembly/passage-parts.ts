// A passage in parts, where all of it at once would be too much.
import type { Segments } from '../../../model/passage.ts'
import type { SearchedPassage } from '../passage-search.ts'

/** Bytes [from, to), of segments [first, last). */
export interface Part {
  readonly from: number
  readonly to: number
  /** Keywords are read as for instances that begin in this range: all that count in a part of a cell. */
  readonly keywords: { readonly from: number; readonly to: number }
  readonly first: number
  readonly last: number
}

export function wholeOf({ from, to, segments }: SearchedPassage): Part {
  return { from, to, keywords: { from, to }, first: 0, last: segments?.count ?? 0 }
}

/** Neither prose nor a cell is divided into less than this. */
const leastPart = 4_096

/** Two parts of about the same length; undefined where there is nothing to divide. What is found is the same. */
export function halvesOf(part: Part, segments: Segments | undefined): readonly [Part, Part] | undefined {
  const { from, to, first, last } = part
  if (segments === undefined || last - first < 2) {
    if (to - from < 2 * leastPart) return undefined
    const middle = (from + to) >> 1
    const keywords = (own: Part['keywords']): Part['keywords'] =>
      segments === undefined ? own : part.keywords
    return [
      { ...part, to: middle, keywords: keywords({ from, to: middle }) },
      { ...part, from: middle, keywords: keywords({ from: middle, to }) },
    ]
  }
  const half = (first + last) >> 1
  const border = Math.max(from, Math.min(to, segments.starts[half]!))
  return [
    { from, to: border, keywords: { from, to: border }, first, last: half },
    { from: border, to, keywords: { from: border, to }, first: half, last },
  ]
}
