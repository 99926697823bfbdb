// The published request rates, for whoever wants them: at most one call in so many seconds for an account, over all
// processes of a database.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { takeTurn } from '../store/rate-limits.ts'
import { ApiError } from './errors.ts'
import type { Operation } from './operation.ts'

/** @throws ApiError 429 */
export async function limitRate(
  db: Kysely<Schema>,
  { name, rateLimit }: Operation,
  { accountId, now }: { readonly accountId: string; readonly now: Date },
): Promise<void> {
  if (rateLimit === undefined) return
  const { seconds } = rateLimit
  if (await takeTurn(db, { accountId, operation: name, seconds }, now)) return
  throw new ApiError(
    'ThrottlingException',
    `Rate exceeded: ${name} is limited to once in ${seconds} seconds.`,
  )
}
