// The reveal_configurations table: whether, and with whose right, samples of an account's findings may be revealed.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export interface RevealConfiguration {
  readonly status: 'ENABLED' | 'DISABLED'
  /** Stays when revealing is disabled. */
  readonly kmsKeyId: string | undefined
  readonly retrieval:
    | { readonly retrievalMode: 'CALLER_CREDENTIALS' }
    | {
        readonly retrievalMode: 'ASSUME_ROLE'
        readonly roleName: string
        /** Made when the mode was chosen. */
        readonly externalId: string
      }
}

const atFirst: RevealConfiguration = {
  status: 'DISABLED',
  kmsKeyId: undefined,
  retrieval: { retrievalMode: 'CALLER_CREDENTIALS' },
}

/** Disabled where the account never said otherwise. */
export async function findRevealConfiguration(
  db: Kysely<Schema>,
  accountId: string,
): Promise<RevealConfiguration> {
  const row = await db
    .selectFrom('reveal_configurations')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (row === undefined) return atFirst
  const { status, kms_key_id, retrieval_mode, role_name, external_id } = row
  const isRole = retrieval_mode === 'ASSUME_ROLE' && role_name !== null && external_id !== null
  return {
    status,
    kmsKeyId: kms_key_id ?? undefined,
    retrieval: isRole
      ? { retrievalMode: 'ASSUME_ROLE', roleName: role_name, externalId: external_id }
      : { retrievalMode: 'CALLER_CREDENTIALS' },
  }
}

export async function saveRevealConfiguration(
  db: Kysely<Schema>,
  accountId: string,
  { status, kmsKeyId, retrieval }: RevealConfiguration,
): Promise<void> {
  const role = retrieval.retrievalMode === 'ASSUME_ROLE' ? retrieval : undefined
  const wanted = {
    status,
    kms_key_id: kmsKeyId ?? null,
    retrieval_mode: retrieval.retrievalMode,
    role_name: role?.roleName ?? null,
    external_id: role?.externalId ?? null,
  }
  await db
    .insertInto('reveal_configurations')
    .values({ account_id: accountId, ...wanted })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(wanted))
    .execute()
}
