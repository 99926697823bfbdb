// The numbers of a bucket, page of its listing by page.
import type {
  BucketCounts,
  EncryptionCounts,
  Unclassifiable,
  UnclassifiableCounts,
} from '../model/bucket-counts.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import type { ObjectPage } from '../objects/object-store.ts'

/** Of an object, in the words of the counts. */
export type EncryptionOf = (entry: ObjectEntry) => keyof EncryptionCounts

export interface CountingRules {
  readonly whyUnclassifiable: (key: string, storageClass: string | undefined) => Unclassifiable
  readonly encryptionOf: EncryptionOf
}

export const noObjects: BucketCounts = {
  objectCount: 0,
  sizeInBytes: 0,
  sizeInBytesCompressed: 0,
  classifiableObjectCount: 0,
  classifiableSizeInBytes: 0,
  unclassifiableObjectCount: { fileType: 0, storageClass: 0, total: 0 },
  unclassifiableObjectSizeInBytes: { fileType: 0, storageClass: 0, total: 0 },
  objectCountByEncryptionType: {
    customerManaged: 0,
    kmsManaged: 0,
    s3Managed: 0,
    unencrypted: 0,
    unknown: 0,
  },
}

/** What was counted before, and this page. A folder that may not be opened is no object; another unreadable name is one. */
export function addPage(counts: BucketCounts, page: ObjectPage, rules: CountingRules): BucketCounts {
  const sum = structuredClone(counts) as Writable<BucketCounts>
  for (const entry of page.entries) {
    const { key, size, storageClass } = entry
    addObject(sum, { key, size, why: rules.whyUnclassifiable(key, storageClass) })
    sum.objectCountByEncryptionType[rules.encryptionOf(entry)]++
  }
  for (const { key, size, reason } of page.unreadable) {
    if (key.endsWith('/')) continue
    const why = { fileType: reason === 'UNSUPPORTED_FILE_TYPE_EXCEPTION', storageClass: false }
    addObject(sum, { key, size, why, isUnreadable: true })
    sum.objectCountByEncryptionType.unknown++
  }
  return sum
}

interface Counted {
  readonly key: string
  readonly size: number
  readonly why: Unclassifiable
  readonly isUnreadable?: boolean
}

function addObject(sum: Writable<BucketCounts>, { key, size, why, isUnreadable = false }: Counted): void {
  sum.objectCount++
  sum.sizeInBytes += size
  if (/\.(gz|gzip|zip)$/i.test(key)) sum.sizeInBytesCompressed += size
  if (!why.fileType && !why.storageClass && !isUnreadable) {
    sum.classifiableObjectCount++
    sum.classifiableSizeInBytes += size
    return
  }
  addReasons(sum.unclassifiableObjectCount, why, 1)
  addReasons(sum.unclassifiableObjectSizeInBytes, why, size)
}

function addReasons(sum: Writable<UnclassifiableCounts>, why: Unclassifiable, amount: number): void {
  sum.total += amount
  if (why.fileType) sum.fileType += amount
  if (why.storageClass) sum.storageClass += amount
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] extends object ? Writable<T[Key]> : T[Key] }
