// The rate_limits table: one row an account and operation, whoever answers.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export interface Turn {
  readonly accountId: string
  readonly operation: string
  readonly seconds: number
}

/**
 * Takes the account's turn, if its last was so many seconds ago. Of callers at once, one gets it. A last turn as far in
 * the future is one of a clock that was wrong, and does not count.
 */
export async function takeTurn(
  db: Kysely<Schema>,
  { accountId, operation, seconds }: Turn,
  now: Date,
): Promise<boolean> {
  const taken = await db
    .insertInto('rate_limits')
    .values({ account_id: accountId, operation, last_call_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'operation'])
        .doUpdateSet({ last_call_at: now })
        .where(
          sql<boolean>`abs(extract(epoch from ${now}::timestamptz - rate_limits.last_call_at)) >= ${seconds}`,
        ),
    )
    .returning('account_id')
    .executeTakeFirst()
  return taken !== undefined
}
