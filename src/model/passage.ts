// A block's worth of text, as UTF-8 bytes, that knows where every byte of it came from.
//
// The one fact to know: `bytes` is reused. A passage is valid only until its reader is asked for the next one.
import type { Location } from './location.ts'

/** How keywords relate to data: by distance in prose, by column in a table, by path in a record. */
export type Layout = 'prose' | 'table' | 'record'

export interface Passage {
  readonly layout: Layout
  readonly bytes: Uint8Array
  /** First byte of context: bytes[start, from) repeat the end of the passage before. */
  readonly start: number
  /** Matches are reported that begin in [from, to). Each byte of the content is in this range of exactly one passage. */
  readonly from: number
  readonly to: number
  /** One past the last byte; bytes[to, end) come again in the next passage. */
  readonly end: number
  /** `start` is the beginning of the content, `end` its end: what `^` and `$` of custom expressions mean. */
  readonly atStart: boolean
  readonly atEnd: boolean
  /** The cells or values, in ascending order, separated by U+001F or U+001E; undefined in prose. */
  readonly segments: Segments | undefined
  /** Where bytes[start, end) of `bytes` is. Ask in ascending order of start, and only for what is reported. */
  locate(start: number, end: number): Location
}

/** Arrays of one length or longer; the first `count` elements hold. No match crosses a segment's bounds. */
export interface Segments {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** The column or path of each segment, a key into `table`; or `textContext`. */
  readonly contexts: Int32Array
  readonly table: ContextTable
}

/** Columns or paths of one object, numbered from 0 in order of first appearance; a number never changes its meaning. */
export interface ContextTable {
  readonly size: number
  /** The column's name, or the names of all elements on the path from the root; [] where there are none. */
  names(context: number): readonly string[]
  /** Where contexts are paths: each is a shorter one, its parent, and one name more; 0 is the root and has neither. */
  readonly paths?: {
    parent(context: number): number
    name(context: number): string
  }
}

/** Bytes before `from` that a passage repeats at least, where there were as many: keywords look back this far. */
export const leftContextBytes = 2_048
/** Bytes after `to` that a passage holds at least, where there are as many: no match is longer than this. */
export const overReadBytes = 16_384
/** A segment that is a text of its own, such as a line that is no record: it has no names, and keywords count as in prose. */
export const textContext = -1
export const cellSeparator = 0x1f
export const rowSeparator = 0x1e
