// Who an access key id stands for, kept for a second.
//
// A second is the price of a revocation in another process; in this one it takes effect at once. Without it every
// request would wait for the store twice.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { findAccessKey } from '../store/access-keys.ts'
import type { Policy } from './policy.ts'
import type { Secrets } from './secrets.ts'

export interface Principal {
  readonly accessKeyId: string
  readonly accountId: string
  readonly secretAccessKey: string
  readonly policyName: string
  readonly policy: Policy
  /** Temporary keys only: SHA-256 of the session token, hexadecimal. */
  readonly sessionTokenHash: string | undefined
  readonly expiresAt: Date | undefined
}

export interface Principals {
  find(accessKeyId: string, now: Date): Promise<Principal | undefined>
  readonly forget: (accessKeyId: string) => void
}

const keptMilliseconds = 1_000
const mostKept = 10_000

export function openPrincipals(db: Kysely<Schema>, secrets: Secrets): Principals {
  const known = new Map<string, { readonly principal: Principal; readonly readAt: number }>()
  return {
    async find(accessKeyId, now) {
      const kept = known.get(accessKeyId)
      const age = now.getTime() - (kept?.readAt ?? 0)
      if (kept && age >= 0 && age < keptMilliseconds) return kept.principal
      known.delete(accessKeyId)
      const row = await findAccessKey(db, accessKeyId)
      if (row === undefined) return undefined
      const { sealedSecret, policy, createdAt: _, ...rest } = row
      const secretAccessKey = await secrets.open(accessKeyId, sealedSecret)
      const principal = { ...rest, secretAccessKey, policy: policy as Policy }
      if (known.size >= mostKept) known.clear()
      known.set(accessKeyId, { principal, readAt: now.getTime() })
      return principal
    },
    forget: (accessKeyId) => void known.delete(accessKeyId),
  }
}
