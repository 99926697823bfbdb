// The working part of a server: scan threads, the runs they serve, and what happens to jobs because time passes.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { handleExpirePause, handleResumeQuota, handleScheduledRun, recoverSchedules } from './jobs/timers.ts'
import { publicationQueues } from './start-publication.ts'
import type { ServerBase } from './server-base.ts'

/** @returns how to stop it */
export async function startScanning(base: ServerBase): Promise<() => Promise<void>> {
  const { config, database, queue, logger, resultsStore, now } = base
  const { startWorker } = await import('./runs/worker.ts')
  const worker = await startWorker({
    database,
    queue,
    publishTo: publicationQueues(config),
    sources: config.sources,
    resultsStore,
    identifierSet: base.jobs.identifierSet,
    scanThreads: config.scanThreads,
    workerId: workerIdOf(config.dataFolder),
    logger,
    clock: now,
    monthlyQuota: config.monthlyQuotaBytes,
    dataFolder: config.dataFolder,
  })
  await startTimers(base)
  return async () => await worker.stop()
}

/** The same in every start on one data folder: so a start knows which leases died with the process before it. */
function workerIdOf(dataFolder: string): string {
  const file = path.join(dataFolder, 'worker-id')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const id = randomUUID()
    writeFileSync(file, `${id}\n`, { mode: 0o600 })
    return id
  }
}

async function startTimers({ queue, jobs, logger, now }: ServerBase): Promise<void> {
  const few = { concurrency: 2 }
  await queue.work(
    'scheduled-run',
    few,
    async (message) => void (await handleScheduledRun(jobs, message, now())),
  )
  await queue.work('expire-pause', few, async (message) => {
    const outcome = await handleExpirePause(jobs, message, now())
    // AWS sends a mail and a health event; here the log is what there is.
    if (outcome === 'ending')
      logger.warn(
        { ...message },
        'The pause of a job ends in 7 days: then what is left of its run is dropped',
      )
  })
  await queue.work(
    'resume-quota',
    few,
    async (message) => void (await handleResumeQuota(jobs, message, now())),
  )
  await recoverSchedules(jobs, now())
}
