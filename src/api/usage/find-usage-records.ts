// The usage records that a caller may see, from the accounts' sessions, their bytes and their quota.
import { findActiveSessions, findSession, type Session } from '../../store/accounts.ts'
import { findQuotaPausedJobs } from '../../store/jobs.ts'
import { sumUsageSince } from '../../store/usage-days.ts'
import { managesAllAccounts } from '../extensions/manages-all-accounts.ts'
import type { Call } from '../operation.ts'
import { maciePrice } from './macie-price.ts'
import { startOf } from './time-range.ts'
import type { UsageRecord } from './usage-records.ts'

const terabyte = 2 ** 40

export async function findUsageRecords(
  call: Pick<Call<unknown>, 'context' | 'caller' | 'now'>,
  since: Date,
): Promise<UsageRecord[]> {
  const { context } = call
  const db = context.database.interactive
  const sessions = await visibleSessions(call)
  const accountIds = sessions.map(({ accountId }) => accountId)
  const bytes = await sumUsageSince(db, accountIds, since)
  const limit = context.monthlyQuotaBytes
  const limited = limit === undefined ? undefined : await limitedAccounts(call, accountIds, limit)
  return sessions.map(({ accountId, createdAt }) => ({
    accountId,
    freeTrialStartDate: createdAt,
    total: maciePrice(bytes.get(accountId) ?? 0),
    isServiceLimited: limited?.(accountId) ?? false,
    // The API has whole terabytes only.
    serviceLimit: limit === undefined ? undefined : Math.ceil(limit / terabyte),
  }))
}

/** Accounts that have met their quota of the month. */
async function limitedAccounts(
  { context, now }: Pick<Call<unknown>, 'context' | 'now'>,
  accountIds: readonly string[],
  quota: number,
): Promise<(accountId: string) => boolean> {
  const db = context.database.interactive
  const used = await sumUsageSince(db, accountIds, startOf('MONTH_TO_DATE', now))
  // A job waits as soon as its next object would exceed the quota: that is before all of it is used.
  const waiting = new Set((await findQuotaPausedJobs(db)).map(({ accountId }) => accountId))
  return (accountId) => (used.get(accountId) ?? 0) >= quota || waiting.has(accountId)
}

async function visibleSessions({
  context,
  caller,
}: Pick<Call<unknown>, 'context' | 'caller'>): Promise<readonly Session[]> {
  const db = context.database.interactive
  if (managesAllAccounts(context, caller)) return findActiveSessions(db)
  const session = await findSession(db, caller.accountId)
  return session === undefined ? [] : [session]
}
