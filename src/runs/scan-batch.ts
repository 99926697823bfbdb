// A turn of a batch: its objects go to the scan threads in order, and what has ended is recorded in order, every two
// seconds or 256 objects.
//
// The one fact to know: only a contiguous prefix of the batch is ever recorded. What was read ahead of it when the
// turn ends is read again by the next one.
import { pauseForQuota } from '../jobs/quota.ts'
import { findBatchJob, saveBytesUnderWay, takeBatch, type Batch } from '../store/batches.ts'
import { lockJob } from '../store/jobs.ts'
import { findRunBucket } from '../store/run-buckets.ts'
import { findRun } from '../store/runs.ts'
import { findUsage } from '../store/usage.ts'
import { unpackEntries } from './batch-entries.ts'
import { createReadQueue, type ReadQueue } from './read-queue.ts'
import type { ReadingContext } from './readings.ts'
import { demandRoom } from './demand-room.ts'
import { recordCheckpoint, resultsName, type BatchWork } from './record-checkpoint.ts'
import { inTransaction, TurnOver, type RunContext, type Turn } from './run-context.ts'

const checkpointObjects = 256
const checkpointMs = 2_000

export async function scanBatch(context: RunContext, batchId: number, turn: Turn): Promise<void> {
  await demandRoom(context)
  try {
    const work = await takeOver(context, batchId, turn)
    if (work !== undefined) await scanLogged(context, work, turn)
  } catch (error) {
    if (!(error instanceof TurnOver)) throw error
    context.logger.debug({ batchId }, 'left a batch: its job does not run, or another turn has it')
  }
}

async function scanLogged(context: RunContext, work: BatchWork, turn: Turn): Promise<void> {
  const { jobId, runNumber, id: batchId, attempt, objects, cursor } = work.batch
  const facts = { jobId, runNumber, batchId, attempt }
  context.logger.debug({ ...facts, objects, cursor }, 'took a batch')
  await scanAll(context, work, turn)
  context.logger.debug(facts, 'ended a turn of a batch')
}

async function takeOver(context: RunContext, batchId: number, turn: Turn): Promise<BatchWork | undefined> {
  return inTransaction(context, async (trx) => {
    const jobId = await findBatchJob(trx, batchId)
    if (jobId === undefined) return undefined
    const job = await lockJob(trx, jobId)
    if (job?.jobStatus !== 'RUNNING') return undefined
    const batch = await takeBatch(trx, batchId, { worker: context.workerId, queueJobId: turn.queueJobId })
    const run = batch && (await findRun(trx, batch))
    const bucket = batch && (await findRunBucket(trx, batch, batch.bucket))
    return batch && run && bucket && { job, run, batch, bucket }
  })
}

async function scanAll(context: RunContext, work: BatchWork, turn: Turn): Promise<void> {
  const { batch, run, job } = work
  const group = groupOf(batch)
  const identifiers = await context.identifiers.of(run)
  const stop = new AbortController()
  const halt = (): void => {
    stop.abort()
    context.threads.stop(group)
  }
  const unwatch = context.watch.watch(job.jobId, halt)
  turn.signal.addEventListener('abort', halt, { once: true })
  const reading: ReadingContext = {
    threads: context.threads,
    store: context.store,
    resultsStore: context.resultsStore,
    task: { group, sources: context.sources, bucket: batch.bucket, identifiers },
    nameOf: (index) => resultsName(work, `object-${index}`),
  }
  const queue = createReadQueue(reading, await unpackEntries(batch.entries), batch.cursor)
  try {
    const budget = await quotaBudget(context, work)
    await scanInOrder(context, { work, queue, budget, stop: stop.signal })
  } finally {
    unwatch()
    turn.signal.removeEventListener('abort', halt)
    context.threads.stop(group)
    await queue.settle()
  }
  // The process stops or the lease is lost: whoever takes the batch next goes on at the cursor.
  if (turn.signal.aborted && queue.left() > 0) throw new Error('Cannot finish the batch: its turn ended')
}

interface Budget {
  /** Bytes that the account may still have analysed this month. */
  left: number
}

async function quotaBudget(
  { monthlyQuota, database, clock }: RunContext,
  { job }: BatchWork,
): Promise<Budget> {
  if (monthlyQuota === undefined) return { left: Infinity }
  return { left: monthlyQuota - (await findUsage(database.background, job.accountId, clock())) }
}

interface ScanInOrder {
  readonly work: BatchWork
  readonly queue: ReadQueue
  readonly budget: Budget
  readonly stop: AbortSignal
}

async function scanInOrder(context: RunContext, { work, queue, budget, stop }: ScanInOrder): Promise<void> {
  let recordedAt = performance.now()
  let toldAt = recordedAt
  const isDue = (): boolean =>
    queue.ended() >= checkpointObjects || performance.now() - recordedAt >= checkpointMs || queue.isIdle()
  while (queue.left() > 0) {
    queue.throwFailure()
    if (!stop.aborted) queue.begin(budget.left)
    if (queue.ended() > 0 && isDue()) {
      const { from, readings } = queue.takeEnded(checkpointObjects)
      const used = await recordCheckpoint(context, work, { from, readings })
      budget.left = (context.monthlyQuota ?? Infinity) - used
      recordedAt = performance.now()
      continue
    }
    if (queue.isIdle()) {
      if (stop.aborted) return
      // Nothing is under way and nothing may be begun: the next object would exceed the quota.
      await pauseForQuota(context, work.job.jobId, context.clock())
      return
    }
    await queue.change(checkpointMs)
    if (performance.now() - Math.max(recordedAt, toldAt) < checkpointMs) continue
    toldAt = performance.now()
    await tellUnderWay(context, work)
  }
}

/** A large object ends long after it began: meanwhile the progress is told by what is read of it. */
async function tellUnderWay(context: RunContext, { batch }: BatchWork): Promise<void> {
  const bytes = context.threads.bytesUnderWay(groupOf(batch))
  if (bytes > 0) await saveBytesUnderWay(context.database.background, { ...batch, bytes })
}

/** What the threads know the objects of this turn by. */
function groupOf({ id, attempt }: Batch): string {
  return `${id}/${attempt}`
}
