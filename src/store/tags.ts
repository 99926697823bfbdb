// Tags of the resources that have some: a column of the resource's own table.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export type Tags = Readonly<Record<string, string>>

/** Named by its ARN, which holds the region it was created in. */
export type TaggedResource =
  | { readonly kind: 'job'; readonly accountId: string; readonly region: string; readonly id: string }
  | {
      readonly kind: 'custom-data-identifier'
      readonly accountId: string
      readonly region: string
      readonly id: string
    }

/** undefined where there is no such resource. */
export async function findTags(db: Kysely<Schema>, resource: TaggedResource): Promise<Tags | undefined> {
  return (await rowOf(db, resource).executeTakeFirst())?.tags
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
    if (resource.kind === 'job') {
      await trx.updateTable('jobs').set({ tags }).where('job_id', '=', resource.id).execute()
    } else {
      await trx.updateTable('custom_data_identifiers').set({ tags }).where('id', '=', resource.id).execute()
    }
    return true
  })
}

function rowOf(db: Kysely<Schema>, { kind, accountId, region, id }: TaggedResource) {
  const [table, key] =
    kind === 'job' ? (['jobs', 'job_id'] as const) : (['custom_data_identifiers', 'id'] as const)
  return db
    .selectFrom(table)
    .select('tags')
    .where(key, '=', id)
    .where('account_id', '=', accountId)
    .where('region', '=', region)
}
