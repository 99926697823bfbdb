// Before a question about buckets is answered: the names are listed anew, and buckets that list fast are counted anew.
//
// The one fact to know: the question waits for a bounded time only. What is not ready then is answered from the rows,
// and lastUpdated says how old that is.
import { setTimeout } from 'node:timers/promises'
import { findQuickStaleBuckets } from '../store/buckets.ts'
import type { InventoryContext } from './inventory-context.ts'
import { listNames } from './list-names.ts'
import { freshMillis, refreshBucket } from './refresh-bucket.ts'

/** Resolves in a few seconds at most, whatever the stores do. */
export type Freshen = (accountId: string) => Promise<void>

const longestWaitMillis = 3_000
/** What refreshing took the last time, summed over the buckets of one question. */
const budgetMillis = 4_000
/** Of a bucket that was never listed. */
const newMillis = 100
/** A bucket with more is left to a turn. */
const mostPages = 5
const bucketsAtOnce = 8
/** A store that did not answer is not waited for again so soon. */
const restMillis = 15_000

export function openFreshen(context: InventoryContext): Freshen {
  const works = new Map<string, () => Promise<void>>()
  let restUntil = -Infinity

  async function bringUpToDate(accountId: string): Promise<void> {
    try {
      await listNames(context, [accountId])
      await countQuickOnes(context, accountId)
    } catch (error) {
      restUntil = performance.now() + restMillis
      context.warn(error as Error)
    }
  }

  return async (accountId) => {
    if (performance.now() < restUntil) return
    let work = works.get(accountId)
    if (work === undefined) works.set(accountId, (work = coalesced(() => bringUpToDate(accountId))))
    const waiting = new AbortController()
    const tooLong = setTimeout(longestWaitMillis, undefined, { ref: false, signal: waiting.signal })
    await Promise.race([work(), tooLong.catch(() => undefined)])
    waiting.abort()
  }
}

/** Callers share a run that begins after they came: one that is under way may have missed what they ask for. */
function coalesced(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const begin = async (): Promise<void> => {
    next = undefined
    running = run()
    await running
    running = undefined
  }
  return () => {
    if (running === undefined) return begin()
    next ??= running.then(begin)
    return next
  }
}

async function countQuickOnes(context: InventoryContext, accountId: string): Promise<void> {
  const before = new Date(context.clock().getTime() - freshMillis)
  const query = { accountId, before }
  const names = await findQuickStaleBuckets(context.db, query, { budgetMillis, newMillis })
  for (let from = 0; from < names.length; from += bucketsAtOnce) {
    await Promise.all(
      names.slice(from, from + bucketsAtOnce).map((name) => countQuick(context, { accountId, name })),
    )
  }
}

async function countQuick(
  context: InventoryContext,
  bucket: { readonly accountId: string; readonly name: string },
): Promise<void> {
  const outcome = await refreshBucket(context, bucket, { maxPages: mostPages })
  if (outcome !== 'left') return
  await context.sendTurns(context.db, [bucket])
  context.wake()
}
