// Making, listing and revoking access keys. The secret is given out once, when the key is made.
import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import {
  deleteAccessKey,
  deleteExpiredAccessKeys,
  findAccessKey,
  listAccessKeys,
  saveAccessKey,
  type AccessKeyRow,
} from '../store/access-keys.ts'
import type { Policy } from './policy.ts'
import { sealSecret } from './seal-secret.ts'
import type { Secrets } from './secrets.ts'

export interface NewAccessKey {
  readonly accountId: string
  readonly policyName: string
  readonly policy: Policy
  /** A temporary key: it has a session token and ends then. */
  readonly expiresAt?: Date | undefined
}

export interface IssuedAccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

export interface AccessKeyDescription {
  readonly accessKeyId: string
  readonly accountId: string
  readonly policyName: string
  readonly expiresAt: Date | undefined
  readonly createdAt: Date
}

export interface AccessKeys {
  create(request: NewAccessKey, now: Date): Promise<IssuedAccessKey>
  /** Of one account, or of all. */
  list(accountId: string | undefined): Promise<readonly AccessKeyDescription[]>
  find(accessKeyId: string): Promise<AccessKeyDescription | undefined>
  /** @returns whether there was such a key. It stops at once here, within a second in other processes. */
  revoke(accessKeyId: string): Promise<boolean>
}

/** @param forget called with the id of a key that no longer holds. */
export function openAccessKeys(parts: {
  readonly db: Kysely<Schema>
  readonly secrets: Secrets
  readonly forget: (accessKeyId: string) => void
}): AccessKeys {
  const { db, secrets, forget } = parts
  return {
    async create(request, now) {
      const issued = newAccessKey(request.expiresAt !== undefined)
      await deleteExpiredAccessKeys(db, now)
      await storeAccessKey(secrets, { ...request, ...issued }, now)
      return issued
    },
    list: async (accountId) => (await listAccessKeys(db, accountId)).map(describe),
    async find(accessKeyId) {
      const row = await findAccessKey(db, accessKeyId)
      return row && describe(row)
    },
    async revoke(accessKeyId) {
      const existed = await deleteAccessKey(db, accessKeyId)
      forget(accessKeyId)
      return existed
    },
  }
}

/** 20 characters of id, 40 of secret, as clients expect them. */
export function newAccessKey(temporary: boolean): IssuedAccessKey {
  return {
    accessKeyId: (temporary ? 'MAGT' : 'MAGK') + base32(randomBytes(10)),
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: temporary ? randomBytes(48).toString('base64url') : undefined,
  }
}

export async function storeAccessKey(
  secrets: Secrets,
  key: NewAccessKey & IssuedAccessKey,
  now: Date,
): Promise<void> {
  const { accessKeyId, accountId, policyName, policy, expiresAt, secretAccessKey, sessionToken } = key
  await secrets.seal((trx, masterKey) =>
    saveAccessKey(trx, {
      accessKeyId,
      accountId,
      sealedSecret: sealSecret(masterKey, accessKeyId, secretAccessKey),
      policyName,
      policy,
      sessionTokenHash: sessionToken === undefined ? undefined : sessionTokenHash(sessionToken),
      expiresAt,
      createdAt: now,
    }),
  )
}

export function sessionTokenHash(sessionToken: string): string {
  return createHash('sha256').update(sessionToken).digest('hex')
}

function describe({
  accessKeyId,
  accountId,
  policyName,
  expiresAt,
  createdAt,
}: AccessKeyRow): AccessKeyDescription {
  return { accessKeyId, accountId, policyName, expiresAt, createdAt }
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)])
    .join('')
}
