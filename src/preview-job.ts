// What a job would read and how long that takes, for a server: its store, its bounds, its measured rate.
import type { JobPreview } from './api/context.ts'
import type { Job } from './model/job.ts'
import { BucketFailure, type ObjectStore } from './objects/object-store.ts'
import type { RunPreview } from './runs/preview-run.ts'
import type { ServerBase } from './server-base.ts'
import { findMeasuredRates } from './store/measured-rates.ts'

/** A request should be answered before its client gives up. */
const mostMilliseconds = 15_000
const mostEntries = 500_000

export function jobPreviewer(
  { config, database, jobs }: ServerBase,
  store: ObjectStore,
): (job: Job, now: Date) => Promise<JobPreview | 'no-answer'> {
  const { scanThreads } = config
  let trial: Promise<number> | undefined
  const tried = async (): Promise<number> => {
    const { tryRate } = await import('./runs/trial-rate.ts')
    return await tryRate({ managed: jobs.selectManagedIdentifiers('ALL', []), custom: [] })
  }
  const estimate = async (preview: RunPreview): Promise<JobPreview['estimate']> => {
    const { objects, bytes } = preview
    const { bytesPerSecond: measured, objectsPerSecond } = await findMeasuredRates(database.interactive)
    trial ??= measured === undefined ? tried() : undefined
    const bytesPerSecond = measured ?? ((await trial) ?? 1) * scanThreads
    // Many small objects take as long as their number says.
    const byNumber = objectsPerSecond === undefined ? 0 : objects.selected / objectsPerSecond
    return {
      seconds: Math.ceil(Math.max(bytes.selected / bytesPerSecond, byNumber)),
      bytesPerSecond: Math.round(bytesPerSecond),
      basis: measured === undefined ? 'trial' : 'runs',
    }
  }
  return async (job, now) => {
    const { previewRun } = await import('./runs/preview-run.ts')
    const startedAt = performance.now()
    const isOver = (): boolean => performance.now() - startedAt > mostMilliseconds
    const bounds = { entries: mostEntries, isOver }
    const preview = await previewRun({ store, job, now }, bounds).catch((error: unknown) => {
      if (error instanceof BucketFailure) return undefined
      throw error
    })
    if (preview === undefined) return 'no-answer'
    const { samplingPercentage } = job
    const firstRunAt = runsAtOnce(job) ? null : (job.nextRunAt?.toISOString() ?? null)
    return { ...preview, samplingPercentage, firstRunAt, estimate: await estimate(preview) }
  }
}

function runsAtOnce({ jobType, initialRun }: Job): boolean {
  return jobType === 'ONE_TIME' || initialRun
}
