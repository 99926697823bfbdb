// The findings_filters table: saved criteria, in an order of the account's own. Those that archive act on findings as
// they are recorded (suppression.ts); what was recorded before keeps its state.
import type { Kysely, Selectable } from 'kysely'
import type { FindingsFiltersTable, Schema } from '../database/schema.ts'
import { lockSession } from './accounts.ts'
import { placeFilter } from './filter-positions.ts'
import type { FindingCriterion } from './finding-conditions.ts'

export interface FindingsFilter {
  /** UUID. */
  readonly id: string
  readonly accountId: string
  readonly region: string
  readonly name: string
  readonly description: string | undefined
  readonly action: 'ARCHIVE' | 'NOOP'
  readonly findingCriteria: { readonly criterion?: FindingCriterion | undefined }
  readonly position: number
  readonly tags: Readonly<Record<string, string>>
}

/** Enough to name a filter by its ARN. */
export type FilterKey = Pick<FindingsFilter, 'id' | 'accountId' | 'region'>

export interface NewFindingsFilter extends Omit<FindingsFilter, 'position'> {
  /** Last, unless one is wanted. */
  readonly position?: number | undefined
  readonly clientToken: string
  /** What was asked for, for repeats of the same request. */
  readonly requestDigest: string
}

const mostOfAccount = 1_000

export type FilterRefused = 'token-conflict' | 'name-taken' | 'quota'

/** The new filter, or the one that the same request made before. */
export function createFindingsFilter(
  db: Kysely<Schema>,
  filter: NewFindingsFilter,
): Promise<FilterKey | { readonly refused: FilterRefused }> {
  const { accountId, clientToken, requestDigest, name } = filter
  return db.transaction().execute(async (trx) => {
    // Changes of one account come one after another: neither tokens, names, positions nor the quota are raced for.
    await lockSession(trx, accountId)
    const earlier = await ofAccount(trx, accountId).where('client_token', '=', clientToken).executeTakeFirst()
    if (earlier !== undefined)
      return earlier.request_digest === requestDigest ? fromRow(earlier) : { refused: 'token-conflict' }
    const others = await positionsOf(trx, accountId)
    if (others.size >= mostOfAccount) return { refused: 'quota' }
    if (await isTaken(trx, { accountId, name })) return { refused: 'name-taken' }
    const position = await makeRoom(trx, { accountId, wanted: filter.position, others })
    await trx
      .insertInto('findings_filters')
      .values({
        ...toColumns({ ...filter, position }),
        client_token: clientToken,
        request_digest: requestDigest,
      })
      .execute()
    return filter
  })
}

export type FilterChanges = Partial<
  Pick<FindingsFilter, 'name' | 'description' | 'action' | 'findingCriteria' | 'position'>
>

/** Changes what is given and leaves the rest; undefined where there is no such filter. */
export function updateFindingsFilter(
  db: Kysely<Schema>,
  { accountId, id }: Pick<FilterKey, 'accountId' | 'id'>,
  changes: FilterChanges,
): Promise<FilterKey | { readonly refused: 'name-taken' } | undefined> {
  return db.transaction().execute(async (trx) => {
    await lockSession(trx, accountId)
    const before = await findFindingsFilter(trx, accountId, id)
    if (before === undefined) return undefined
    const after: FindingsFilter = { ...before, ...changes }
    if (after.name !== before.name && (await isTaken(trx, { accountId, name: after.name })))
      return { refused: 'name-taken' }
    const others = await positionsOf(trx, accountId)
    others.delete(before.position)
    const { position: wanted } = after
    await makeRoom(trx, { accountId, wanted, from: before.position, others })
    await trx.updateTable('findings_filters').set(toColumns(after)).where('id', '=', id).execute()
    return after
  })
}

/** @returns false where there is no such filter. The others stay where they are. */
export async function deleteFindingsFilter(
  db: Kysely<Schema>,
  accountId: string,
  id: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('findings_filters')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function findFindingsFilter(
  db: Kysely<Schema>,
  accountId: string,
  id: string,
): Promise<FindingsFilter | undefined> {
  const row = await ofAccount(db, accountId).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Where a page ended: its last filter, and the position that it had. */
export type FilterCursor = readonly [position: number, id: string]

export interface FilterPage {
  readonly filters: readonly Omit<FindingsFilter, 'findingCriteria' | 'description'>[]
  readonly next?: FilterCursor
}

/** By position. A page goes on behind where the last filter of the one before is now, also if it was shifted. */
export async function listFindingsFilters(
  db: Kysely<Schema>,
  accountId: string,
  { after, limit }: { readonly after: FilterCursor | undefined; readonly limit: number },
): Promise<FilterPage> {
  const end = after && ((await findFindingsFilter(db, accountId, after[1]))?.position ?? after[0])
  const rows = await db
    .selectFrom('findings_filters')
    .select(['id', 'account_id', 'region', 'name', 'action', 'position', 'tags'])
    .where('account_id', '=', accountId)
    .where('position', '>', end ?? 0)
    .orderBy('position')
    .limit(limit + 1)
    .execute()
  const filters = rows
    .slice(0, limit)
    .map(({ account_id: owner, ...filter }) => ({ ...filter, accountId: owner }))
  const last = filters.at(-1)
  return rows.length > limit && last !== undefined ? { filters, next: [last.position, last.id] } : { filters }
}

interface Room {
  readonly accountId: string
  readonly wanted: number | undefined
  readonly from?: number
  /** Positions of the others. */
  readonly others: ReadonlySet<number>
}

/** Moves others out of the way, and says where the filter stands now. */
async function makeRoom(trx: Kysely<Schema>, { accountId, others, ...asked }: Room): Promise<number> {
  const { position, shift } = placeFilter(others, asked)
  if (shift !== undefined) {
    await trx
      .updateTable('findings_filters')
      .set((set) => ({ position: set('position', '+', shift.by) }))
      .where('account_id', '=', accountId)
      .where('position', '>=', shift.first)
      .where('position', '<=', shift.last)
      .execute()
  }
  return position
}

async function positionsOf(db: Kysely<Schema>, accountId: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom('findings_filters')
    .select('position')
    .where('account_id', '=', accountId)
    .execute()
  return new Set(rows.map((row) => row.position))
}

async function isTaken(
  db: Kysely<Schema>,
  { accountId, name }: Pick<FindingsFilter, 'accountId' | 'name'>,
): Promise<boolean> {
  return (await ofAccount(db, accountId).where('name', '=', name).executeTakeFirst()) !== undefined
}

function ofAccount(db: Kysely<Schema>, accountId: string) {
  return db.selectFrom('findings_filters').selectAll().where('account_id', '=', accountId)
}

function toColumns(filter: FindingsFilter) {
  return {
    id: filter.id,
    account_id: filter.accountId,
    region: filter.region,
    name: filter.name,
    description: filter.description ?? null,
    action: filter.action,
    criteria: JSON.stringify(filter.findingCriteria),
    position: filter.position,
    tags: JSON.stringify(filter.tags),
  }
}

function fromRow(row: Selectable<FindingsFiltersTable>): FindingsFilter {
  return {
    id: row.id,
    accountId: row.account_id,
    region: row.region,
    name: row.name,
    description: row.description ?? undefined,
    action: row.action,
    findingCriteria: row.criteria as FindingsFilter['findingCriteria'],
    position: row.position,
    tags: row.tags,
  }
}
