// What detection says of a passage: these bytes are an instance of that identifier.

export interface Match {
  /** Index into the detector's identifiers. */
  readonly identifier: number
  /** Bytes [start, end) of the passage. */
  readonly start: number
  readonly end: number
}

/** The matches of a passage: lists whose first `count` elements hold, ascending by start, the longer first. */
export interface Matches {
  readonly count: number
  readonly identifiers: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}
