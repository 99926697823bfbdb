// A turn of the planner: lists the run's buckets page by page and turns what is to be analysed into batches.
//
// The one fact to know: each page is one transaction with the continuation token, the batches and their messages, the
// skipped objects and the counters. A planner that is killed goes on after the last page that was saved.
import { finishRun } from '../jobs/finish-run.ts'
import { recordRunError, type RunError } from '../jobs/run-errors.ts'
import { compileScoping } from '../jobs/scoping.ts'
import { bucketWindow } from '../jobs/window.ts'
import { BucketFailure } from '../objects/object-store.ts'
import { recordJobEvent } from '../store/job-events.ts'
import { findPreviousBucketRuns, type RunKey } from '../store/job-runs.ts'
import { lockJob } from '../store/jobs.ts'
import { insertRunAllowLists } from '../store/run-allow-lists.ts'
import { changeRunBucket, findRunBuckets, insertRunBuckets, type RunBucket } from '../store/run-buckets.ts'
import { savePlanStep, takePlan } from '../store/runs.ts'
import type { ChoiceRules } from './choose-objects.ts'
import { loadAllowLists } from './load-allow-lists.ts'
import { planPages } from './plan-pages.ts'
import { bucketError, resolveBuckets } from './resolve-buckets.ts'
import { holdPlan, type Plan } from './hold-plan.ts'
import { inTransaction, TurnOver, type RunContext, type Turn } from './run-context.ts'
import { prepareSample } from './sample-run.ts'

export async function planRun(context: RunContext, key: RunKey, turn: Turn): Promise<void> {
  try {
    const plan = await takeOver(context, key, turn)
    if (plan === undefined) return await finishPlanned(context, key)
    context.logger.debug({ ...key }, 'took a run to list')
    await listAll(context, plan)
    context.logger.debug({ ...key }, 'listed a run')
  } catch (error) {
    if (!(error instanceof TurnOver)) throw error
  }
}

async function takeOver(context: RunContext, key: RunKey, turn: Turn): Promise<Plan | undefined> {
  return inTransaction(context, async (trx) => {
    const job = await lockJob(trx, key.jobId)
    if (job?.jobStatus !== 'RUNNING') throw new TurnOver()
    const run = await takePlan(trx, key, `${context.workerId}/${turn.queueJobId}`)
    return run && { job, run, turn }
  })
}

/** All was planned before: a run whose last batch ended while its job was paused has yet to finish. */
async function finishPlanned({ database, clock }: RunContext, key: RunKey): Promise<void> {
  await database.background.transaction().execute((trx) => finishRun(trx, key, clock()))
}

async function listAll(context: RunContext, plan: Plan): Promise<void> {
  const buckets = await bucketsOf(context, plan)
  const rulesOf = choiceRules(context, plan)
  const sample = await prepareSample(context, plan, { buckets, rulesOf })
  let selected = buckets.reduce((sum, { counters }) => sum + counters.objectsSelected, 0)
  for (const bucket of buckets) {
    if (bucket.listed) continue
    try {
      selected = await planPages(context, plan, { bucket, rules: rulesOf(bucket), sample, selected })
    } catch (error) {
      if (!(error instanceof BucketFailure) || error.retryable) throw error
      await giveUpBucket(context, plan, { bucket, failure: error })
    }
  }
  await inTransaction(context, async (trx) => {
    // For update from the beginning: finishing takes it, and a lock that is shared first could end in a deadlock.
    await lockJob(trx, plan.run.jobId)
    if (!(await savePlanStep(trx, plan.run, { planned: true }))) throw new TurnOver()
    await finishRun(trx, plan.run, context.clock())
  })
}

function choiceRules({ store }: RunContext, { job, run }: Plan): (bucket: RunBucket) => ChoiceRules {
  const { scoping } = job.s3JobDefinition
  const scope = compileScoping(scoping)
  const { until } = bucketWindow(job, undefined, run.startedAt)
  return ({ description, windowAfter }) => ({
    store,
    bucket: description,
    window: { after: windowAfter, until },
    scoping,
    scope,
  })
}

/** The run's buckets: decided by its first planner, read by the ones after it. */
async function bucketsOf(context: RunContext, plan: Plan): Promise<readonly RunBucket[]> {
  const { database, store } = context
  const { job, run } = plan
  const known = await findRunBuckets(database.background, run)
  if (known.length > 0) return known
  const previous = await findPreviousBucketRuns(database.background, run)
  const allowed = await loadAllowLists(context, job)
  const { buckets, errors, byMatch } = await resolveBuckets({ store, job, run, previous })
  await inTransaction(context, async (trx) => {
    await holdPlan(trx, plan, 'update')
    const now = context.clock()
    await insertRunBuckets(trx, run, buckets)
    await insertRunAllowLists(trx, run, allowed)
    for (const error of errors) await recordRunError(trx, { job, error: dated(plan, error) }, now)
    if (!byMatch) return
    for (const { bucket } of buckets) {
      const description = 'A bucket matched what the job looks for.'
      await recordJobEvent(trx, job, {
        eventType: 'BUCKET_MATCHED_THE_CRITERIA',
        description,
        affectedBucket: bucket,
        now,
      })
    }
    if (buckets.length === 0) {
      const description = 'No bucket matches what the job looks for.'
      await recordJobEvent(trx, job, { eventType: 'NO_BUCKETS_MATCHED_THE_CRITERIA', description, now })
    }
  })
  return findRunBuckets(database.background, run)
}

/** The run goes on without the bucket, and says so. */
async function giveUpBucket(
  context: RunContext,
  plan: Plan,
  { bucket, failure }: { readonly bucket: RunBucket; readonly failure: BucketFailure },
): Promise<void> {
  const { job, run } = plan
  const error = { ...bucketError(run, bucket.bucket, failure), operation: 'ListObjectsV2' }
  await inTransaction(context, async (trx) => {
    await holdPlan(trx, plan, 'update')
    await changeRunBucket(trx, { ...run, bucket: bucket.bucket }, { listed: true, error: failure.problem })
    await recordRunError(trx, { job, error: dated(plan, error) }, context.clock())
  })
}

/** Every event of a scheduled run says which run it belongs to. */
function dated({ job, run }: Plan, error: RunError): RunError {
  return job.jobType === 'SCHEDULED' ? { ...error, runDate: run.startedAt } : error
}
