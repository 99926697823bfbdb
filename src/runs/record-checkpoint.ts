// A checkpoint: what became of some objects of a batch, recorded at once or not at all.
//
// The one fact to know: the results file comes first, then one transaction that names it. The transaction looks at
// the job's status and at the batch's fence before anything else, so that a paused job does not change and a batch
// that another worker has taken is not counted twice.
import type { Kysely } from 'kysely'
import { extensionOf } from '../content/classifiable.ts'
import type { Schema } from '../database/schema.ts'
import { assembleFinding, type FindingRecord } from '../findings/assemble-finding.ts'
import { findingId } from '../findings/finding-id.ts'
import { finishRun } from '../jobs/finish-run.ts'
import type { Job } from '../model/job.ts'
import type { ObjectLine, ResultLine } from '../results/results-store.ts'
import { advanceBatch, deleteBatch, type Batch } from '../store/batches.ts'
import { lockJob } from '../store/jobs.ts'
import { insertLedger, type LedgerEntry } from '../store/ledger.ts'
import { recordFindings, type NewFinding } from '../store/record-findings.ts'
import { insertResultsFiles, type ResultsFileRow } from '../store/results-files.ts'
import { changeRunBucket, type BucketCounters, type RunBucket } from '../store/run-buckets.ts'
import { shareJobStatus, type Run } from '../store/runs.ts'
import { addUsage } from '../store/usage.ts'
import type { Reading } from './readings.ts'
import { inTransaction, TurnOver, type RunContext } from './run-context.ts'

export interface BatchWork {
  readonly job: Job
  readonly run: Run
  readonly batch: Batch
  readonly bucket: RunBucket
}

/** The objects [from, from + readings.length) of the batch. */
export interface Checkpoint {
  readonly from: number
  readonly readings: readonly Reading[]
}

/**
 * Answers the bytes of analysis that the account has used this month.
 * @throws TurnOver where the job is not RUNNING or the batch is another's
 */
export async function recordCheckpoint(
  context: RunContext,
  work: BatchWork,
  checkpoint: Checkpoint,
): Promise<number> {
  const now = context.clock()
  const written = await writeResults(context, work, { ...checkpoint, now })
  return inTransaction(context, async (trx) => {
    const { batch, run, job } = work
    const to = checkpoint.from + checkpoint.readings.length
    await holdBatch(trx, work, { from: checkpoint.from, to })
    await recordFindings(trx, job.accountId, written.findings)
    await insertLedger(
      trx,
      run,
      checkpoint.readings.flatMap((reading) => ledgerEntry(batch, reading) ?? []),
    )
    const add = countersOf(checkpoint.readings)
    await changeRunBucket(trx, { ...run, bucket: batch.bucket }, { add })
    const usage = { accountId: job.accountId, bytes: add.bytesAnalysed ?? 0 }
    const used = await addUsage(trx, usage, now)
    await insertResultsFiles(trx, written.files, now)
    if (to === batch.objects) {
      await deleteBatch(trx, batch.id)
      await finishRun(trx, run, now)
    }
    return used
  })
}

async function holdBatch(
  trx: Kysely<Schema>,
  { batch, job }: BatchWork,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  // The last checkpoint may finish the run, which locks the job for update: so it takes that lock from the beginning.
  const last = to === batch.objects
  const status = last ? (await lockJob(trx, job.jobId))?.jobStatus : await shareJobStatus(trx, job.jobId)
  if (status !== 'RUNNING') throw new TurnOver()
  const { id, attempt } = batch
  if (!(await advanceBatch(trx, { id, attempt, from, to }))) throw new TurnOver()
}

interface WrittenResults {
  readonly files: readonly ResultsFileRow[]
  readonly findings: readonly NewFinding[]
}

async function writeResults(
  { resultsStore }: RunContext,
  work: BatchWork,
  { from, readings, now }: Checkpoint & { readonly now: Date },
): Promise<WrittenResults> {
  const { jobId, runNumber, id: batchId, bucket } = work.batch
  const shared = resultsName(work, `${from}`)
  const files: ResultsFileRow[] = []
  const findings: NewFinding[] = []
  const lines: ResultLine[] = []
  const fileRow = { jobId, runNumber, batchId, bucket }
  for (const [o, reading] of readings.entries()) {
    const record = assemble(work, reading, now)
    const line = objectLine(work, reading, { o, record })
    const { ownFile } = reading
    if (ownFile === undefined) {
      for (const items of reading.occurrences) lines.push({ t: 'occurrences', o, items })
      lines.push(line)
    } else {
      await ownFile.finish(line)
      files.push({ ...fileRow, name: ownFile.name, objects: 1 })
    }
    if (record !== undefined) findings.push({ ...record, resultsFile: ownFile?.name ?? shared })
  }
  const objects = readings.length - files.length
  if (objects > 0) {
    await resultsStore.write(shared, lines)
    files.push({ ...fileRow, name: shared, objects })
  }
  return { files, findings }
}

/** Names sort in the order of the batches. */
export function resultsName({ batch }: Pick<BatchWork, 'batch'>, part: string): string {
  const { jobId, runNumber, id, attempt } = batch
  return `${jobId}/${runNumber}/${String(id).padStart(12, '0')}-${attempt}-${part}.jsonl.gz`
}

function assemble(
  { job, run, bucket }: BatchWork,
  { entry, outcome }: Reading,
  createdAt: Date,
): FindingRecord | undefined {
  const { accountId, jobId, jobArn, region } = job
  return assembleFinding({
    outcome,
    object: { ...entry, extension: extensionOf(entry.key) },
    bucket: bucket.description,
    job: { accountId, jobId, jobArn, region, runNumber: run.runNumber },
    customIdentifiers: run.identifiers.custom,
    createdAt,
  })
}

function objectLine(
  { job, run, bucket }: BatchWork,
  { entry, outcome }: Reading,
  { o, record }: { readonly o: number; readonly record: FindingRecord | undefined },
): ObjectLine {
  const { key, versionId, size } = entry
  const { accountId, jobId } = job
  const scanned = { accountId, jobId, runNumber: run.runNumber, bucket: bucket.bucket, key, versionId }
  return {
    t: 'object',
    o,
    key,
    ...(versionId === undefined ? {} : { versionId }),
    status: outcome.status,
    ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
    size,
    bytesAnalysed: outcome.bytesAnalysed,
    ...(outcome.format === undefined ? {} : { format: outcome.format }),
    detections: outcome.detections.map(({ identifier, count }) => ({
      identifier: identifier.id,
      category: identifier.kind === 'managed' ? identifier.category : 'CUSTOM_IDENTIFIER',
      count,
    })),
    ...(record === undefined ? {} : { findingId: findingId(scanned) }),
  }
}

function ledgerEntry({ bucket }: Batch, { entry, listedSize, outcome }: Reading): LedgerEntry | undefined {
  const { status, reason, bytesAnalysed, detail } = outcome
  if (status === 'COMPLETE') return undefined
  const { key, versionId } = entry
  return {
    bucket,
    key,
    versionId,
    status,
    reason: reason ?? 'MALFORMED_FILE',
    size: listedSize,
    bytesAnalysed,
    detail,
  }
}

function countersOf(readings: readonly Reading[]): Partial<BucketCounters> {
  const ended = (status: string): number => readings.filter(({ outcome }) => outcome.status === status).length
  return {
    objectsComplete: ended('COMPLETE'),
    objectsPartial: ended('PARTIAL'),
    objectsSkipped: ended('SKIPPED'),
    objectsProcessed: readings.length,
    bytesDone: readings.reduce((sum, { listedSize }) => sum + listedSize, 0),
    bytesAnalysed: readings.reduce((sum, { outcome }) => sum + outcome.bytesAnalysed, 0),
  }
}
