// Which objects a run looks at by the time of their last change: a recurring job analyses what changed since
// its previous run. The bounds are kept for each bucket, because buckets come and go with a job's criteria.
import type { JobType } from '../model/job.ts'

export interface ChangeWindow {
  /** Exclusive; undefined: from the beginning. */
  readonly after: Date | undefined
  /** Inclusive; undefined: whatever the listing shows. */
  readonly until: Date | undefined
}

export interface WindowedJob {
  readonly jobType: JobType
  readonly initialRun: boolean
  readonly createdAt: Date
}

/**
 * The window of one bucket in a run that started at `runStart`; `previousRunStart` is that of the latest run
 * that listed this bucket, undefined where none did.
 */
export function bucketWindow(
  job: WindowedJob,
  previousRunStart: Date | undefined,
  runStart: Date,
): ChangeWindow {
  // No later run will see what a one-time job leaves out, so a store's clock that runs ahead loses nothing.
  if (job.jobType === 'ONE_TIME') return { after: undefined, until: undefined }
  return { after: previousRunStart ?? (job.initialRun ? undefined : job.createdAt), until: runStart }
}

/** Whether an object changed within the window. */
export function isInWindow(lastModified: Date, window: ChangeWindow): boolean {
  const earliest = lastModified.getTime()
  // A time in whole seconds may have been cut: the change can be up to 999 ms younger. Such an object at the
  // edge of two runs is analysed twice rather than never.
  const latest = earliest % 1_000 === 0 ? earliest + 999 : earliest
  if (window.after !== undefined && latest <= window.after.getTime()) return false
  return window.until === undefined || earliest <= window.until.getTime()
}
