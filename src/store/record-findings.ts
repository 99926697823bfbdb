// Findings as runs write them. Their ids are derived from what they are about: writing one twice leaves one.
import type { Insertable, Kysely } from 'kysely'
import type { FindingsTable, Schema } from '../database/schema.ts'

export type FindingRow = Insertable<FindingsTable>

export async function recordFindings(trx: Kysely<Schema>, rows: readonly FindingRow[]): Promise<void> {
  // A statement takes 65,535 parameters, a finding 18.
  for (let from = 0; from < rows.length; from += 1_000) {
    await trx
      .insertInto('findings')
      .values(rows.slice(from, from + 1_000))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((set) => ({
          type: set.ref('excluded.type'),
          severity_score: set.ref('excluded.severity_score'),
          severity_description: set.ref('excluded.severity_description'),
          count: set.ref('excluded.count'),
          object_size: set.ref('excluded.object_size'),
          updated_at: set.ref('excluded.updated_at'),
          results_file: set.ref('excluded.results_file'),
          facets: set.ref('excluded.facets'),
          body: set.ref('excluded.body'),
        })),
      )
      .execute()
  }
}

/** Where every occurrence of a finding is; undefined where there is no such finding, null where it has no file. */
export async function findResultsFileOf(
  db: Kysely<Schema>,
  findingId: string,
): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('findings')
    .select('results_file')
    .where('id', '=', findingId)
    .executeTakeFirst()
  return row?.results_file
}
