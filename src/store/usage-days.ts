// The usage_days table: bytes of analysis by account and day (UTC), for ranges that are no calendar month.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export async function addDayUsage(
  trx: Kysely<Schema>,
  { accountId, bytes }: { readonly accountId: string; readonly bytes: number },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('usage_days')
    .values({ account_id: accountId, day: dayOf(now), bytes_analysed: bytes })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'day'])
        .doUpdateSet((set) => ({ bytes_analysed: set('usage_days.bytes_analysed', '+', bytes) })),
    )
    .execute()
}

/** Bytes by account from the day of `since` on; accounts that used nothing are missing. */
export async function sumUsageSince(
  db: Kysely<Schema>,
  accountIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('usage_days')
    .select(['account_id', sql<number>`sum(bytes_analysed)::bigint`.as('bytes')])
    .where('account_id', 'in', [...accountIds])
    .where('day', '>=', dayOf(since))
    .groupBy('account_id')
    .execute()
  return new Map(rows.map(({ account_id, bytes }) => [account_id, bytes]))
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10)
}
