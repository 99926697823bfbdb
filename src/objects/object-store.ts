// Where objects come from: buckets, their listings and the bytes of one object, whatever store holds them.
//
// The one fact to know: a listing page may hold entries that cannot be read at all. They are told apart
// (`unreadable`), never left out, so that a run's counts add up to what is there.
import type { BucketDescription, BucketProperties, ObjectEncryption, ObjectEntry } from '../model/bucket.ts'
import type { ByteRange, ByteSource } from '../model/byte-source.ts'
import type { ShortfallReason } from '../model/shortfall.ts'

export interface ObjectStore {
  /**
   * All of them, also those that may not be read: describing one says so.
   * @throws BucketFailure where the store does not answer.
   */
  listBuckets(): Promise<readonly BucketDescription[]>
  describeBucket(name: string): Promise<BucketDescription | BucketProblem>
  /** Each property is learned for itself: one that the store does not tell leaves the others alone. Never throws. */
  bucketProperties(name: string): Promise<BucketProperties>
  /**
   * Entries in ascending UTF-8 byte order of their keys, latest versions only.
   * @throws BucketFailure
   */
  listObjects(bucket: string, page: PageRequest): Promise<ObjectPage>
  /**
   * The object exactly as it was listed: another ETag is a SourceFailure (here or at the first read).
   * With a range, its bytes alone: the source ends where the range does.
   * @throws SourceFailure
   */
  open(bucket: string, entry: ObjectEntry, range?: ByteRange): ByteSource | Promise<ByteSource>
  /**
   * The object as it is now, to read it anew after it changed; undefined where it is gone.
   * @throws SourceFailure where the store does not tell
   */
  currentEntry(bucket: string, entry: ObjectEntry): Promise<ObjectEntry | undefined>
  /** undefined: the store does not tell; never the same as no tags. */
  objectTags(bucket: string, entry: ObjectEntry): Promise<ReadonlyMap<string, string> | undefined>
  /** Never throws: what the store does not tell is unknown. */
  objectEncryption(bucket: string, key: string): Promise<ObjectEncryption>
  close(): void
}

export interface PageRequest {
  /** What the page before gave; absent for the first one. */
  readonly continuation?: string | undefined
  /** Only keys that begin with it; the same for every page of a listing. */
  readonly prefix?: string | undefined
  /** At most this many; the store may give fewer. Default 1,000. */
  readonly maxKeys?: number
}

export interface ObjectPage {
  readonly entries: readonly ObjectEntry[]
  readonly unreadable: readonly UnreadableEntry[]
  /** Absent on the last page. */
  readonly continuation?: string
}

/** A name that is there and is no readable object: a link, a pipe, a folder that may not be opened (key ends in `/`). */
export interface UnreadableEntry {
  readonly key: string
  readonly reason: ShortfallReason
  readonly detail: string
  /** 0 where it has none. */
  readonly size: number
}

/** The word is the event type that jobs report it by. */
export interface BucketProblem {
  readonly problem:
    | 'BUCKET_ACCESS_DENIED'
    | 'BUCKET_DOES_NOT_EXIST'
    | 'BUCKET_DETAILS_UNAVAILABLE'
    | 'BUCKET_IN_DIFFERENT_REGION'
    | 'BUCKET_OWNER_CHANGED'
  readonly message: string
}

export class BucketFailure extends Error implements BucketProblem {
  override readonly name = 'BucketFailure'
  readonly problem: BucketProblem['problem']
  /** True where asking again later may help: the store is slow, away or out of order. */
  readonly retryable: boolean

  constructor(found: BucketProblem, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(found.message, options.cause === undefined ? {} : { cause: options.cause })
    this.problem = found.problem
    this.retryable = options.retryable ?? false
  }
}

/** Plain data: it is sent to scan threads. */
export type SourceConfig = DirectorySource | S3Source

export interface DirectorySource {
  readonly kind: 'directory'
  /** Each folder inside is a bucket. */
  readonly root: string
  /** The account that owns the buckets. */
  readonly accountId: string
  readonly region: string
}

export interface S3Source {
  readonly kind: 's3'
  /** Absent: AWS itself. */
  readonly endpoint?: string
  readonly region: string
  /** Both absent: the AWS SDK's own chain. */
  readonly accessKeyId?: string
  readonly secretAccessKey?: string
  readonly accountId: string
  readonly patience?: Patience
}

/** How long a store is asked again that is busy or away. */
export interface Patience {
  /** Tries in all. */
  readonly attempts: number
  /** Upper bound of the first wait, in ms; it doubles with each try, and half of it is random. */
  readonly firstWait: number
}
