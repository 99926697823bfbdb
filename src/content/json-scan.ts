// How far the tokens of JSON are read, and what may come next.
import type { Frames } from './frames.ts'
import type { SegmentList } from './segment-list.ts'

export interface JsonScan {
  readonly bytes: Uint8Array
  readonly frames: Frames
  readonly values: SegmentList
  /** Each line is a document of its own. */
  readonly lines: boolean
  filled: number
  /** Where the passage begins. */
  from: number
  ended: boolean
  pos: number
  expect: number
  /** Context of the value that comes next. */
  context: number
  /** Record that is being read; -1 before the first. */
  record: number
  /** Record of the passage's first value. */
  firstRecord: number
  /** In `lines`: where the line began, and what was there of values and records then. */
  lineStart: number
  lineValues: number
  lineRecord: number
  /** Lines of the passage that are no JSON: its segments of `textContext`. */
  texts: number
}
