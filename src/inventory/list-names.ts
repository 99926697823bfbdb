// Which buckets there are: the stores' lists become rows, and what is due gets a turn.
import type { BucketDescription } from '../model/bucket.ts'
import { findSession } from '../store/accounts.ts'
import {
  claimDueBuckets,
  deleteBuckets,
  findBucketNames,
  giveUpBuckets,
  insertBuckets,
  takeUpBuckets,
} from '../store/buckets.ts'
import { maximumBuckets, type InventoryContext } from './inventory-context.ts'

const turnsAtOnce = 500

export interface NamesLimits {
  /** Kept fresh in an account; default 10,000. */
  readonly most?: number
}

/**
 * Brings the rows of these accounts to what the stores list now; accounts without a session are left alone.
 * @throws BucketFailure where a store does not answer
 */
export async function listNames(
  context: InventoryContext,
  accountIds: readonly string[],
  { most = maximumBuckets }: NamesLimits = {},
): Promise<void> {
  const listed = await context.store.listBuckets()
  for (const accountId of new Set(accountIds)) {
    const session = await findSession(context.db, accountId)
    if (session?.status !== 'ENABLED') continue
    const buckets = listed.filter((bucket) => bucket.accountId === accountId)
    await bringToList(context, { accountId, buckets, most })
    await sendDue(context, accountId)
  }
}

interface AccountList {
  readonly accountId: string
  readonly buckets: readonly BucketDescription[]
  readonly most: number
}

async function bringToList(
  { db, clock }: InventoryContext,
  { accountId, buckets, most }: AccountList,
): Promise<void> {
  const known = new Map((await findBucketNames(db, accountId)).map((row) => [row.name, row.isBeyondQuota]))
  const kept = newest(buckets, most)
  const names = new Set(buckets.map(({ name }) => name))
  const added = buckets.filter(({ name }) => !known.has(name))
  const gone = [...known.keys()].filter((name) => !names.has(name))
  const given = buckets
    .filter(({ name }) => !kept.has(name) && known.get(name) !== true)
    .map(({ name }) => name)
  const taken = [...known].filter(([name, isBeyond]) => isBeyond && kept.has(name)).map(([name]) => name)
  if (added.length + gone.length + given.length + taken.length === 0) return
  const now = clock()
  await db.transaction().execute(async (trx) => {
    await insertBuckets(trx, added, now)
    await deleteBuckets(trx, accountId, gone)
    const errorMessage = `The account has more than ${most} buckets: this one is not among those made last.`
    const error = { errorCode: 'BUCKET_COUNT_EXCEEDS_QUOTA', errorMessage, now } as const
    await giveUpBuckets(trx, { accountId, names: given }, error)
    await takeUpBuckets(trx, { accountId, names: taken }, now)
  })
}

/** One of unknown age counts as the oldest; of the same age the first names are kept. */
function newest(buckets: readonly BucketDescription[], most: number): ReadonlySet<string> {
  if (buckets.length <= most) return new Set(buckets.map(({ name }) => name))
  const sorted = buckets.toSorted((a, b) => madeAt(b) - madeAt(a) || (a.name < b.name ? -1 : 1))
  return new Set(sorted.slice(0, most).map(({ name }) => name))
}

function madeAt({ createdAt }: BucketDescription): number {
  return createdAt?.getTime() ?? 0
}

/** Of several processes that look at once, one sends a bucket's turn. */
async function sendDue(context: InventoryContext, accountId: string): Promise<void> {
  const now = context.clock()
  const next = new Date(now.getTime() + context.refreshEveryMillis)
  for (let sent = turnsAtOnce; sent === turnsAtOnce;) {
    sent = await context.db.transaction().execute(async (trx) => {
      const names = await claimDueBuckets(trx, { accountId, limit: turnsAtOnce }, { now, next })
      await context.sendTurns(
        trx,
        names.map((name) => ({ accountId, name })),
      )
      return names.length
    })
    if (sent > 0) context.wake()
  }
}
