// The custom_data_identifiers table. Identifiers never change but for their tags; deleting one only marks it.
import { sql, type Kysely, type Selectable } from 'kysely'
import type { CustomDataIdentifiersTable, Schema } from '../database/schema.ts'
import type { SeverityLevel } from '../model/identifier.ts'
import { lockSession } from './accounts.ts'

export interface CustomDataIdentifier {
  /** UUID. */
  readonly id: string
  readonly accountId: string
  readonly region: string
  readonly clientToken: string
  /** What was asked for, for repeats of the same request. */
  readonly requestDigest: string
  readonly name: string
  readonly description: string | undefined
  readonly regex: string
  readonly keywords: readonly string[]
  readonly ignoreWords: readonly string[]
  readonly maximumMatchDistance: number
  readonly severityLevels: readonly SeverityLevel[] | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly deleted: boolean
  readonly createdAt: Date
}

const mostLive = 10_000

/** The id of the new identifier, or of the one that the same request made before. */
export function createCustomDataIdentifier(
  db: Kysely<Schema>,
  identifier: CustomDataIdentifier,
): Promise<{ readonly id: string } | { readonly refused: 'token-conflict' | 'quota' }> {
  return db.transaction().execute(async (trx) => {
    // Creates of one account come one after another: neither tokens nor the quota are raced for.
    await lockSession(trx, identifier.accountId)
    const earlier = await trx
      .selectFrom('custom_data_identifiers')
      .select(['id', 'request_digest'])
      .where('account_id', '=', identifier.accountId)
      .where('client_token', '=', identifier.clientToken)
      .executeTakeFirst()
    if (earlier?.request_digest === identifier.requestDigest) return { id: earlier.id }
    if (earlier !== undefined) return { refused: 'token-conflict' }
    if ((await countLive(trx, identifier.accountId)) >= mostLive) return { refused: 'quota' }
    await trx.insertInto('custom_data_identifiers').values(toRow(identifier)).execute()
    return { id: identifier.id }
  })
}

/** Also a deleted one. */
export async function findCustomDataIdentifier(
  db: Kysely<Schema>,
  accountId: string,
  id: string,
): Promise<CustomDataIdentifier | undefined> {
  const row = await db
    .selectFrom('custom_data_identifiers')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Those of these ids that the account has, deleted ones too, in any order. */
export async function findCustomDataIdentifiers(
  db: Kysely<Schema>,
  accountId: string,
  ids: readonly string[],
): Promise<readonly CustomDataIdentifier[]> {
  const rows = await db
    .selectFrom('custom_data_identifiers')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute()
  return rows.map(fromRow)
}

/** The last of a page: those that were created later, or in the same moment with a greater id, come after it. */
export interface CreationCursor {
  readonly createdAt: string
  readonly id: string
}

/** Live ones, by time of creation. */
export async function listCustomDataIdentifiers(
  db: Kysely<Schema>,
  accountId: string,
  { after, limit }: { readonly after: CreationCursor | undefined; readonly limit: number },
): Promise<{ readonly items: readonly CustomDataIdentifier[]; readonly next: CreationCursor | undefined }> {
  let rows = db
    .selectFrom('custom_data_identifiers')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('deleted', '=', false)
  if (after !== undefined)
    rows = rows.where(sql<boolean>`(created_at, id) > (${new Date(after.createdAt)}, ${after.id})`)
  const found = await rows
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const items = found.slice(0, limit).map(fromRow)
  const last = items.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return { items, next: hasMore ? { createdAt: last.createdAt.toISOString(), id: last.id } : undefined }
}

/** Marks it as deleted; false where there is none that lives. */
export async function deleteCustomDataIdentifier(
  db: Kysely<Schema>,
  accountId: string,
  id: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    // A job that is being created holds the session: it sees the identifier as it is, or as it will be.
    await lockSession(trx, accountId)
    const marked = await trx
      .updateTable('custom_data_identifiers')
      .set({ deleted: true })
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .where('deleted', '=', false)
      .executeTakeFirst()
    return marked.numUpdatedRows === 1n
  })
}

async function countLive(db: Kysely<Schema>, accountId: string): Promise<number> {
  const { live } = await db
    .selectFrom('custom_data_identifiers')
    .select((row) => row.fn.countAll<number>().as('live'))
    .where('account_id', '=', accountId)
    .where('deleted', '=', false)
    .executeTakeFirstOrThrow()
  return live
}

function toRow(identifier: CustomDataIdentifier) {
  return {
    id: identifier.id,
    account_id: identifier.accountId,
    region: identifier.region,
    client_token: identifier.clientToken,
    request_digest: identifier.requestDigest,
    name: identifier.name,
    description: identifier.description ?? null,
    regex: identifier.regex,
    keywords: [...identifier.keywords],
    ignore_words: [...identifier.ignoreWords],
    maximum_match_distance: identifier.maximumMatchDistance,
    severity_levels:
      identifier.severityLevels === undefined ? null : JSON.stringify(identifier.severityLevels),
    tags: JSON.stringify(identifier.tags),
    deleted: identifier.deleted,
    created_at: identifier.createdAt,
  }
}

function fromRow(row: Selectable<CustomDataIdentifiersTable>): CustomDataIdentifier {
  return {
    id: row.id,
    accountId: row.account_id,
    region: row.region,
    clientToken: row.client_token,
    requestDigest: row.request_digest,
    name: row.name,
    description: row.description ?? undefined,
    regex: row.regex,
    keywords: row.keywords,
    ignoreWords: row.ignore_words,
    maximumMatchDistance: row.maximum_match_distance,
    severityLevels: (row.severity_levels as readonly SeverityLevel[] | null) ?? undefined,
    tags: row.tags,
    deleted: row.deleted,
    createdAt: row.created_at,
  }
}
