// The worker of a process: it plans runs and scans batches for as long as the process lives.
//
// The one fact to know: a process that starts on the data folder of one that died takes that one's turns back at
// once, instead of waiting until their leases have run out.
import { resumeAllFromQuota } from '../jobs/quota.ts'
import { sweepBatches } from '../jobs/sweep-batches.ts'
import { openBucketWriter } from '../objects/bucket-writer.ts'
import { openObjectStores } from '../objects/open-object-stores.ts'
import { findTurnsOf } from '../store/batches.ts'
import { findNamedFiles } from '../store/results-files.ts'
import { deleteEndedAllowLists } from '../store/run-allow-lists.ts'
import { findPlanners } from '../store/runs.ts'
import { findUsage } from '../store/usage.ts'
import { startScanThreads } from '../threads/scan-threads.ts'
import { exportResults, resumeExports } from './export-results.ts'
import { planRun } from './plan-run.ts'
import type { RunContext, WorkerContext } from './run-context.ts'
import { keepRunIdentifiers } from './run-identifiers.ts'
import { startRunWatch } from './run-watch.ts'
import { scanBatch } from './scan-batch.ts'

export interface RunWorker {
  /** Takes no more turns, records what has ended, and gives back the rest. */
  stop(): Promise<void>
}

const sweepEveryMs = 3_600_000
/** A file that is younger may belong to a checkpoint which is being recorded. */
const sweepAgeMs = 86_400_000

export async function startWorker(worker: WorkerContext): Promise<RunWorker> {
  const { database, queue, logger } = worker
  const warn = (error: Error): void => logger.warn({ err: error }, error.message)
  const context: RunContext = {
    ...worker,
    store: openObjectStores(worker.sources),
    writer: openBucketWriter(worker.sources),
    threads: startScanThreads({
      threads: worker.scanThreads,
      warn: (error, facts) =>
        logger.warn({ ...(facts && { batchTurn: facts.group }), err: error }, error.message),
    }),
    watch: startRunWatch(database),
    identifiers: keepRunIdentifiers(database),
  }
  await releaseOwnTurns(worker)
  await queue.work('plan-run', { concurrency: 2 }, ({ jobId, runNumber }, turn) =>
    planRun(context, { jobId, runNumber }, turn),
  )
  // Two, so that the threads have work while the last objects of a batch are read and recorded.
  await queue.work('scan-batch', { concurrency: 2 }, ({ batchId }, turn) => scanBatch(context, batchId, turn))
  await queue.work('export-results', { concurrency: 2 }, ({ accountId }, turn) =>
    exportResults(context, { accountId }, turn),
  )
  await resumeWithinQuota(worker)
  await resumeExports(context)
  const sweeping = setInterval(() => void sweep(context).catch(warn), sweepEveryMs)
  sweeping.unref()
  return {
    async stop() {
      clearInterval(sweeping)
      await queue.stop()
      context.watch.close()
      await context.threads.close()
      context.store.close()
      context.writer.close()
    },
  }
}

async function releaseOwnTurns({ database, queue, workerId }: WorkerContext): Promise<void> {
  await queue.release('scan-batch', await findTurnsOf(database.background, workerId))
  const prefix = `${workerId}/`
  const planners = await findPlanners(database.background, prefix)
  await queue.release(
    'plan-run',
    planners.map((planner) => planner.slice(prefix.length)),
  )
}

/** The quota may have been raised while the process was away. */
async function resumeWithinQuota(context: WorkerContext): Promise<void> {
  const { database, monthlyQuota, clock } = context
  const now = clock()
  const hasQuota = async (accountId: string): Promise<boolean> =>
    monthlyQuota === undefined || (await findUsage(database.background, accountId, now)) < monthlyQuota
  await resumeAllFromQuota(context, hasQuota, now)
}

async function sweep(context: RunContext): Promise<void> {
  const { database, resultsStore, clock } = context
  await sweepBatches({ database })
  await deleteEndedAllowLists(database.background)
  await resumeExports(context)
  const before = new Date(clock().getTime() - sweepAgeMs)
  await resultsStore.sweep((names) => findNamedFiles(database.background, names), before)
}
