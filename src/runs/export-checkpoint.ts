// The export of what a checkpoint is about to record: records are there before the findings are that lead to them. Where
// the bucket refuses, the run says so and goes on, and a turn of the queue writes them later.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { recordRunError } from '../jobs/run-errors.ts'
import type { Job } from '../model/job.ts'
import { BucketFailure } from '../objects/object-store.ts'
import type { ExportConfiguration, ExportFailure } from '../store/export-configurations.ts'
import type { RunBucket } from '../store/run-buckets.ts'
import { saveExportError, type Run } from '../store/runs.ts'
import { exportFile, exportRoot } from './export-file.ts'
import type { RunContext } from './run-context.ts'

export type ExportOutcome =
  | { readonly kind: 'exported'; readonly to: string }
  | { readonly kind: 'refused'; readonly failure: ExportFailure }
  | { readonly kind: 'none' }

export interface CheckpointExport {
  readonly job: Job
  readonly run: Run
  readonly bucket: RunBucket
  readonly names: readonly string[]
  readonly createdAt: Date
}

export async function exportCheckpoint(
  context: Pick<RunContext, 'resultsStore' | 'writer'>,
  destination: ExportConfiguration | undefined,
  { job, run, bucket, names, createdAt }: CheckpointExport,
): Promise<ExportOutcome> {
  if (destination === undefined) return { kind: 'none' }
  // It refused a moment ago: scanning does not wait for it again and again.
  if (destination.failure !== undefined) return { kind: 'refused', failure: destination.failure }
  const { custom } = run.identifiers
  const source = { job, runNumber: run.runNumber, custom, bucket: bucket.description, createdAt }
  try {
    for (const name of names) await exportFile(context, { name, source, destination })
    return { kind: 'exported', to: exportRoot(destination) }
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    const { problem, message } = error
    return { kind: 'refused', failure: { problem, message } }
  }
}

/** Once for each thing that the bucket says in a run. The caller holds the job's row for update. */
export async function recordExportError(
  trx: Kysely<Schema>,
  { job, run, failure }: { readonly job: Job; readonly run: Run; readonly failure: ExportFailure },
  { now, affectedBucket }: { readonly now: Date; readonly affectedBucket: string },
): Promise<void> {
  if (!(await saveExportError(trx, run, failure.problem))) return
  const error = {
    runNumber: run.runNumber,
    errorType: failure.problem,
    description: `Cannot export discovery results, and will try again: ${failure.message}`,
    affectedBucket,
    affectedAccount: job.accountId,
    operation: 'PutObject',
    ...(job.jobType === 'SCHEDULED' ? { runDate: run.startedAt } : {}),
  }
  await recordRunError(trx, { job, error }, now)
}
