// Several sources as one store: a bucket is looked up in them in their order, and the first that has it keeps it.
import { SourceFailure } from '../model/source-failure.ts'
import { openDirectoryStore } from './directory/directory-store.ts'
import { unknownProperties } from './unknown-properties.ts'
import {
  BucketFailure,
  type BucketProblem,
  type ObjectStore,
  type S3Source,
  type SourceConfig,
} from './object-store.ts'

export function openObjectStores(sources: readonly SourceConfig[]): ObjectStore {
  const stores = sources.map((source) =>
    source.kind === 'directory' ? openDirectoryStore(source) : openS3Lazily(source),
  )
  const [only] = stores
  if (only !== undefined && stores.length === 1) return only
  const found = new Map<string, ObjectStore>()

  async function storeOf(bucket: string): Promise<ObjectStore | BucketProblem> {
    const known = found.get(bucket)
    if (known !== undefined) return known
    let problem: BucketProblem = {
      problem: 'BUCKET_DOES_NOT_EXIST',
      message: `Cannot use bucket ${bucket}: it does not exist`,
    }
    for (const store of stores) {
      const described = await store.describeBucket(bucket)
      if (!('problem' in described)) {
        found.set(bucket, store)
        return store
      }
      // "Refused" by one source says more than "not here" by another.
      if (described.problem !== 'BUCKET_DOES_NOT_EXIST') problem = described
    }
    return problem
  }

  return {
    async listBuckets() {
      const lists = await Promise.all(stores.map((store) => store.listBuckets()))
      const names = new Set<string>()
      return lists.flat().filter(({ name }) => !names.has(name) && names.add(name))
    },
    async describeBucket(name) {
      found.delete(name) // asked at the start of a run: the bucket may have moved since
      const store = await storeOf(name)
      return 'problem' in store ? store : store.describeBucket(name)
    },
    async bucketProperties(name) {
      const store = await storeOf(name)
      return 'problem' in store ? unknownProperties({ bucket: store.message }) : store.bucketProperties(name)
    },
    async listObjects(bucket, page) {
      const store = await storeOf(bucket)
      if ('problem' in store)
        throw new BucketFailure(store, { retryable: store.problem === 'BUCKET_DETAILS_UNAVAILABLE' })
      return store.listObjects(bucket, page)
    },
    async open(bucket, entry, range) {
      const store = await storeOf(bucket)
      if ('problem' in store) throw withoutBucket(store)
      return store.open(bucket, entry, range)
    },
    async currentEntry(bucket, entry) {
      const store = await storeOf(bucket)
      if ('problem' in store) throw withoutBucket(store)
      return store.currentEntry(bucket, entry)
    },
    async objectTags(bucket, entry) {
      const store = await storeOf(bucket)
      return 'problem' in store ? undefined : store.objectTags(bucket, entry)
    },
    async objectEncryption(bucket, key) {
      const store = await storeOf(bucket)
      return 'problem' in store ? 'unknown' : store.objectEncryption(bucket, key)
    },
    close() {
      for (const store of stores) store.close()
    },
  }
}

function withoutBucket({ problem, message }: BucketProblem): SourceFailure {
  if (problem === 'BUCKET_DETAILS_UNAVAILABLE')
    return new SourceFailure('SOURCE_OBJECT_NO_LONGER_AVAILABLE', message, { retryable: true })
  const denied = problem === 'BUCKET_ACCESS_DENIED'
  return new SourceFailure(denied ? 'PERMISSION_DENIED' : 'NO_SUCH_BUCKET_AVAILABLE', message)
}

/** The AWS SDK takes 60 ms to load: whoever reads folders only does not wait for it. */
function openS3Lazily(source: S3Source): ObjectStore {
  const opening = import('./s3/s3-store.ts').then(({ openS3Store }) => openS3Store(source))
  return {
    listBuckets: async () => (await opening).listBuckets(),
    describeBucket: async (name) => (await opening).describeBucket(name),
    bucketProperties: async (name) => (await opening).bucketProperties(name),
    listObjects: async (bucket, page) => (await opening).listObjects(bucket, page),
    open: async (bucket, entry, range) => (await opening).open(bucket, entry, range),
    currentEntry: async (bucket, entry) => (await opening).currentEntry(bucket, entry),
    objectTags: async (bucket, entry) => (await opening).objectTags(bucket, entry),
    objectEncryption: async (bucket, key) => (await opening).objectEncryption(bucket, key),
    close: () => void opening.then((store) => store.close()),
  }
}
