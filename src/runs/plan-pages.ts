// The pages of one bucket: each is listed, chosen from, and saved with its batches in one transaction.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import { insertBatch } from '../store/batches.ts'
import { insertLedger, type LedgerEntry } from '../store/ledger.ts'
import { changeRunBucket, type RunBucket } from '../store/run-buckets.ts'
import { packEntries } from './batch-entries.ts'
import { chooseObjects, type ChoiceRules } from './choose-objects.ts'
import { cutBatches } from './cut-batches.ts'
import { demandRoom } from './demand-room.ts'
import { holdPlan, type Plan } from './hold-plan.ts'
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
    const step = { bucket: bucket.bucket, listed, skipped, batches, continuation }
    await inTransaction(context, (trx) => savePage(context, { trx, plan, step }))
    if (batches.length > 0) context.queue.notify('scan-batch')
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
  readonly skipped: readonly LedgerEntry[]
  readonly batches: readonly PackedBatch[]
  readonly continuation: string | undefined
}

async function savePage(
  { queue }: RunContext,
  { trx, plan, step }: { readonly trx: Kysely<Schema>; readonly plan: Plan; readonly step: PageStep },
): Promise<void> {
  const { run } = plan
  const { bucket, batches, skipped, continuation } = step
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
}
