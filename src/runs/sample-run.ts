// The first listing of a sampled run: nothing is planned by it, only the line is drawn that the second goes by.
import type { RunBucket } from '../store/run-buckets.ts'
import { savePlanStep } from '../store/runs.ts'
import { BucketFailure } from '../objects/object-store.ts'
import { chooseObjects, type ChoiceRules } from './choose-objects.ts'
import { holdPlan, type Plan } from './hold-plan.ts'
import { inTransaction, TurnOver, type RunContext } from './run-context.ts'
import { chooseSample, countSample, type SampleChoice, type SampleLine } from './sample-plan.ts'

export interface Listing {
  readonly buckets: readonly RunBucket[]
  readonly rulesOf: (bucket: RunBucket) => ChoiceRules
}

/** undefined: every eligible object is analysed. */
export async function prepareSample(
  context: RunContext,
  plan: Plan,
  listing: Listing,
): Promise<SampleChoice | undefined> {
  const { job, run } = plan
  if (job.samplingPercentage === 100) return undefined
  if (run.samplingState !== undefined) return chooseSample(run, run.samplingState as SampleLine)
  const count = countSample(run, job.samplingPercentage)
  for (const bucket of listing.buckets) {
    if (!bucket.listed) await countBucket(context, plan, { rules: listing.rulesOf(bucket), count })
  }
  const line = count.line()
  await inTransaction(context, async (trx) => {
    await holdPlan(trx, plan, 'share')
    if (!(await savePlanStep(trx, run, { samplingState: line }))) throw new TurnOver()
  })
  return chooseSample(run, line)
}

async function countBucket(
  { store }: RunContext,
  { turn }: Plan,
  { rules, count }: { readonly rules: ChoiceRules; readonly count: ReturnType<typeof countSample> },
): Promise<void> {
  const bucket = rules.bucket.name
  let continuation: string | undefined
  do {
    turn.signal.throwIfAborted()
    let page
    try {
      page = await store.listObjects(bucket, { continuation })
    } catch (error) {
      // The listing that plans meets the same failure and records it.
      if (error instanceof BucketFailure && !error.retryable) return
      throw error
    }
    for (const { key } of (await chooseObjects(page, rules)).eligible) count.add(bucket, key)
    continuation = page.continuation
  } while (continuation !== undefined)
}
