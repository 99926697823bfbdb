// The bytes of one object, read once from its start to its end. Where they come from (a file, an S3 body,
// what a gzip stream inflates to) is not the reader's business.

export interface ByteSource {
  /** The object's key; its extension is a hint to the format. */
  readonly name: string
  /** Bytes as listed; undefined where they are known only at the end (the inside of a gzip stream). */
  readonly size: number | undefined
  /**
   * Writes the next bytes into `target` and says how many; 0 means the end.
   * Answers without a promise where it can: a small file read synchronously costs a tenth of an awaited one.
   * @throws SourceFailure when the object cannot be read (any further).
   */
  read(target: Uint8Array): number | Promise<number>
  close(): void | Promise<void>
}

/** Bytes [from, to) of an object. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}
