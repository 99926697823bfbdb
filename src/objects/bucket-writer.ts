// Writing objects of our own into a bucket that the user named: the one way in which Magpie writes to buckets. Nothing is
// ever deleted or read there.
import { openDirectoryWriter } from './directory/directory-writer.ts'
import {
  BucketFailure,
  type BucketProblem,
  type ObjectStore,
  type S3Source,
  type SourceConfig,
} from './object-store.ts'
import { openObjectStores } from './open-object-stores.ts'

export interface BucketWriter {
  /**
   * A whole object, durably; one of the same key is replaced.
   * @throws BucketFailure
   */
  put(target: WriteTarget, body: Buffer): Promise<void>
  /**
   * As `put`, to learn whether the store takes the key for encryption: one that knows no such keys gets the object without.
   * @throws BucketFailure
   */
  test(target: WriteTarget, body: Buffer): Promise<{ readonly encrypts: boolean }>
  close(): void
}

export interface WriteTarget {
  readonly bucket: string
  readonly key: string
  /** The account for which it is written: the bucket must be its own. */
  readonly accountId: string
  readonly expectedBucketOwner?: string | undefined
  readonly kmsKeyArn?: string | undefined
}

/** Of one source, in whose bucket everything goes. */
export type SourceWriter = Omit<BucketWriter, 'close'> & { close(): void }

export function openBucketWriter(sources: readonly SourceConfig[]): BucketWriter {
  const parts = sources.map((source) => ({
    source,
    store: openObjectStores([source]),
    writer: source.kind === 'directory' ? openDirectoryWriter(source) : openS3Lazily(source),
  }))
  const found = new Map<string, SourceWriter>()

  async function writerFor(target: WriteTarget): Promise<SourceWriter> {
    const asked = JSON.stringify([target.bucket, target.accountId, target.expectedBucketOwner])
    const known = found.get(asked)
    if (known !== undefined) return known
    let problem: BucketProblem = refused(target.bucket, 'BUCKET_DOES_NOT_EXIST', 'it does not exist')
    for (const { source, store, writer } of parts) {
      const described = await describe(store, source, target)
      if (!('problem' in described)) {
        found.set(asked, writer)
        return writer
      }
      if (described.problem !== 'BUCKET_DOES_NOT_EXIST') problem = described
    }
    throw new BucketFailure(problem, { retryable: problem.problem === 'BUCKET_DETAILS_UNAVAILABLE' })
  }

  async function writing<T>(target: WriteTarget, write: (writer: SourceWriter) => Promise<T>): Promise<T> {
    try {
      return await write(await writerFor(target))
    } catch (error) {
      found.clear() // the bucket may have moved since
      throw error
    }
  }

  return {
    put: (target, body) => writing(target, (writer) => writer.put(target, body)),
    test: (target, body) => writing(target, (writer) => writer.test(target, body)),
    close() {
      for (const { store, writer } of parts) {
        store.close()
        writer.close()
      }
    },
  }
}

async function describe(
  store: ObjectStore,
  source: SourceConfig,
  { bucket, accountId, expectedBucketOwner }: WriteTarget,
): Promise<BucketProblem | { readonly found: true }> {
  const described = await store.describeBucket(bucket)
  if ('problem' in described) return described
  if (described.accountId !== accountId)
    return refused(bucket, 'BUCKET_ACCESS_DENIED', 'another account owns it')
  // AWS itself compares the owner, whom it knows better than our settings do.
  const asksStore = source.kind === 's3' && source.endpoint === undefined
  if (!asksStore && expectedBucketOwner !== undefined && expectedBucketOwner !== described.accountId)
    return refused(bucket, 'BUCKET_ACCESS_DENIED', 'its owner is not the expected one')
  return { found: true }
}

function refused(bucket: string, problem: BucketProblem['problem'], why: string): BucketProblem {
  return { problem, message: `Cannot use bucket ${bucket}: ${why}` }
}

/** The AWS SDK is loaded only where it is used. */
function openS3Lazily(source: S3Source): SourceWriter {
  let opening: Promise<SourceWriter> | undefined
  const opened = (): Promise<SourceWriter> =>
    (opening ??= import('./s3/s3-writer.ts').then(({ openS3Writer }) => openS3Writer(source)))
  return {
    put: async (target, body) => (await opened()).put(target, body),
    test: async (target, body) => (await opened()).test(target, body),
    close: () => void opening?.then((writer) => writer.close()),
  }
}
