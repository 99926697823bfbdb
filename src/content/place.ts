// How far a reader has come, in the terms of locations. It starts at zero for a part of a content, whose locations
// are moved on when the parts are put together.
import { firstLine, type LinePosition } from './lines.ts'

export interface Place {
  readonly lines: LinePosition
  /** Rows of a table that have ended, and cells of the one that has not. */
  row: number
  column: number
  /** Records that have begun. */
  records: number
  /** Stands within a line or cell, of which a part was handed on: nobody else can go on from here. */
  isWithin: boolean
}

export function firstPlace(): Place {
  return { lines: firstLine(), row: 0, column: 0, records: 0, isWithin: false }
}
