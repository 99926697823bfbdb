// The reveal_requests table: who asked to see samples of which finding, when, and what came of it. The daily quota is
// counted from it. Never what was shown.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { lockSession } from './accounts.ts'

export interface RevealRequest {
  readonly accountId: string
  readonly findingId: string
  readonly accessKeyId: string
  readonly callerArn: string
  readonly askedAt: Date
}

export async function insertRevealRequest(
  db: Kysely<Schema>,
  request: RevealRequest,
  { started, outcome }: { readonly started: boolean; readonly outcome: string },
): Promise<number> {
  const { id } = await db
    .insertInto('reveal_requests')
    .values({
      account_id: request.accountId,
      finding_id: request.findingId,
      access_key_id: request.accessKeyId,
      caller_arn: request.callerArn,
      asked_at: request.askedAt,
      started,
      outcome,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function saveRevealOutcome(db: Kysely<Schema>, id: number, outcome: string): Promise<void> {
  await db.updateTable('reveal_requests').set({ outcome }).where('id', '=', id).execute()
}

export interface RevealQuota {
  readonly most: number
  /** When the quota's day began. */
  readonly since: Date
  /** A retrieval of the same finding that was started after this counts for this one, too: its answer is still there, or was given by another process. */
  readonly sameSince: Date
}

/** Begins a request that reads the object: its row, or undefined where the account's quota of the day is used up. */
export function beginReveal(
  db: Kysely<Schema>,
  request: RevealRequest,
  { most, since, sameSince }: RevealQuota,
): Promise<number | undefined> {
  return db.transaction().execute(async (trx) => {
    // Those of one account come one after another: the quota is not raced for.
    await lockSession(trx, request.accountId)
    const ofAccount = trx
      .selectFrom('reveal_requests')
      .where('account_id', '=', request.accountId)
      .where('started', '=', true)
    const same = await ofAccount
      .select('id')
      .where('finding_id', '=', request.findingId)
      .where('asked_at', '>=', sameSince)
      .limit(1)
      .executeTakeFirst()
    const started = same === undefined
    if (started) {
      const { count } = await ofAccount
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('asked_at', '>=', since)
        .executeTakeFirstOrThrow()
      if (count >= most) return undefined
    }
    return insertRevealRequest(trx, request, { started, outcome: 'STARTED' })
  })
}
