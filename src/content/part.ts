// A content that several readers read at once, each a part of it.
//
// The one fact to know: places count bytes of the content, without the byte-order mark in front of it.
import { leftContextBytes, overReadBytes } from '../model/passage.ts'
import type { FormatSummary } from './choose-reading.ts'
import type { RowShape, SplitFormat } from './border.ts'
import type { Header } from './header.ts'

/** What every reader of a part must know of the whole. Plain data. */
export interface Split {
  readonly format: SplitFormat
  readonly summary: FormatSummary
  /** Bytes of the byte-order mark. */
  readonly mark: number
  readonly contentBytes: number
  readonly probeBytes: number
  readonly row: RowShape
  readonly header: Pick<Header, 'names' | 'told'>
}

export interface Part {
  readonly split: Split
  readonly from: PartStart
  /** The part ends at the border that is found from here on, or with the content. */
  readonly to: number
}

/** `near`: at the border found from there on. `exact`: there, after so many cells of its row. */
export type PartStart =
  | { readonly kind: 'near'; readonly at: number }
  | { readonly kind: 'exact'; readonly at: number; readonly column: number }

/** What a text is read further than its border, so that an instance can end and be judged by what follows. */
const textTailBytes = 4 * overReadBytes
/** The longest context, and the rest of a character. */
const textLeadBytes = leftContextBytes + 4

/** Bytes of the content that a part's reader needs at most. */
export function rangeOf({ split, from, to }: Part): { readonly from: number; readonly to: number } {
  const isText = split.format === 'text'
  const first = from.kind === 'near' ? from.at - 1 : from.at
  const beyond = split.probeBytes - 1 + (isText ? textTailBytes : 0)
  return {
    from: Math.max(0, isText ? first - textLeadBytes : first),
    to: Math.min(split.contentBytes, to + beyond),
  }
}
