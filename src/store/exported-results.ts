// Which results files have their objects' records in the account's export, over the tables that know: the files' own and
// that of the findings, whose location leads to the record.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { RunKey } from './job-runs.ts'

export interface FileToExport extends RunKey {
  readonly name: string
  readonly bucket: string
  readonly createdAt: Date
}

/** Files of the account's jobs, of any age, in the order of their names. */
export async function findFilesToExport(
  db: Kysely<Schema>,
  accountId: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly FileToExport[]> {
  const rows = await db
    .selectFrom('results_files')
    .innerJoin('jobs', 'jobs.job_id', 'results_files.job_id')
    .select(['results_files.name', 'results_files.job_id', 'run_number', 'bucket'])
    .select('results_files.created_at')
    .where('jobs.account_id', '=', accountId)
    .where('exported_to', 'is', null)
    .where('results_files.name', '>', after)
    .orderBy('results_files.name')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    name: row.name,
    jobId: row.job_id,
    runNumber: row.run_number,
    bucket: row.bucket,
    createdAt: row.created_at,
  }))
}

/** @param to `s3://bucket/prefix/` */
export async function saveExported(trx: Kysely<Schema>, name: string, to: string): Promise<void> {
  await trx.updateTable('results_files').set({ exported_to: to }).where('name', '=', name).execute()
}

/** Leads findings to their records; those that lead there already stay untouched. */
export async function saveResultsLocations(
  trx: Kysely<Schema>,
  locations: ReadonlyMap<string, string>,
): Promise<void> {
  if (locations.size === 0) return
  await sql`
    update findings set
      body = jsonb_set(body, '{classificationDetails,detailedResultsLocation}', to_jsonb(changed.location)),
      facets = array_replace(
        facets,
        'classificationDetails.detailedResultsLocation=' ||
          (body #>> '{classificationDetails,detailedResultsLocation}'),
        'classificationDetails.detailedResultsLocation=' || changed.location
      )
    from unnest(${[...locations.keys()]}::text[], ${[...locations.values()]}::text[]) as changed (id, location)
    where findings.id = changed.id
      and body #>> '{classificationDetails,detailedResultsLocation}' <> changed.location`.execute(trx)
}
