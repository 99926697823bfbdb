// Whether the caller's account may use the service: the check before every operation but those of the session itself.
//
// Reads may go by what was known up to a second ago; what changes something looks at the row itself.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { findSession, type Session } from '../store/accounts.ts'
import { ApiError } from './errors.ts'
import type { Operation } from './operation.ts'

const keptMilliseconds = 1_000

export interface SessionGate {
  /** The account's enabled or paused session. @throws ApiError 403 where there is none. */
  enter(operation: Operation, accountId: string, now: Date): Promise<Session>
  /** Forgets what was known: the account's session was changed here. */
  forget(accountId: string): void
}

export function sessionGate(db: Kysely<Schema>): SessionGate {
  const known = new Map<string, { readonly session: Session; readonly readAt: number }>()
  return {
    async enter(operation, accountId, now) {
      const kept = known.get(accountId)
      const age = now.getTime() - (kept?.readAt ?? 0)
      if (kept && operation.method === 'GET' && age >= 0 && age < keptMilliseconds) return kept.session
      const session = await findSession(db, accountId)
      if (session === undefined || session.status === 'DISABLED') {
        known.delete(accountId)
        throw notEnabled(operation.notEnabledMessage)
      }
      known.set(accountId, { session, readAt: now.getTime() })
      return session
    },
    forget: (accountId) => void known.delete(accountId),
  }
}

/** Without a full stop one tool compares this with the session's answer; with one, another looks for it in those of jobs. */
export function notEnabled(message = 'Macie is not enabled'): ApiError {
  return new ApiError('AccessDeniedException', message)
}
