// Learns one bucket anew: its properties, and by listing it page by page what is in it.
//
// The one fact to know: no transaction spans a page. Every few pages the place and the numbers are saved under the
// taker's attempt, so a turn that is killed or given back goes on there, and one that lost the bucket saves nothing.
import { setImmediate } from 'node:timers/promises'
import type { BucketCounts, EncryptionCounts } from '../model/bucket-counts.ts'
import type { BucketProperties, ObjectEncryption, ObjectEntry } from '../model/bucket.ts'
import { BucketFailure, type BucketProblem, type ObjectPage } from '../objects/object-store.ts'
import {
  deleteBuckets,
  saveBucketListing,
  saveBucketState,
  takeBucket,
  type BucketKey,
  type BucketListing,
  type TakenBucket,
} from '../store/buckets.ts'
import { addPage, noObjects } from './count-objects.ts'
import type { InventoryContext } from './inventory-context.ts'

/** Data that is younger is not learned anew. */
export const freshMillis = 5_000
const pagesBetweenSaves = 10
/** Objects of a bucket whose encryption is asked for: each costs a request. Of the others it is not known. */
const mostAsked = 200
const askedAtOnce = 8

export interface RefreshLimits {
  readonly signal?: AbortSignal
  /** After so many pages the rest is left to a turn. */
  readonly maxPages?: number
}

/** `left`: there is more to list, and its place is saved. */
export type RefreshOutcome = 'refreshed' | 'fresh' | 'gone' | 'lost' | 'left'

/** @throws BucketFailure where the store does not answer now */
export async function refreshBucket(
  context: InventoryContext,
  key: BucketKey,
  limits: RefreshLimits = {},
): Promise<RefreshOutcome> {
  const taken = await takeBucket(context.db, key)
  if (taken === undefined) return 'gone'
  const age = context.clock().getTime() - (taken.lastUpdated?.getTime() ?? -Infinity)
  if (taken.listing === undefined && age < freshMillis) return 'fresh'
  try {
    return await learn(context, taken, limits)
  } catch (error) {
    if (!(error instanceof BucketFailure) || error.retryable) throw error
    return giveUp(context, taken, error)
  }
}

async function learn(
  context: InventoryContext,
  taken: TakenBucket,
  limits: RefreshLimits,
): Promise<RefreshOutcome> {
  const { db, store, clock } = context
  const startedAt = taken.listing?.startedAt ?? clock().toISOString()
  const description = await store.describeBucket(taken.name)
  if ('problem' in description) {
    const retryable = description.problem === 'BUCKET_DETAILS_UNAVAILABLE'
    throw new BucketFailure(description, { retryable })
  }
  if (description.accountId !== taken.accountId) return forget(context, taken)
  const properties = await store.bucketProperties(taken.name)
  const counts = await listAll(context, { taken, properties, startedAt }, limits)
  if (typeof counts === 'string') return counts
  const now = clock()
  const tookMillis = now.getTime() - Date.parse(startedAt)
  const state = { description, properties, counts, tookMillis }
  return (await saveBucketState(db, taken, { state, now })) ? 'refreshed' : 'lost'
}

interface Listing {
  readonly taken: TakenBucket
  readonly properties: BucketProperties
  readonly startedAt: string
}

async function listAll(
  context: InventoryContext,
  { taken, properties, startedAt }: Listing,
  { signal, maxPages = Infinity }: RefreshLimits,
): Promise<BucketCounts | 'lost' | 'left'> {
  let { counts, asked, continuation } = taken.listing ?? {
    counts: noObjects,
    asked: 0,
    continuation: undefined,
  }
  for (let pages = 1; ; pages++) {
    const page = await nextPage(context, taken, continuation)
    const told = await askEncryptions(context, { taken, page, most: mostAsked - asked })
    asked += told.size
    const encryptionOf = (entry: ObjectEntry): keyof EncryptionCounts =>
      encryptionWord(told.get(entry.key) ?? 'unknown', properties)
    counts = addPage(counts, page, { whyUnclassifiable: context.whyUnclassifiable, encryptionOf })
    if (page.continuation === undefined) return counts
    continuation = page.continuation
    const isOver = pages >= maxPages || signal?.aborted === true
    if (isOver || pages % pagesBetweenSaves === 0) {
      const listing: BucketListing = { continuation, counts, asked, startedAt }
      if (!(await saveBucketListing(context.db, taken, listing))) return 'lost'
    }
    signal?.throwIfAborted()
    if (isOver) return 'left'
    await setImmediate() // pages of a folder come without waiting: let others have their turn
  }
}

/** A place that the store does not know any more is forgotten: the next turn begins anew. */
async function nextPage(
  { db, store }: InventoryContext,
  taken: TakenBucket,
  continuation: string | undefined,
): Promise<ObjectPage> {
  try {
    return await store.listObjects(taken.name, { continuation })
  } catch (error) {
    const isPlaceLost =
      error instanceof BucketFailure &&
      !error.retryable &&
      error.problem === 'BUCKET_DETAILS_UNAVAILABLE' &&
      continuation !== undefined
    if (!isPlaceLost) throw error
    await saveBucketListing(db, taken, undefined)
    throw new BucketFailure(error, { retryable: true, cause: error })
  }
}

async function askEncryptions(
  { store }: InventoryContext,
  { taken, page, most }: { readonly taken: TakenBucket; readonly page: ObjectPage; readonly most: number },
): Promise<ReadonlyMap<string, ObjectEncryption>> {
  const keys = page.entries.slice(0, Math.max(0, most)).map(({ key }) => key)
  const told = new Map<string, ObjectEncryption>()
  for (let from = 0; from < keys.length; from += askedAtOnce) {
    await Promise.all(
      keys.slice(from, from + askedAtOnce).map(async (key) => {
        told.set(key, await store.objectEncryption(taken.name, key))
      }),
    )
  }
  return told
}

/** That a store names no encryption means none only where it knows of encryption. */
function encryptionWord(told: ObjectEncryption, { encryption }: BucketProperties): keyof EncryptionCounts {
  if (told !== 'none') return told
  return encryption === undefined ? 'unknown' : 'unencrypted'
}

async function giveUp(
  context: InventoryContext,
  taken: TakenBucket,
  { problem, message: errorMessage }: BucketProblem,
): Promise<RefreshOutcome> {
  if (problem === 'BUCKET_DOES_NOT_EXIST') return forget(context, taken)
  const state = { errorCode: 'ACCESS_DENIED', errorMessage } as const
  return (await saveBucketState(context.db, taken, { state, now: context.clock() })) ? 'refreshed' : 'lost'
}

async function forget({ db }: InventoryContext, { accountId, name }: TakenBucket): Promise<RefreshOutcome> {
  await deleteBuckets(db, accountId, [name])
  return 'gone'
}
