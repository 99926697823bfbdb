// What keeping the inventory fresh needs from the rest of the program.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Unclassifiable } from '../model/bucket-counts.ts'
import type { ObjectStore } from '../objects/object-store.ts'
import type { BucketKey } from '../store/buckets.ts'

export interface InventoryContext {
  readonly db: Kysely<Schema>
  readonly store: ObjectStore
  readonly clock: () => Date
  /** The rule of runs, by name and storage class alone. */
  readonly whyUnclassifiable: (key: string, storageClass: string | undefined) => Unclassifiable
  /** Sends the turns that refresh these buckets, with the transaction. */
  readonly sendTurns: (trx: Kysely<Schema>, buckets: readonly BucketKey[]) => Promise<void>
  /** After the commit: whoever waits for turns looks now. */
  readonly wake: () => void
  /** A bucket is refreshed so long after the time before, whatever happens. */
  readonly refreshEveryMillis: number
  readonly warn: (error: Error) => void
}

/** Beyond these an account's buckets are named and no more: the ones made last are kept. */
export const maximumBuckets = 10_000
