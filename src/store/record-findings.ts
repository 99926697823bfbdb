// Findings as they are recorded: the one way into the table, so that no finding comes past the suppression rules. The
// ids of runs' findings are derived from what they are about: recording one twice leaves one.
import type { Insertable, Kysely } from 'kysely'
import type { FindingsTable, Schema } from '../database/schema.ts'
import { findingValues, type FindingMatcher } from './finding-matcher.ts'
import type { RunKey } from './job-runs.ts'
import { storableJson, storableText } from './storable-text.ts'
import { findSuppression } from './suppression.ts'

/** What of a finding has a column of its own. */
export interface RecordedFinding {
  readonly id: string
  readonly type: string
  readonly category: string
  readonly severity: { readonly score: number; readonly description: string }
  readonly count: number
  readonly archived: boolean
  readonly sample: boolean
  readonly createdAt: string
  readonly updatedAt: string
  readonly resourcesAffected: {
    readonly s3Bucket: { readonly name: string }
    readonly s3Object: { readonly size: number } | null
  }
  readonly classificationDetails: { readonly jobId: string } | null
}

export interface NewFinding<Finding extends RecordedFinding = RecordedFinding> {
  readonly finding: Finding
  /** `path=value` of everything that equality conditions may name. */
  readonly facets: readonly string[]
  /** null where no run made it. */
  readonly runNumber: number | null
  /** Holds every occurrence; null where there is none. */
  readonly resultsFile: string | null
  /** Which state of the identifiers found it; absent where none did. */
  readonly identifierSet?: string
}

/** The findings as they were recorded: archived where a rule of the account says so. */
export async function recordFindings<Finding extends RecordedFinding>(
  trx: Kysely<Schema>,
  accountId: string,
  findings: readonly NewFinding<Finding>[],
): Promise<readonly Finding[]> {
  if (findings.length === 0) return []
  const suppresses = await findSuppression(trx, accountId)
  const decided = findings.map((found) => (suppresses === undefined ? found : archive(found, suppresses)))
  await insertRows(
    trx,
    decided.map((found) => toRow(accountId, found)),
  )
  return decided.map(({ finding }) => finding)
}

/** As it is stored, the finding is what a list would match: so that is what the rules are asked about. */
function archive<Finding extends RecordedFinding>(
  found: NewFinding<Finding>,
  suppresses: FindingMatcher,
): NewFinding<Finding> {
  if (!suppresses(findingValues(JSON.parse(storableJson(found.finding))))) return found
  const facets = found.facets.map((facet) => (facet === 'archived=false' ? 'archived=true' : facet))
  return { ...found, facets, finding: { ...found.finding, archived: true } }
}

async function insertRows(trx: Kysely<Schema>, rows: readonly Insertable<FindingsTable>[]): Promise<void> {
  // A statement takes 65,535 parameters, a finding 19.
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
          archived: set.ref('excluded.archived'),
          created_at: set.ref('excluded.created_at'),
          updated_at: set.ref('excluded.updated_at'),
          results_file: set.ref('excluded.results_file'),
          facets: set.ref('excluded.facets'),
          body: set.ref('excluded.body'),
          identifier_set: set.ref('excluded.identifier_set'),
        })),
      )
      .execute()
  }
}

/** The run that made a finding, and the file with its occurrences; undefined where no run made it. */
export async function findRunOfFinding(
  db: Kysely<Schema>,
  findingId: string,
): Promise<(RunKey & { readonly resultsFile: string | null }) | undefined> {
  const row = await db
    .selectFrom('findings')
    .select(['job_id', 'run_number', 'results_file'])
    .where('id', '=', findingId)
    .executeTakeFirst()
  if (row?.job_id == null || row.run_number === null) return undefined
  return { jobId: row.job_id, runNumber: row.run_number, resultsFile: row.results_file }
}

function toRow(
  accountId: string,
  { finding, facets, runNumber, resultsFile, identifierSet }: NewFinding,
): Insertable<FindingsTable> {
  const { s3Bucket, s3Object } = finding.resourcesAffected
  return {
    id: finding.id,
    account_id: accountId,
    job_id: finding.classificationDetails?.jobId ?? null,
    run_number: runNumber,
    type: finding.type,
    category: finding.category,
    severity_score: finding.severity.score,
    severity_description: finding.severity.description,
    bucket: storableText(s3Bucket.name),
    count: finding.count,
    object_size: s3Object?.size ?? null,
    archived: finding.archived,
    sample: finding.sample,
    created_at: new Date(finding.createdAt),
    updated_at: new Date(finding.updatedAt),
    results_file: resultsFile,
    facets: facets.map(storableText),
    body: storableJson(finding),
    identifier_set: identifierSet ?? null,
  }
}
