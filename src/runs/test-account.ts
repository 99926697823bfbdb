// What a run left behind, gathered for tests from where a user reads it: the counters, the ledger, the results files,
// the findings and the log events.
import type { Job } from '../model/job.ts'
import { findJobEvents } from '../store/job-events.ts'
import { countObjectsToProcess } from '../store/jobs.ts'
import { findLatestRun } from '../store/runs.ts'
import { coverage, type CoverageQuery } from './coverage.ts'
import { progressTeller, type RunProgress } from './progress.ts'
import type { TestRuns } from './test-runs.ts'

export interface RunAccount {
  readonly progress: RunProgress
  /** Of every object as often as it was recorded: `key COMPLETE`, `key SKIPPED PERMISSION_DENIED`. */
  readonly objects: readonly string[]
  /** `key count`. */
  readonly findings: readonly string[]
  readonly events: readonly string[]
  readonly failed: boolean
}

export async function accountOf(runs: TestRuns, job: Job): Promise<RunAccount> {
  const db = runs.database.interactive
  const progress = await progressTeller(db, () => new Date())(job.jobId)
  const run = await findLatestRun(db, job.jobId)
  if (progress === undefined || run === undefined)
    throw new Error("Cannot read the test's run: there is none")
  const events = await findJobEvents(db, job.jobId, { limit: 1_000 })
  const found = await db.selectFrom('findings').select('body').where('job_id', '=', job.jobId).execute()
  return {
    progress,
    objects: [...(await covered(runs, job, 'COMPLETE')), ...(await covered(runs, job, undefined))].sort(),
    findings: found.map(({ body }) => findingLine(body as FindingBody)).sort(),
    events: events.map(({ body }) => body.eventType),
    failed: run.failed,
  }
}

/** What does not add up in a run that has ended; nothing, as it should be. */
export async function contradictions(runs: TestRuns, job: Job): Promise<string[]> {
  const { objects, progress } = await accountOf(runs, job)
  const { listed, complete, partial, skipped } = progress.objects
  const recorded = (status: string): number => objects.filter((line) => line.includes(` ${status}`)).length
  const checks: Record<string, readonly [number, number]> = {
    'objects recorded twice': [objects.length - new Set(objects).size, 0],
    'complete objects': [complete, recorded('COMPLETE')],
    'partial objects': [partial, recorded('PARTIAL')],
    'skipped objects': [skipped, recorded('SKIPPED')],
    'objects left to do': [
      await countObjectsToProcess(runs.database.interactive, latestRun(job, progress)),
      0,
    ],
    'bytes left to do': [progress.bytes.selected - progress.bytes.done, 0],
    'objects that are not listed': [Math.max(0, complete + partial + skipped - listed), 0],
  }
  return Object.entries(checks).flatMap(([what, [is, should]]) =>
    is === should ? [] : [`${what}: ${is}, not ${should}`],
  )
}

function latestRun({ jobId }: Job, { runNumber }: RunProgress) {
  return { jobId, runNumber }
}

async function covered(runs: TestRuns, { jobId }: Job, status: CoverageQuery['status']): Promise<string[]> {
  const stores = { db: runs.database.interactive, resultsStore: runs.worker.resultsStore }
  const lines: string[] = []
  let after: string | undefined
  do {
    const page = await coverage(stores, { jobId, status, reason: undefined, after, limit: 100 })
    for (const object of page.objects)
      lines.push(`${object.key} ${object.status}${object.reason === null ? '' : ` ${object.reason}`}`)
    after = page.next
  } while (after !== undefined)
  return lines
}

interface FindingBody {
  readonly count: number
  readonly resourcesAffected: { readonly s3Object: { readonly key: string } }
  readonly classificationDetails: {
    readonly result: { readonly sensitiveData: readonly { readonly totalCount: number }[] }
  }
}

function findingLine({ resourcesAffected, classificationDetails }: FindingBody): string {
  const { sensitiveData } = classificationDetails.result
  return `${resourcesAffected.s3Object.key} ${sensitiveData.reduce((sum, { totalCount }) => sum + totalCount, 0)}`
}
