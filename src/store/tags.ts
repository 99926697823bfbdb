// Tags of the resources that have some: a column of the resource's own table.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export type Tags = Readonly<Record<string, string>>

/** Named by its ARN, which holds the region it was created in. */
export interface TaggedResource {
  readonly kind: keyof typeof tables
  readonly accountId: string
  readonly region: string
  readonly id: string
}

/** By the word that their ARNs have but for `job`: the table and its key. */
const tables = {
  'allow-list': ['allow_lists', 'id'],
  'custom-data-identifier': ['custom_data_identifiers', 'id'],
  'findings-filter': ['findings_filters', 'id'],
  job: ['jobs', 'job_id'],
} as const

/** undefined where there is no such resource. */
export async function findTags(db: Kysely<Schema>, resource: TaggedResource): Promise<Tags | undefined> {
  return (await rowOf(db, resource).executeTakeFirst())?.tags
}

/** Whatever region the resource is named with: ids do not need it. */
export async function findTagsById(db: Kysely<Schema>, resource: TaggedResource): Promise<Tags | undefined> {
  return (await rowById(db, resource).executeTakeFirst())?.tags
}

/** @returns false where there is no such resource. The change sees the tags as they are now, and no other change is lost. */
export function changeTags(
  db: Kysely<Schema>,
  resource: TaggedResource,
  change: (tags: Tags) => Tags,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await rowOf(trx, resource).forUpdate().executeTakeFirst()
    if (row === undefined) return false
    const tags = JSON.stringify(change(row.tags))
    const [table, key] = tables[resource.kind]
    await trx.updateTable(table).set({ tags }).where(key, '=', resource.id).execute()
    return true
  })
}

function rowOf(db: Kysely<Schema>, resource: TaggedResource) {
  return rowById(db, resource).where('region', '=', resource.region)
}

function rowById(db: Kysely<Schema>, { kind, accountId, id }: TaggedResource) {
  const [table, key] = tables[kind]
  return db.selectFrom(table).select('tags').where(key, '=', id).where('account_id', '=', accountId)
}
