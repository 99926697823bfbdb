// Removes what cancelled and dropped runs left behind: batches that nobody takes any more.
import type { JobContext } from './job-context.ts'
import { deleteAbandonedBatches, findAbandonedRuns } from '../store/job-runs.ts'

const batchesAtOnce = 1_000

/** Works in slices, so that nothing else waits; answers how many batches are gone. */
export async function sweepBatches({ database }: Pick<JobContext, 'database'>): Promise<number> {
  let swept = 0
  for (const run of await findAbandonedRuns(database.background, 100)) {
    for (let deleted = batchesAtOnce; deleted === batchesAtOnce; swept += deleted) {
      deleted = await deleteAbandonedBatches(database.background, { ...run, limit: batchesAtOnce })
    }
  }
  return swept
}
