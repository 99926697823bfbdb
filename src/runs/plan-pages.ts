// The pages of one bucket: each is listed, chosen from, and saved with its batches in one transaction.
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import type { ShortfallReason } from '../model/shortfall.ts'
import { insertBatch } from '../store/batches.ts'
import { insertLedger } from '../store/ledger.ts'
import { insertResultsFiles } from '../store/results-files.ts'
import { changeRunBucket, type RunBucket } from '../store/run-buckets.ts'
import { packEntries } from './batch-entries.ts'
import { chooseObjects, type ChoiceRules, type SkippedObject } from './choose-objects.ts'
import { cutBatches } from './cut-batches.ts'
import { demandRoom } from './demand-room.ts'
import { holdPlan, type Plan } from './hold-plan.ts'
import { objectLine } from './object-line.ts'
import { requestExport } from './request-export.ts'
import { inTransaction, type RunContext } from './run-context.ts'
import type { SampleChoice } from './sample-plan.ts'

export interface BucketPlan {
  readonly bucket: RunBucket
  readonly rules: ChoiceRules
  readonly sample: SampleChoice | undefined
  /** Objects of the run that were selected before. */
  readonly selected: number
}

/** Answers how many objects of the run are selected after it. */
export async function planPages(context: RunContext, plan: Plan, bucketPlan: BucketPlan): Promise<number> {
  const { bucket, rules, sample } = bucketPlan
  let { selected } = bucketPlan
  let continuation = bucket.continuation
  do {
    plan.turn.signal.throwIfAborted()
    await demandRoom(context)
    const page = await context.store.listObjects(bucket.bucket, { continuation })
    const { listed, eligible, skipped } = await chooseObjects(page, rules)
    const chosen = eligible.filter(({ key }) => sample?.isChosen(bucket.bucket, key) !== false)
    const batches = await Promise.all(cutBatches(chosen, selected).map(toBatch))
    continuation = page.continuation
    const resultsFile = await writeSkipped(context, plan, skipped)
    const step = { bucket: bucket.bucket, listed, skipped, resultsFile, batches, continuation }
    await inTransaction(context, (trx) => savePage(context, { trx, plan, step }))
    if (batches.length > 0) context.queue.notify('scan-batch')
    if (resultsFile !== undefined) context.queue.notify('export-results')
    selected += chosen.length
  } while (continuation !== undefined)
  return selected
}

interface PackedBatch {
  readonly objects: number
  readonly bytes: number
  readonly entries: Buffer
}

async function toBatch(entries: readonly ObjectEntry[]): Promise<PackedBatch> {
  const bytes = entries.reduce((sum, { size }) => sum + size, 0)
  return { objects: entries.length, bytes, entries: await packEntries(entries) }
}

interface PageStep {
  readonly bucket: string
  readonly listed: number
  readonly skipped: readonly SkippedObject[]
  /** Names the lines of those that were skipped. */
  readonly resultsFile: string | undefined
  readonly batches: readonly PackedBatch[]
  readonly continuation: string | undefined
}

/** Objects that were never read have a result as well. A name that no transaction takes over is swept. */
async function writeSkipped(
  { resultsStore }: RunContext,
  { run }: Plan,
  skipped: readonly SkippedObject[],
): Promise<string | undefined> {
  if (skipped.length === 0) return undefined
  const name = `${run.jobId}/${run.runNumber}/plan-${randomUUID()}.jsonl.gz`
  const lines = skipped.map((object, o) => {
    const { key, versionId, size, status, reason, listed } = object
    const entry = { key, size, ...listed, ...(versionId === undefined ? {} : { versionId }) }
    const outcome = { status, reason: reason as ShortfallReason, bytesAnalysed: 0, detections: [] }
    return objectLine({ o }, { entry, outcome })
  })
  await resultsStore.write(name, lines)
  return name
}

async function savePage(
  { queue, clock }: RunContext,
  { trx, plan, step }: { readonly trx: Kysely<Schema>; readonly plan: Plan; readonly step: PageStep },
): Promise<void> {
  const { run } = plan
  const { bucket, batches, skipped, resultsFile, continuation } = step
  await holdPlan(trx, plan, 'share')
  for (const batch of batches) {
    const batchId = await insertBatch(trx, {
      jobId: run.jobId,
      runNumber: run.runNumber,
      bucket,
      ...batch,
    })
    await queue.send(trx, { queue: 'scan-batch', batchId })
  }
  await insertLedger(trx, run, skipped)
  await changeRunBucket(
    trx,
    { ...run, bucket },
    {
      continuation: continuation ?? null,
      listed: continuation === undefined,
      add: {
        objectsListed: step.listed,
        objectsSelected: batches.reduce((sum, { objects }) => sum + objects, 0),
        bytesSelected: batches.reduce((sum, { bytes }) => sum + bytes, 0),
        objectsSkipped: skipped.length,
      },
    },
  )
  if (resultsFile === undefined) return
  const { jobId, runNumber, accountId } = run
  const file = { name: resultsFile, jobId, runNumber, batchId: 0, bucket, objects: skipped.length }
  await insertResultsFiles(trx, [file], clock())
  await requestExport(queue, trx, { accountId })
}
