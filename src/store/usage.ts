// The usage table: bytes of analysis by account and calendar month (UTC).
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/** Gives the month's sum after it, and holds the row. */
export async function addUsage(
  trx: Kysely<Schema>,
  { accountId, bytes }: { readonly accountId: string; readonly bytes: number },
  now: Date,
): Promise<number> {
  const row = await trx
    .insertInto('usage')
    .values({ account_id: accountId, month: monthOf(now), bytes_analysed: bytes })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'month'])
        .doUpdateSet((set) => ({ bytes_analysed: set('usage.bytes_analysed', '+', bytes) })),
    )
    .returning('bytes_analysed')
    .executeTakeFirstOrThrow()
  return row.bytes_analysed
}

export async function findUsage(db: Kysely<Schema>, accountId: string, now: Date): Promise<number> {
  const row = await db
    .selectFrom('usage')
    .select('bytes_analysed')
    .where('account_id', '=', accountId)
    .where('month', '=', monthOf(now))
    .executeTakeFirst()
  return row?.bytes_analysed ?? 0
}

function monthOf(now: Date): string {
  return `${now.toISOString().slice(0, 7)}-01`
}
