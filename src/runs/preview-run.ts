// What the first run of a job would read, without reading any of it: the buckets are listed as the planner would list
// them, and their entries chosen by the same rules.
//
// The one fact to know: a preview is bounded. What is not listed within its bounds is told as such, never guessed.
import { extensionOf } from '../content/classifiable.ts'
import type { RunError } from '../jobs/run-errors.ts'
import { sampleSize } from '../jobs/sampling.ts'
import { compileScoping } from '../jobs/scoping.ts'
import { bucketWindow } from '../jobs/window.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import type { Job } from '../model/job.ts'
import { BucketFailure, type ObjectStore } from '../objects/object-store.ts'
import type { NewRunBucket } from '../store/run-buckets.ts'
import type { Run } from '../store/runs.ts'
import { chooseObjects, type ChoiceRules } from './choose-objects.ts'
import { bucketError, resolveBuckets } from './resolve-buckets.ts'

export interface RunPreview {
  readonly buckets: readonly BucketPreview[]
  readonly errors: readonly { readonly errorType: string; readonly description: string }[]
  /** Of what is eligible; ascending by name. `''`: keys without an extension. */
  readonly formats: readonly { readonly format: string; readonly objects: number; readonly bytes: number }[]
  readonly skipped: readonly SkippedSum[]
  readonly objects: ObjectSums
  /** Of the objects that are selected; of a sample, its share. */
  readonly bytes: { readonly eligible: number; readonly selected: number }
  /** False where the bounds cut the listing: the sums are of what was listed until then. */
  readonly complete: boolean
}

export interface BucketPreview {
  readonly name: string
  readonly error: string | null
  readonly complete: boolean
  readonly objects: Omit<ObjectSums, 'selected'>
  readonly bytes: { readonly eligible: number }
}

interface ObjectSums {
  readonly listed: number
  readonly eligible: number
  readonly skipped: number
  /** Left out by the job's scope, or by the window of its schedule. */
  readonly outOfScope: number
  readonly selected: number
}

interface SkippedSum {
  readonly reason: string
  objects: number
  bytes: number
  readonly example: string
}

export interface PreviewBounds {
  /** Entries that are listed, over all buckets. */
  readonly entries: number
  /** Asked after each page. */
  readonly isOver: () => boolean
}

/** @throws BucketFailure, retryable: the store does not answer now */
export async function previewRun(
  { store, job, now }: { readonly store: ObjectStore; readonly job: Job; readonly now: Date },
  bounds: PreviewBounds,
): Promise<RunPreview> {
  const run = firstRun(job, now)
  const { buckets, errors } = await resolveBuckets({ store, job, run, previous: new Map() })
  const sums = createSums()
  const told: RunError[] = [...errors]
  const previews: BucketPreview[] = []
  for (const bucket of buckets) {
    const rules = rulesOf(store, { job, run, bucket })
    const preview = await previewBucket(bucket, { rules, sums, bounds })
    previews.push(preview.bucket)
    if (preview.failure !== undefined) told.push(bucketError(run, bucket.bucket, preview.failure))
  }
  const eligible = sums.objects.eligible
  const selected = sampleSize(job.samplingPercentage, eligible)
  const share = eligible === 0 ? 0 : selected / eligible
  return {
    buckets: previews,
    errors: told.map(({ errorType, description }) => ({ errorType, description })),
    formats: [...sums.formats.values()].toSorted((a, b) => (a.format < b.format ? -1 : 1)),
    skipped: [...sums.skipped.values()].toSorted((a, b) => b.objects - a.objects),
    objects: { ...sums.objects, selected },
    bytes: { eligible: sums.eligibleBytes, selected: Math.round(sums.eligibleBytes * share) },
    complete: previews.every(({ complete }) => complete),
  }
}

/** As the job's creation would start it. */
function firstRun(job: Job, now: Date): Run {
  return {
    jobId: job.jobId,
    runNumber: 1,
    accountId: job.accountId,
    phase: 'listing',
    startedAt: now,
    finishedAt: undefined,
    planAttempt: 0,
    samplingState: undefined,
    identifiers: { managed: [], custom: [] },
    identifierSet: undefined,
    failed: false,
  }
}

function rulesOf(
  store: ObjectStore,
  { job, run, bucket }: { readonly job: Job; readonly run: Run; readonly bucket: NewRunBucket },
): ChoiceRules {
  const { scoping } = job.s3JobDefinition
  const { until } = bucketWindow(job, undefined, run.startedAt)
  const window = { after: bucket.windowAfter, until }
  return { store, bucket: bucket.description, window, scoping, scope: compileScoping(scoping) }
}

type Sums = ReturnType<typeof createSums>

function createSums() {
  return {
    objects: { listed: 0, eligible: 0, skipped: 0, outOfScope: 0 },
    eligibleBytes: 0,
    formats: new Map<string, { format: string; objects: number; bytes: number }>(),
    skipped: new Map<string, SkippedSum>(),
  }
}

interface Previewing {
  readonly rules: ChoiceRules
  readonly sums: Sums
  readonly bounds: PreviewBounds
}

async function previewBucket(
  { bucket: name, error }: NewRunBucket,
  { rules, sums, bounds }: Previewing,
): Promise<{ readonly bucket: BucketPreview; readonly failure?: BucketFailure }> {
  const objects = { listed: 0, eligible: 0, skipped: 0, outOfScope: 0 }
  let bytes = 0
  const toPreview = (complete: boolean, problem?: string): BucketPreview => ({
    name,
    error: problem ?? null,
    complete,
    objects,
    bytes: { eligible: bytes },
  })
  if (error !== undefined) return { bucket: toPreview(true, error) }
  let continuation: string | undefined
  try {
    do {
      if (sums.objects.listed >= bounds.entries || bounds.isOver()) return { bucket: toPreview(false) }
      const page = await rules.store.listObjects(name, { continuation })
      const { listed, eligible, skipped } = await chooseObjects(page, rules)
      const added = {
        listed,
        eligible: eligible.length,
        skipped: skipped.length,
        outOfScope: listed - eligible.length - skipped.length,
      }
      for (const sum of [objects, sums.objects]) {
        for (const kind of ['listed', 'eligible', 'skipped', 'outOfScope'] as const) sum[kind] += added[kind]
      }
      bytes += addEligible(sums, eligible)
      for (const { key, reason, size } of skipped)
        addSkipped(sums, { reason, size, example: `${name}/${key}` })
      continuation = page.continuation
    } while (continuation !== undefined)
    return { bucket: toPreview(true) }
  } catch (failure) {
    if (!(failure instanceof BucketFailure) || failure.retryable) throw failure
    return { bucket: toPreview(true, failure.problem), failure }
  }
}

/** Answers the bytes of all. */
function addEligible(sums: Sums, eligible: readonly ObjectEntry[]): number {
  let bytes = 0
  for (const { key, size } of eligible) {
    const format = extensionOf(key)
    const sum = sums.formats.get(format) ?? { format, objects: 0, bytes: 0 }
    sums.formats.set(format, sum)
    sum.objects++
    sum.bytes += size
    bytes += size
  }
  sums.eligibleBytes += bytes
  return bytes
}

function addSkipped(
  { skipped }: Sums,
  {
    reason,
    size,
    example,
  }: { readonly reason: string | undefined; readonly size: number; readonly example: string },
): void {
  const name = reason ?? ''
  const sum = skipped.get(name) ?? { reason: name, objects: 0, bytes: 0, example }
  skipped.set(name, sum)
  sum.objects++
  sum.bytes += size
}
