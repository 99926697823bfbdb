// The runs table as those who carry runs out see it. `plan_attempt` fences the planner: whoever took the planning
// last may write, and everyone before has lost it.
import type { Kysely, Selectable } from 'kysely'
import type { RunsTable, Schema } from '../database/schema.ts'
import type { IdentifierSelection } from '../model/identifier.ts'
import type { JobStatus } from '../model/job.ts'
import type { RunKey } from './job-runs.ts'

export interface Run extends RunKey {
  readonly accountId: string
  readonly phase: 'listing' | 'scanning' | 'finished'
  readonly startedAt: Date
  readonly finishedAt: Date | undefined
  readonly planAttempt: number
  /** As the planner of a sampled run left it. */
  readonly samplingState: unknown
  readonly identifiers: IdentifierSelection
  /** Of the process that began it; undefined: none was recorded. */
  readonly identifierSet: string | undefined
  readonly failed: boolean
}

export async function findRun(db: Kysely<Schema>, { jobId, runNumber }: RunKey): Promise<Run | undefined> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .executeTakeFirst()
  return row && toRun(row)
}

export async function findLatestRun(db: Kysely<Schema>, jobId: string): Promise<Run | undefined> {
  const row = await db
    .selectFrom('runs')
    .selectAll()
    .where('job_id', '=', jobId)
    .orderBy('run_number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toRun(row)
}

/** Takes the planning from whoever had it; undefined where there is nothing to plan any more. */
export async function takePlan(trx: Kysely<Schema>, run: RunKey, planner: string): Promise<Run | undefined> {
  const row = await trx
    .updateTable('runs')
    .set((set) => ({ plan_attempt: set('plan_attempt', '+', 1), planner }))
    .where('job_id', '=', run.jobId)
    .where('run_number', '=', run.runNumber)
    .where('phase', '=', 'listing')
    .returningAll()
    .executeTakeFirst()
  return row && toRun(row)
}

/** What this step of planning changes of the run; false where another planner has taken it meanwhile. */
export async function savePlanStep(
  trx: Kysely<Schema>,
  { jobId, runNumber, planAttempt }: RunKey & { readonly planAttempt: number },
  change: { readonly samplingState?: unknown; readonly planned?: boolean } = {},
): Promise<boolean> {
  const updated = await trx
    .updateTable('runs')
    .set({
      plan_attempt: planAttempt, // itself: the update holds the row, changed or not
      ...(change.samplingState === undefined ? {} : { sampling_state: JSON.stringify(change.samplingState) }),
      ...(change.planned === true ? { phase: 'scanning' as const, planner: null } : {}),
    })
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .where('plan_attempt', '=', planAttempt)
    .where('phase', '=', 'listing')
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** What the bucket of the results said; false where it has said so in this run before. */
export async function saveExportError(
  trx: Kysely<Schema>,
  { jobId, runNumber }: RunKey,
  problem: string,
): Promise<boolean> {
  const updated = await trx
    .updateTable('runs')
    .set({ export_error: problem })
    .where('job_id', '=', jobId)
    .where('run_number', '=', runNumber)
    .where('export_error', 'is distinct from', problem)
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** The planners' own words for the runs that are being planned by this process or were when it died. */
export async function findPlanners(db: Kysely<Schema>, prefix: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('runs')
    .select('planner')
    .where('phase', '=', 'listing')
    .where('planner', 'like', `${prefix.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
    .execute()
  return rows.flatMap(({ planner }) => planner ?? [])
}

/** The job's status, held until the transaction ends: whoever changes it waits, others who hold it so do not. */
export async function shareJobStatus(trx: Kysely<Schema>, jobId: string): Promise<JobStatus | undefined> {
  const row = await trx
    .selectFrom('jobs')
    .select('job_status')
    .where('job_id', '=', jobId)
    .forShare()
    .executeTakeFirst()
  return row?.job_status as JobStatus | undefined
}

/** One query for all of them; jobs that are not there are missing. */
export async function findJobStatuses(
  db: Kysely<Schema>,
  jobIds: readonly string[],
): Promise<ReadonlyMap<string, JobStatus>> {
  if (jobIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('jobs')
    .select(['job_id', 'job_status'])
    .where('job_id', 'in', [...jobIds])
    .execute()
  return new Map(rows.map((row) => [row.job_id, row.job_status as JobStatus]))
}

function toRun(row: Selectable<RunsTable>): Run {
  return {
    jobId: row.job_id,
    runNumber: row.run_number,
    accountId: row.account_id,
    phase: row.phase,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    planAttempt: row.plan_attempt,
    samplingState: row.sampling_state ?? undefined,
    identifiers: row.identifiers as IdentifierSelection,
    identifierSet: row.identifier_set ?? undefined,
    failed: row.failed,
  }
}
