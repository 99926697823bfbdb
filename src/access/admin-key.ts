// The first access key: made at the first start, or taken from the environment, for the server's own account.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { findAccessKey, hasLastingAdminKey } from '../store/access-keys.ts'
import { newAccessKey, storeAccessKey } from './access-keys.ts'
import { adminPolicy } from './policy.ts'
import { writePrivateFile } from './private-file.ts'
import type { Secrets } from './secrets.ts'

export interface AdminKeyOptions {
  readonly db: Kysely<Schema>
  readonly secrets: Secrets
  readonly accountId: string
  /** Where the generated key is written, in the AWS shared-credentials format. */
  readonly credentialsFile: string
  /** From the environment: used instead of a generated one. */
  readonly given?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined
}

/** @returns whether a key was generated and written to `credentialsFile`. */
export async function ensureAdminKey(
  options: AdminKeyOptions,
  now: Date,
): Promise<{ readonly written: boolean }> {
  const { db, accountId, given } = options
  if (given !== undefined) {
    await keepGivenKey(options, given, now)
    return { written: false }
  }
  if (await hasLastingAdminKey(db, accountId)) return { written: false }
  const key = newAccessKey(false)
  // File first: a key in the store that nobody can read would never be replaced.
  await writePrivateFile(
    options.credentialsFile,
    `[magpie]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`,
  )
  await storeAccessKey(options.secrets, { ...key, accountId, policyName: 'admin', policy: adminPolicy }, now)
  return { written: true }
}

/** Leaves the row alone where it already says this, so that a restart writes nothing. */
async function keepGivenKey(
  options: AdminKeyOptions,
  given: NonNullable<AdminKeyOptions['given']>,
  now: Date,
): Promise<void> {
  const { db, secrets, accountId } = options
  const row = await findAccessKey(db, given.accessKeyId)
  if (row && row.accountId === accountId && row.policyName === 'admin' && row.expiresAt === undefined) {
    if ((await secrets.open(row.accessKeyId, row.sealedSecret)) === given.secretAccessKey) return
  }
  const key = { ...given, sessionToken: undefined, accountId, policyName: 'admin', policy: adminPolicy }
  await storeAccessKey(secrets, key, now)
}
