// The master_key table: which key the stored secrets are sealed under. Its one row is what rotations and new secrets
// wait for each other at.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

/** undefined: nothing was ever sealed here. */
export async function findFingerprint(db: Kysely<Schema>): Promise<string | undefined> {
  return (await db.selectFrom('master_key').select('fingerprint').executeTakeFirst())?.fingerprint
}

/** Until the transaction ends, no rotation takes place. */
export async function holdFingerprint(trx: Kysely<Schema>): Promise<string | undefined> {
  const row = await trx.selectFrom('master_key').select('fingerprint').forShare().executeTakeFirst()
  return row?.fingerprint
}

/** Until the transaction ends, nobody seals a secret and no other rotation takes place. */
export async function lockFingerprint(trx: Kysely<Schema>): Promise<string | undefined> {
  const row = await trx.selectFrom('master_key').select('fingerprint').forUpdate().executeTakeFirst()
  return row?.fingerprint
}

/** Of the first start. @returns the one that counts: another process may have been first. */
export async function firstFingerprint(db: Kysely<Schema>, fingerprint: string): Promise<string | undefined> {
  await db
    .insertInto('master_key')
    .values({ fingerprint })
    .onConflict((conflict) => conflict.column('singleton').doNothing())
    .execute()
  return await findFingerprint(db)
}

export async function changeFingerprint(trx: Kysely<Schema>, fingerprint: string): Promise<void> {
  await trx.updateTable('master_key').set({ fingerprint }).execute()
}
