// The allow_lists table. A list's words are in the user's own bucket and never here.
import { sql, type Kysely, type Selectable } from 'kysely'
import type { AllowListsTable, Schema } from '../database/schema.ts'
import type { AllowListCriteria } from '../model/allow-list.ts'
import { lockSession } from './accounts.ts'

export interface AllowList {
  /** 22 of a-z and 0-9. */
  readonly id: string
  readonly accountId: string
  readonly region: string
  readonly name: string
  readonly description: string | undefined
  readonly criteria: AllowListCriteria
  readonly tags: Readonly<Record<string, string>>
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface NewAllowList extends AllowList {
  readonly clientToken: string
  /** What was asked for, for repeats of the same request. */
  readonly requestDigest: string
}

/** Of each kind. */
const mostOfAKind = 5

/** The new list, or the one that the same request made before. */
export function createAllowList(
  db: Kysely<Schema>,
  list: NewAllowList,
): Promise<{ readonly created: AllowList } | { readonly refused: 'token-conflict' | 'quota' }> {
  return db.transaction().execute(async (trx) => {
    // Creates of one account come one after another: neither tokens nor the quota are raced for.
    await lockSession(trx, list.accountId)
    const all = await trx
      .selectFrom('allow_lists')
      .selectAll()
      .where('account_id', '=', list.accountId)
      .execute()
    const earlier = all.find(({ client_token: token }) => token === list.clientToken)
    if (earlier?.request_digest === list.requestDigest) return { created: fromRow(earlier) }
    if (earlier !== undefined) return { refused: 'token-conflict' }
    const isExpression = 'regex' in list.criteria
    const ofItsKind = all.filter(({ regex }) => (regex !== null) === isExpression)
    if (ofItsKind.length >= mostOfAKind) return { refused: 'quota' }
    await trx.insertInto('allow_lists').values(toRow(list)).execute()
    return { created: list }
  })
}

export async function findAllowList(
  db: Kysely<Schema>,
  accountId: string,
  id: string,
): Promise<AllowList | undefined> {
  return (await findAllowLists(db, accountId, [id]))[0]
}

/** The account's lists of these ids, in this order and each once; ids of none are left out. */
export async function findAllowLists(
  db: Kysely<Schema>,
  accountId: string,
  ids: readonly string[],
): Promise<readonly AllowList[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('allow_lists')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('id', 'in', [...ids])
    .execute()
  const found = new Map(rows.map((row) => [row.id, fromRow(row)]))
  return [...new Set(ids)].flatMap((id) => found.get(id) ?? [])
}

/** The last of a page: what was created later, or in the same moment with a greater id, comes after it. */
export interface AllowListCursor {
  readonly createdAt: string
  readonly id: string
}

export async function listAllowLists(
  db: Kysely<Schema>,
  accountId: string,
  { after, limit }: { readonly after: AllowListCursor | undefined; readonly limit: number },
): Promise<{ readonly items: readonly AllowList[]; readonly next: AllowListCursor | undefined }> {
  let rows = db.selectFrom('allow_lists').selectAll().where('account_id', '=', accountId)
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

export interface AllowListChange extends Pick<
  AllowList,
  'id' | 'accountId' | 'name' | 'description' | 'criteria'
> {
  readonly now: Date
}

/** Replaces what may change of a list, and gives it as it is now; its kind stays what it was. */
export function changeAllowList(
  db: Kysely<Schema>,
  { id, accountId, now, ...change }: AllowListChange,
): Promise<{ readonly changed: AllowList } | { readonly refused: 'not-found' | 'other-kind' }> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('allow_lists')
      .selectAll()
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { refused: 'not-found' }
    if ((row.regex !== null) !== 'regex' in change.criteria) return { refused: 'other-kind' }
    const changed = { ...fromRow(row), ...change, updatedAt: now }
    await trx.updateTable('allow_lists').set(toColumns(changed)).where('id', '=', id).execute()
    return { changed }
  })
}

/** @param force also where a job uses it that is neither complete nor cancelled */
export function deleteAllowList(
  db: Kysely<Schema>,
  { accountId, id, force }: { readonly accountId: string; readonly id: string; readonly force: boolean },
): Promise<'deleted' | 'not-found' | 'in-use'> {
  return db.transaction().execute(async (trx) => {
    // A job that is being created holds the session: it is seen here, or sees that the list is gone.
    await lockSession(trx, accountId)
    const there = await findAllowList(trx, accountId, id)
    if (there === undefined) return 'not-found'
    if (!force && (await isInUse(trx, accountId, id))) return 'in-use'
    await trx.deleteFrom('allow_lists').where('id', '=', id).execute()
    return 'deleted'
  })
}

async function isInUse(trx: Kysely<Schema>, accountId: string, id: string): Promise<boolean> {
  const job = await trx
    .selectFrom('jobs')
    .select('job_id')
    .where('account_id', '=', accountId)
    .where('job_status', 'not in', ['COMPLETE', 'CANCELLED'])
    .where(sql<boolean>`${id} = any(allow_list_ids)`)
    .limit(1)
    .executeTakeFirst()
  return job !== undefined
}

function toRow(list: NewAllowList) {
  return {
    id: list.id,
    account_id: list.accountId,
    region: list.region,
    client_token: list.clientToken,
    request_digest: list.requestDigest,
    tags: JSON.stringify(list.tags),
    created_at: list.createdAt,
    ...toColumns(list),
  }
}

function toColumns({
  name,
  description,
  criteria,
  updatedAt,
}: Pick<AllowList, 'name' | 'description' | 'criteria' | 'updatedAt'>) {
  return {
    name,
    description: description ?? null,
    regex: 'regex' in criteria ? criteria.regex : null,
    bucket_name: 'regex' in criteria ? null : criteria.s3WordsList.bucketName,
    object_key: 'regex' in criteria ? null : criteria.s3WordsList.objectKey,
    updated_at: updatedAt,
  }
}

function fromRow(row: Selectable<AllowListsTable>): AllowList {
  return {
    id: row.id,
    accountId: row.account_id,
    region: row.region,
    name: row.name,
    description: row.description ?? undefined,
    criteria:
      row.regex === null
        ? { s3WordsList: { bucketName: row.bucket_name ?? '', objectKey: row.object_key ?? '' } }
        : { regex: row.regex },
    tags: row.tags,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
