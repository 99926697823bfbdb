// How far the current or latest run of a job is, by its buckets' counters: the same from every process.
//
// The rate is measured between the calls of one process, over about the last ten seconds; a first call tells the
// average since the run began.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import { sumBytesUnderWay } from '../store/batches.ts'
import { findRunBuckets, type BucketCounters, type RunBucket } from '../store/run-buckets.ts'
import { findLatestRun, type Run } from '../store/runs.ts'

export interface RunProgress {
  readonly runNumber: number
  readonly phase: Run['phase']
  /** Which state of the identifiers the run began with; null: none was recorded. */
  readonly identifierSet: string | null
  readonly objects: ObjectCounts
  readonly bytes: ByteCounts
  readonly bytesPerSecond: number
  readonly etaSeconds: number | null
  readonly buckets: readonly BucketProgress[]
}

interface BucketProgress {
  readonly name: string
  readonly listed: boolean
  readonly error: string | null
  readonly objects: ObjectCounts
  readonly bytes: ByteCounts
}

interface ObjectCounts {
  readonly listed: number
  readonly selected: number
  readonly complete: number
  readonly partial: number
  readonly skipped: number
}

interface ByteCounts {
  readonly selected: number
  readonly done: number
}

/** Answers undefined for a job that has had no run. */
export function progressTeller(
  db: Kysely<Schema>,
  clock: () => Date,
): (jobId: string) => Promise<RunProgress | undefined> {
  const meters = new Map<string, Meter>()
  return async (jobId) => {
    const run = await findLatestRun(db, jobId)
    if (run === undefined) return undefined
    const finished = run.phase === 'finished'
    const underWay = finished ? new Map<string, number>() : await sumBytesUnderWay(db, run)
    const buckets = (await findRunBuckets(db, run)).map((bucket) => withUnderWay(bucket, underWay))
    const bytes = sumBytes(buckets)
    const rate = finished ? 0 : measure(meters, run, { done: bytes.done, at: clock().getTime() })
    if (finished) meters.delete(jobId)
    return {
      runNumber: run.runNumber,
      phase: run.phase,
      identifierSet: run.identifierSet ?? null,
      objects: sumObjects(buckets),
      bytes,
      bytesPerSecond: Math.round(rate),
      // While the listing goes on nobody knows how much there is.
      etaSeconds:
        run.phase === 'scanning' && rate > 0 ? Math.ceil((bytes.selected - bytes.done) / rate) : null,
      buckets: buckets.map(toBucketProgress),
    }
  }
}

/** Counts what is read of objects that have not ended as done, never beyond what there is. */
function withUnderWay(bucket: RunBucket, underWay: ReadonlyMap<string, number>): RunBucket {
  const { counters } = bucket
  const bytesDone = counters.bytesDone + (underWay.get(bucket.bucket) ?? 0)
  return { ...bucket, counters: { ...counters, bytesDone: Math.min(bytesDone, counters.bytesSelected) } }
}

interface Sample {
  readonly done: number
  readonly at: number
}
interface Meter {
  readonly runNumber: number
  readonly samples: Sample[]
}

const windowMs = 10_000

function measure(meters: Map<string, Meter>, run: Run, sample: Sample): number {
  let meter = meters.get(run.jobId)
  if (meter?.runNumber !== run.runNumber) {
    meter = { runNumber: run.runNumber, samples: [{ done: 0, at: run.startedAt.getTime() }] }
    meters.set(run.jobId, meter)
  }
  const { samples } = meter
  samples.push(sample)
  while (samples.length > 2 && (samples[1]?.at ?? Infinity) <= sample.at - windowMs) samples.shift()
  const oldest = samples[0] ?? sample
  const seconds = (sample.at - oldest.at) / 1_000
  return seconds > 0 ? (sample.done - oldest.done) / seconds : 0
}

function toBucketProgress({ bucket, listed, error, counters }: RunBucket): BucketProgress {
  return {
    name: bucket,
    listed,
    error: error ?? null,
    objects: objectCounts(counters),
    bytes: { selected: counters.bytesSelected, done: counters.bytesDone },
  }
}

function objectCounts(counters: BucketCounters): ObjectCounts {
  return {
    listed: counters.objectsListed,
    selected: counters.objectsSelected,
    complete: counters.objectsComplete,
    partial: counters.objectsPartial,
    skipped: counters.objectsSkipped,
  }
}

function sumObjects(buckets: readonly RunBucket[]): ObjectCounts {
  const sum = (counter: keyof BucketCounters): number =>
    buckets.reduce((total, { counters }) => total + counters[counter], 0)
  return {
    listed: sum('objectsListed'),
    selected: sum('objectsSelected'),
    complete: sum('objectsComplete'),
    partial: sum('objectsPartial'),
    skipped: sum('objectsSkipped'),
  }
}

function sumBytes(buckets: readonly RunBucket[]): ByteCounts {
  return buckets.reduce(
    (total, { counters }) => ({
      selected: total.selected + counters.bytesSelected,
      done: total.done + counters.bytesDone,
    }),
    { selected: 0, done: 0 },
  )
}
