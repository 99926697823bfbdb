// The access_keys table: who may call, for which account, with which policy. Secrets are sealed before they come here.
import type { Kysely, Selectable } from 'kysely'
import type { AccessKeysTable, Schema } from '../database/schema.ts'

export interface AccessKeyRow {
  readonly accessKeyId: string
  readonly accountId: string
  readonly sealedSecret: Buffer
  readonly policyName: string
  readonly policy: unknown
  /** Temporary keys only: SHA-256 of the session token, hexadecimal. */
  readonly sessionTokenHash: string | undefined
  readonly expiresAt: Date | undefined
  readonly createdAt: Date
}

/** Adds a key, or replaces the one of the same id. */
export async function saveAccessKey(db: Kysely<Schema>, key: AccessKeyRow): Promise<void> {
  const changing = {
    account_id: key.accountId,
    secret: key.sealedSecret,
    policy_name: key.policyName,
    policy: JSON.stringify(key.policy),
    session_token_hash: key.sessionTokenHash ?? null,
    expires_at: key.expiresAt ?? null,
    created_at: key.createdAt,
  }
  await db
    .insertInto('access_keys')
    .values({ access_key_id: key.accessKeyId, ...changing })
    .onConflict((conflict) => conflict.column('access_key_id').doUpdateSet(changing))
    .execute()
}

export async function findAccessKey(
  db: Kysely<Schema>,
  accessKeyId: string,
): Promise<AccessKeyRow | undefined> {
  const row = await db
    .selectFrom('access_keys')
    .selectAll()
    .where('access_key_id', '=', accessKeyId)
    .executeTakeFirst()
  return row && toAccessKey(row)
}

/** Of one account, or of all. At most 1,000, oldest first. */
export async function listAccessKeys(
  db: Kysely<Schema>,
  accountId: string | undefined,
): Promise<AccessKeyRow[]> {
  const rows = await db
    .selectFrom('access_keys')
    .selectAll()
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .orderBy('created_at')
    .orderBy('access_key_id')
    .limit(1_000)
    .execute()
  return rows.map(toAccessKey)
}

/** @returns whether there was such a key. */
export async function deleteAccessKey(db: Kysely<Schema>, accessKeyId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('access_keys')
    .where('access_key_id', '=', accessKeyId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function deleteExpiredAccessKeys(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('access_keys').where('expires_at', '<', before).execute()
}

/** Whether the account has a key with the built-in policy `admin` that does not expire. */
export async function hasLastingAdminKey(db: Kysely<Schema>, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('access_keys')
    .select('access_key_id')
    .where('account_id', '=', accountId)
    .where('policy_name', '=', 'admin')
    .where('expires_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function toAccessKey(row: Selectable<AccessKeysTable>): AccessKeyRow {
  return {
    accessKeyId: row.access_key_id,
    accountId: row.account_id,
    sealedSecret: row.secret,
    policyName: row.policy_name,
    policy: row.policy,
    sessionTokenHash: row.session_token_hash ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    createdAt: row.created_at,
  }
}

export interface SealedSecret {
  readonly accessKeyId: string
  readonly sealedSecret: Buffer
}

/** In the order of their ids, at most 1,000 at a time. */
export async function listSealedSecrets(db: Kysely<Schema>, after: string): Promise<readonly SealedSecret[]> {
  const rows = await db
    .selectFrom('access_keys')
    .select(['access_key_id', 'secret'])
    .where('access_key_id', '>', after)
    .orderBy('access_key_id')
    .limit(1_000)
    .execute()
  return rows.map((row) => ({ accessKeyId: row.access_key_id, sealedSecret: row.secret }))
}

export async function replaceSealedSecret(
  db: Kysely<Schema>,
  { accessKeyId, sealedSecret }: SealedSecret,
): Promise<void> {
  await db
    .updateTable('access_keys')
    .set({ secret: sealedSecret })
    .where('access_key_id', '=', accessKeyId)
    .execute()
}
