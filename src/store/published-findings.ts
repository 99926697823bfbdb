// Findings as they are published, read when they are sent: what was deleted meanwhile is not.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'

export interface PublishedFindingRow {
  readonly id: string
  /** The account that owns the job. */
  readonly accountId: string
  readonly severity: 'Low' | 'Medium' | 'High'
  readonly updatedAt: Date
  readonly region: string
  readonly body: unknown
}

/** In no particular order. */
export async function findPublishedFindings(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<readonly PublishedFindingRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'account_id', 'severity_description', 'updated_at', 'body'])
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    severity: row.severity_description as PublishedFindingRow['severity'],
    updatedAt: row.updated_at,
    region: (row.body as { readonly region: string }).region,
    body: row.body,
  }))
}
