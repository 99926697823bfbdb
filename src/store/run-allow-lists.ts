// The run_allow_lists table: what a run allows, written once when it is planned and read by every process that scans
// for it.
import { sql, type Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { AllowedText } from '../model/identifier.ts'
import type { RunKey } from './job-runs.ts'

export async function insertRunAllowLists(
  trx: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
  { expressions, words }: AllowedText,
): Promise<void> {
  const lists = [
    ...expressions.map((regex) => ({ regex, words: null })),
    ...words.map((digests) => ({ regex: null, words: Buffer.from(digests) })),
  ]
  if (lists.length === 0) return
  const rows = lists.map((list, position) => ({ job_id: jobId, run_number: runNumber, position, ...list }))
  // A run none of whose buckets is there is planned anew by each planner that takes it.
  await trx
    .insertInto('run_allow_lists')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** undefined: the run allows nothing. */
export async function findRunAllowLists(
  db: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
): Promise<AllowedText | undefined> {
  const rows = await db
    .selectFrom('run_allow_lists')
    .select(['regex', 'words'])
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .orderBy('position')
    .execute()
  if (rows.length === 0) return undefined
  return {
    expressions: rows.flatMap(({ regex }) => regex ?? []),
    words: rows.flatMap(({ words }) => words ?? []),
  }
}

/** Those of runs that have ended: nobody scans for them any more. */
export async function deleteEndedAllowLists(db: Kysely<Schema>): Promise<void> {
  const ended = sql<boolean>`exists (
    select from runs
    where runs.job_id = run_allow_lists.job_id and runs.run_number = run_allow_lists.run_number
      and runs.phase = 'finished')`
  await db.deleteFrom('run_allow_lists').where(ended).execute()
}
