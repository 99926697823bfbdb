// The buckets table, for whoever keeps it fresh. Reading it by criteria: list-buckets.ts.
//
// The one fact to know: a listing of a large bucket is many turns' work. Its state is saved under the attempt of whoever
// took it last; a taker who has lost it saves nothing.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { BucketCounts } from '../model/bucket-counts.ts'
import type { BucketDescription, BucketProperties } from '../model/bucket.ts'

export interface BucketKey {
  readonly accountId: string
  readonly name: string
}

export interface BucketListing {
  readonly continuation: string
  readonly counts: BucketCounts
  /** Objects whose encryption was asked for. */
  readonly asked: number
  readonly startedAt: string
}

export interface TakenBucket extends BucketKey {
  readonly attempt: number
  readonly listing: BucketListing | undefined
  readonly lastUpdated: Date | undefined
}

export type BucketErrorCode = 'ACCESS_DENIED' | 'BUCKET_COUNT_EXCEEDS_QUOTA'

/** What was learned, or why nothing can be. */
export type BucketState =
  | {
      readonly description: BucketDescription
      readonly properties: BucketProperties
      readonly counts: BucketCounts
      readonly tookMillis: number
    }
  | { readonly errorCode: BucketErrorCode; readonly errorMessage: string }

export async function findBucketNames(
  db: Kysely<Schema>,
  accountId: string,
): Promise<readonly { readonly name: string; readonly isBeyondQuota: boolean }[]> {
  const rows = await db
    .selectFrom('buckets')
    .select(['name', 'error_code'])
    .where('account_id', '=', accountId)
    .execute()
  return rows.map(({ name, error_code: code }) => ({
    name,
    isBeyondQuota: code === 'BUCKET_COUNT_EXCEEDS_QUOTA',
  }))
}

/** Adds those that are not there, due at once. */
export async function insertBuckets(
  db: Kysely<Schema>,
  buckets: readonly BucketDescription[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < buckets.length; from += 1_000) {
    const rows = buckets.slice(from, from + 1_000).map((bucket) => ({
      account_id: bucket.accountId,
      name: bucket.name,
      region: bucket.region,
      created_at: bucket.createdAt ?? null,
      due_at: now,
    }))
    await db
      .insertInto('buckets')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

export async function deleteBuckets(
  db: Kysely<Schema>,
  accountId: string,
  names: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('buckets')
    .where('account_id', '=', accountId)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .execute()
}

/** These are more than are kept fresh. */
export async function giveUpBuckets(
  db: Kysely<Schema>,
  { accountId, names }: { readonly accountId: string; readonly names: readonly string[] },
  error: { readonly errorCode: BucketErrorCode; readonly errorMessage: string; readonly now: Date },
): Promise<void> {
  await db
    .updateTable('buckets')
    .set({ ...stateColumns(error), last_updated: error.now })
    .where('account_id', '=', accountId)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .execute()
}

/** These had been given up, and are kept fresh again. */
export async function takeUpBuckets(
  db: Kysely<Schema>,
  { accountId, names }: { readonly accountId: string; readonly names: readonly string[] },
  now: Date,
): Promise<void> {
  await db
    .updateTable('buckets')
    .set({ error_code: null, error_message: null, due_at: now })
    .where('account_id', '=', accountId)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .execute()
}

/** At most so many of an account that are due, and when they will be due again. */
export async function claimDueBuckets(
  trx: Kysely<Schema>,
  { accountId, limit }: { readonly accountId: string; readonly limit: number },
  { now, next }: { readonly now: Date; readonly next: Date },
): Promise<readonly string[]> {
  const due = trx
    .selectFrom('buckets')
    .select('name')
    .where('account_id', '=', accountId)
    .where('due_at', '<=', now)
    .where(isKept)
    .orderBy('due_at')
    .orderBy('name')
    .limit(limit)
    .forUpdate()
    .skipLocked()
  const rows = await trx
    .updateTable('buckets')
    .set({ due_at: next })
    .where('account_id', '=', accountId)
    .where('name', 'in', due)
    .returning('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** It is due at this time, unless it is sooner. */
export async function putOffBucket(
  db: Kysely<Schema>,
  { accountId, name }: BucketKey,
  dueAt: Date,
): Promise<void> {
  await db
    .updateTable('buckets')
    .set({ due_at: sql`least(due_at, ${dueAt})` })
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .execute()
}

/**
 * Names of an account's buckets that were last learned before `before`, the oldest first, as long as the sum of what
 * they took then stays within `budgetMillis`.
 */
export async function findQuickStaleBuckets(
  db: Kysely<Schema>,
  { accountId, before }: { readonly accountId: string; readonly before: Date },
  { budgetMillis, newMillis }: { readonly budgetMillis: number; readonly newMillis: number },
): Promise<readonly string[]> {
  const stale = db
    .selectFrom('buckets')
    .select([
      'name',
      sql<number>`sum(coalesce(refresh_millis, ${newMillis}) + 1) over (order by last_updated nulls first, name)`.as(
        'together',
      ),
    ])
    .where('account_id', '=', accountId)
    .where((bucket) => bucket.or([bucket('last_updated', 'is', null), bucket('last_updated', '<', before)]))
    .where('listing', 'is', null)
    .where(sql<boolean>`coalesce(refresh_millis, ${newMillis}) <= ${budgetMillis}`)
    .where(isKept)
  const rows = await db
    .selectFrom(stale.as('stale'))
    .select('name')
    .where('together', '<=', budgetMillis)
    .orderBy('together')
    .execute()
  return rows.map(({ name }) => name)
}

/** From now on only the taker saves; undefined where the bucket is gone. */
export async function takeBucket(
  db: Kysely<Schema>,
  { accountId, name }: BucketKey,
): Promise<TakenBucket | undefined> {
  const row = await db
    .updateTable('buckets')
    .set((set) => ({ attempt: set('attempt', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .returning(['attempt', 'listing', 'last_updated'])
    .executeTakeFirst()
  return (
    row && {
      accountId,
      name,
      attempt: row.attempt,
      listing: (row.listing as BucketListing | null) ?? undefined,
      lastUpdated: row.last_updated ?? undefined,
    }
  )
}

/** @returns false where another has taken the bucket since */
export async function saveBucketListing(
  db: Kysely<Schema>,
  taken: TakenBucket,
  listing: BucketListing | undefined,
): Promise<boolean> {
  const saved = await ofTaker(db, taken)
    .set({ listing: listing === undefined ? null : JSON.stringify(listing) })
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** @returns false where another has taken the bucket since */
export async function saveBucketState(
  db: Kysely<Schema>,
  taken: TakenBucket,
  { state, now }: { readonly state: BucketState; readonly now: Date },
): Promise<boolean> {
  const saved = await ofTaker(db, taken)
    .set({ ...stateColumns(state), last_updated: now, listing: null })
    .executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function ofTaker(db: Kysely<Schema>, { accountId, name, attempt }: TakenBucket) {
  return db
    .updateTable('buckets')
    .where('account_id', '=', accountId)
    .where('name', '=', name)
    .where('attempt', '=', attempt)
}

const isKept = sql<boolean>`error_code is distinct from 'BUCKET_COUNT_EXCEEDS_QUOTA'`

function stateColumns(state: BucketState) {
  if ('errorCode' in state) {
    const nothing = { properties: null, counts: null, tags: null }
    return { error_code: state.errorCode, error_message: state.errorMessage, ...nothing }
  }
  const { description, properties, counts, tookMillis } = state
  const { region, createdAt, tags } = description
  return {
    region,
    created_at: createdAt ?? null,
    tags: tags === undefined ? null : JSON.stringify(Object.fromEntries(tags)),
    properties: JSON.stringify(properties),
    counts: JSON.stringify(counts),
    error_code: null,
    error_message: null,
    refresh_millis: tookMillis,
  }
}
