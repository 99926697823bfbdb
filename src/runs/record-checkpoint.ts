// A checkpoint: what became of some objects of a batch, recorded at once or not at all.
//
// The one fact to know: the results file comes first, then one transaction that names it. The transaction looks at
// the job's status and at the batch's fence before anything else, so that a paused job does not change and a batch
// that another worker has taken is not counted twice.
import type { Kysely } from 'kysely'
import { extensionOf } from '../content/classifiable.ts'
import type { Schema } from '../database/schema.ts'
import { assembleFinding, type FindingRecord } from '../findings/assemble-finding.ts'
import { announceFindings, wakePublishers } from '../jobs/announce-findings.ts'
import { finishRun } from '../jobs/finish-run.ts'
import type { Job } from '../model/job.ts'
import type { ResultLine } from '../results/results-store.ts'
import { advanceBatch, deleteBatch, type Batch } from '../store/batches.ts'
import { findExportConfiguration } from '../store/export-configurations.ts'
import { lockJob } from '../store/jobs.ts'
import { insertLedger, type LedgerEntry } from '../store/ledger.ts'
import { recordFindings, type NewFinding } from '../store/record-findings.ts'
import { insertResultsFiles, type ResultsFileRow } from '../store/results-files.ts'
import { changeRunBucket, type BucketCounters, type RunBucket } from '../store/run-buckets.ts'
import { shareJobStatus, type Run } from '../store/runs.ts'
import { addUsage } from '../store/usage.ts'
import { exportCheckpoint, recordExportError, type ExportOutcome } from './export-checkpoint.ts'
import { exportRoot } from './export-file.ts'
import { objectLine } from './object-line.ts'
import type { Reading } from './readings.ts'
import { requestExport } from './request-export.ts'
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
  const { batch, run, job } = work
  const destination = await findExportConfiguration(context.database.background, job.accountId)
  const resultsRoot = destination && exportRoot(destination)
  const written = await writeResults(context, work, { ...checkpoint, now, resultsRoot })
  const names = written.files.map(({ name }) => name)
  const exported = await exportCheckpoint(context, destination, { ...work, names, createdAt: now })
  const used = await inTransaction(context, async (trx) => {
    const to = checkpoint.from + checkpoint.readings.length
    // What may change the job takes it for update from the beginning: a lock that is shared first could end in a deadlock.
    const lock = to === batch.objects || exported.kind === 'refused' ? 'update' : 'share'
    await holdBatch(trx, work, { from: checkpoint.from, to, lock })
    await announceFindings(context, trx, await recordFindings(trx, job.accountId, written.findings))
    await insertLedger(
      trx,
      run,
      checkpoint.readings.flatMap((reading) => ledgerEntry(batch, reading) ?? []),
    )
    const add = countersOf(checkpoint.readings)
    await changeRunBucket(trx, { ...run, bucket: batch.bucket }, { add })
    const usage = { accountId: job.accountId, bytes: add.bytesAnalysed ?? 0 }
    const sum = await addUsage(trx, usage, now)
    await insertFiles(trx, written, { exported, now })
    if (exported.kind === 'refused') {
      const affectedBucket = destination?.bucketName ?? ''
      await recordExportError(trx, { job, run, failure: exported.failure }, { now, affectedBucket })
    }
    if (to === batch.objects) {
      await deleteBatch(trx, batch.id)
      await finishRun(trx, run, now)
    }
    if (exported.kind !== 'exported') {
      const failure = exported.kind === 'refused' ? exported.failure : undefined
      await requestExport(context.queue, trx, { accountId: job.accountId, failure })
    }
    return sum
  })
  if (written.findings.length > 0) wakePublishers(context)
  if (exported.kind !== 'exported') context.queue.notify('export-results')
  return used
}

async function holdBatch(
  trx: Kysely<Schema>,
  { batch, job }: BatchWork,
  { from, to, lock }: { readonly from: number; readonly to: number; readonly lock: 'update' | 'share' },
): Promise<void> {
  const status =
    lock === 'update' ? (await lockJob(trx, job.jobId))?.jobStatus : await shareJobStatus(trx, job.jobId)
  if (status !== 'RUNNING') throw new TurnOver()
  const { id, attempt } = batch
  if (!(await advanceBatch(trx, { id, attempt, from, to }))) throw new TurnOver()
}

async function insertFiles(
  trx: Kysely<Schema>,
  { files }: WrittenResults,
  { exported, now }: { readonly exported: ExportOutcome; readonly now: Date },
): Promise<void> {
  const exportedTo = exported.kind === 'exported' ? exported.to : undefined
  await insertResultsFiles(
    trx,
    files.map((file) => ({ ...file, exportedTo })),
    now,
  )
}

interface WrittenResults {
  readonly files: readonly ResultsFileRow[]
  readonly findings: readonly NewFinding[]
}

async function writeResults(
  { resultsStore, identifierSet }: RunContext,
  work: BatchWork,
  {
    from,
    readings,
    now,
    resultsRoot,
  }: Checkpoint & { readonly now: Date; readonly resultsRoot: string | undefined },
): Promise<WrittenResults> {
  const { jobId, runNumber, id: batchId, bucket } = work.batch
  const shared = resultsName(work, `${from}`)
  const files: ResultsFileRow[] = []
  const findings: NewFinding[] = []
  const lines: ResultLine[] = []
  const fileRow = { jobId, runNumber, batchId, bucket }
  for (const [o, reading] of readings.entries()) {
    const record = assemble(work, reading, { now, resultsRoot })
    const line = objectLine({ o, findingId: record?.finding.id, identifierSet }, reading)
    const { ownFile } = reading
    if (ownFile === undefined) {
      for (const items of reading.occurrences) lines.push({ t: 'occurrences', o, items })
      lines.push(line)
    } else {
      await ownFile.finish(line)
      files.push({ ...fileRow, name: ownFile.name, objects: 1 })
    }
    if (record !== undefined)
      findings.push({ ...record, identifierSet, resultsFile: ownFile?.name ?? shared })
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
  { now: createdAt, resultsRoot }: { readonly now: Date; readonly resultsRoot: string | undefined },
): FindingRecord | undefined {
  const { accountId, jobId, jobArn, region } = job
  return assembleFinding({
    outcome,
    object: { ...entry, extension: extensionOf(entry.key) },
    bucket: bucket.description,
    job: { accountId, jobId, jobArn, region, runNumber: run.runNumber },
    customIdentifiers: run.identifiers.custom,
    createdAt,
    resultsRoot,
  })
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
