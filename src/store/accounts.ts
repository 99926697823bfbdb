// The accounts table: one row an account, its session with the service.
//
// A row stays after DisableMacie, so that the account stays disabled over restarts; no row means never enabled.
import type { Kysely, Selectable } from 'kysely'
import type { AccountsTable, Schema } from '../database/schema.ts'

export type FindingPublishingFrequency = 'FIFTEEN_MINUTES' | 'ONE_HOUR' | 'SIX_HOURS'

export interface Session {
  readonly accountId: string
  readonly status: 'ENABLED' | 'PAUSED' | 'DISABLED'
  readonly findingPublishingFrequency: FindingPublishingFrequency
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** The account's session, also a DISABLED one; undefined where the account never had one. */
export async function findSession(db: Kysely<Schema>, accountId: string): Promise<Session | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && toSession(row)
}

/** Of every account for which the service is on or suspended, by account; a server has few. */
export async function findActiveSessions(db: Kysely<Schema>): Promise<readonly Session[]> {
  const rows = await db
    .selectFrom('accounts')
    .selectAll()
    .where('status', '<>', 'DISABLED')
    .orderBy('account_id')
    .execute()
  return rows.map(toSession)
}

/** As `findSession`, holding the row until the transaction ends: changes of one session come one after another. */
export async function lockSession(trx: Kysely<Schema>, accountId: string): Promise<Session | undefined> {
  const row = await trx
    .selectFrom('accounts')
    .selectAll()
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row && toSession(row)
}

/**
 * As `lockSession` for an account that may have no row yet: it gets a DISABLED one, so that of two who enable it in one
 * moment the second waits, and sees what the first did.
 */
export async function lockNewSession(
  trx: Kysely<Schema>,
  accountId: string,
  now: Date,
): Promise<Session | undefined> {
  await insertUnlessThere(trx, { accountId, status: 'DISABLED', now })
  return lockSession(trx, accountId)
}

/** Writes the session, whether or not there was one. */
export async function saveSession(db: Kysely<Schema>, session: Session): Promise<void> {
  const changing = {
    status: session.status,
    finding_publishing_frequency: session.findingPublishingFrequency,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  }
  await db
    .insertInto('accounts')
    .values({ account_id: session.accountId, ...changing })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(changing))
    .execute()
}

/** Enables an account that never had a session; one that has, or had, is left alone. */
export function addFirstSession(db: Kysely<Schema>, accountId: string, now: Date): Promise<void> {
  return insertUnlessThere(db, { accountId, status: 'ENABLED', now })
}

async function insertUnlessThere(
  db: Kysely<Schema>,
  {
    accountId,
    status,
    now,
  }: { readonly accountId: string; readonly status: Session['status']; readonly now: Date },
): Promise<void> {
  await db
    .insertInto('accounts')
    .values({
      account_id: accountId,
      status,
      finding_publishing_frequency: 'FIFTEEN_MINUTES',
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute()
}

function toSession(row: Selectable<AccountsTable>): Session {
  return {
    accountId: row.account_id,
    status: row.status,
    findingPublishingFrequency: row.finding_publishing_frequency as FindingPublishingFrequency,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
