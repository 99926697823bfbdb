// A bucket and its objects as a listing tells them, whatever store they are in.

export interface BucketDescription {
  readonly name: string
  /** 12 digits. */
  readonly accountId: string
  readonly region: string
  /** undefined where the store does not tell. */
  readonly createdAt: Date | undefined
  /** undefined: not known (never the same as no tags). */
  readonly tags: ReadonlyMap<string, string> | undefined
}

/** One entry of a listing. */
export interface ObjectEntry {
  readonly key: string
  readonly size: number
  /** Without quotes; for files a substitute that begins with `fs-`. */
  readonly eTag: string
  readonly versionId?: string
  readonly lastModified: Date
  /** As the store names it; absent means STANDARD. */
  readonly storageClass?: string
}
