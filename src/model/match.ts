// What detection says of a passage: these bytes are an instance of that identifier.

export interface Match {
  /** Index into the detector's identifiers. */
  readonly identifier: number
  /** Bytes [start, end) of the passage. */
  readonly start: number
  readonly end: number
}
