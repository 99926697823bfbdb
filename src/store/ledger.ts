// The ledger table: every object of a run that was not, or not wholly, analysed, and why.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { RunKey } from './job-runs.ts'

export interface LedgerEntry {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string | undefined
  readonly status: 'PARTIAL' | 'SKIPPED'
  readonly reason: string
  readonly size: number
  readonly bytesAnalysed: number
  readonly detail?: string | undefined
}

export async function insertLedger(
  trx: Kysely<Schema>,
  run: RunKey,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return
  // One statement of constant text whatever the number of rows.
  await sql`
    insert into ledger (job_id, run_number, bucket, key, version_id, status, reason, size, bytes_analysed, detail)
    select ${run.jobId}, ${run.runNumber}::integer, entry.*
    from unnest(
      ${entries.map(({ bucket }) => bucket)}::text[],
      ${entries.map(({ key }) => key)}::text[],
      ${entries.map(({ versionId }) => versionId ?? '')}::text[],
      ${entries.map(({ status }) => status)}::text[],
      ${entries.map(({ reason }) => reason)}::text[],
      ${entries.map(({ size }) => size)}::bigint[],
      ${entries.map(({ bytesAnalysed }) => bytesAnalysed)}::bigint[],
      ${entries.map(({ detail }) => detail ?? null)}::text[]
    ) as entry
    on conflict (job_id, run_number, bucket, key, version_id) do update
    set status = excluded.status, reason = excluded.reason, size = excluded.size,
      bytes_analysed = excluded.bytes_analysed, detail = excluded.detail`.execute(trx)
}

export interface LedgerPosition {
  readonly bucket: string
  readonly key: string
  readonly versionId: string
}

export interface LedgerQuery extends RunKey {
  readonly status?: string | undefined
  readonly reason?: string | undefined
  readonly after?: LedgerPosition | undefined
  readonly limit: number
}

export type LedgerLine = LedgerPosition &
  Required<Pick<LedgerEntry, 'status' | 'reason' | 'size' | 'bytesAnalysed'>> & {
    readonly detail: string | null
  }

export async function findLedger(db: Kysely<Schema>, query: LedgerQuery): Promise<readonly LedgerLine[]> {
  const { status, reason, after } = query
  let rows = db
    .selectFrom('ledger')
    .selectAll()
    .where('job_id', '=', query.jobId)
    .where('run_number', '=', query.runNumber)
  if (status !== undefined) rows = rows.where('status', '=', status as LedgerEntry['status'])
  if (reason !== undefined) rows = rows.where('reason', '=', reason)
  if (after !== undefined) {
    rows = rows.where(
      sql<boolean>`(bucket, key, version_id) > (${after.bucket}, ${after.key}, ${after.versionId})`,
    )
  }
  const found = await rows.orderBy('bucket').orderBy('key').orderBy('version_id').limit(query.limit).execute()
  return found.map((row) => ({
    bucket: row.bucket,
    key: row.key,
    versionId: row.version_id,
    status: row.status,
    reason: row.reason,
    size: row.size,
    bytesAnalysed: row.bytes_analysed,
    detail: row.detail,
  }))
}

export interface LedgerTotal {
  readonly status: 'PARTIAL' | 'SKIPPED'
  readonly reason: string
  readonly objects: number
  readonly bytes: number
  readonly bytesAnalysed: number
}

export async function sumLedger(db: Kysely<Schema>, run: RunKey): Promise<readonly LedgerTotal[]> {
  return db
    .selectFrom('ledger')
    .select(['status', 'reason'])
    .select([
      sql<number>`count(*)`.as('objects'),
      sql<number>`coalesce(sum(size), 0)`.as('bytes'),
      sql<number>`coalesce(sum(bytes_analysed), 0)`.as('bytesAnalysed'),
    ])
    .where('job_id', '=', run.jobId)
    .where('run_number', '=', run.runNumber)
    .groupBy(['status', 'reason'])
    .orderBy('status')
    .orderBy('reason')
    .execute()
}
