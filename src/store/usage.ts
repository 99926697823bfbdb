// The usage table: bytes of analysis by account and calendar month (UTC).
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { addDayUsage } from './usage-days.ts'

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
  await addDayUsage(trx, { accountId, bytes }, now)
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

export interface MonthUsage {
  readonly accountId: string
  /** Its first day. */
  readonly month: string
  readonly bytesAnalysed: number
}

export interface UsageQuery {
  /** undefined: every account. */
  readonly accountId: string | undefined
  readonly after: Pick<MonthUsage, 'accountId' | 'month'> | undefined
  readonly limit: number
}

/** Latest month first, then by account. */
export async function listUsage(
  db: Kysely<Schema>,
  { accountId, after, limit }: UsageQuery,
): Promise<readonly MonthUsage[]> {
  const rows = await db
    .selectFrom('usage')
    .select(['account_id', 'month', 'bytes_analysed'])
    .$if(accountId !== undefined, (select) => select.where('account_id', '=', accountId ?? ''))
    .$if(after !== undefined, (select) =>
      select.where(
        sql<boolean>`(month < ${after?.month}::date
          or (month = ${after?.month}::date and account_id > ${after?.accountId}))`,
      ),
    )
    .orderBy('month', 'desc')
    .orderBy('account_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    accountId: row.account_id,
    month: row.month,
    bytesAnalysed: row.bytes_analysed,
  }))
}

function monthOf(now: Date): string {
  return `${now.toISOString().slice(0, 7)}-01`
}
