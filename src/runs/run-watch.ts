// Tells work in progress that its job is not RUNNING any more: one query every half second for all jobs at work here,
// because a pause may come through any process. What is recorded is decided by the transaction that records it;
// this only makes the stop quick.
import type { Database } from '../database/open-database.ts'
import { findJobStatuses } from '../store/runs.ts'

export interface RunWatch {
  /** `stopped` is called at most once, when the job is seen not RUNNING; call the answer when the work is over. */
  watch(jobId: string, stopped: () => void): () => void
  close(): void
}

export function startRunWatch(database: Pick<Database, 'background'>, everyMs = 500): RunWatch {
  const watched = new Set<{ readonly jobId: string; readonly stopped: () => void }>()
  let asking = false
  const look = async (): Promise<void> => {
    if (asking || watched.size === 0) return
    asking = true
    try {
      const asked = [...watched]
      const statuses = await findJobStatuses(database.background, [
        ...new Set(asked.map(({ jobId }) => jobId)),
      ])
      for (const work of asked) {
        if (statuses.get(work.jobId) !== 'RUNNING' && watched.delete(work)) work.stopped()
      }
    } catch {
      // The database is away: nobody can have stopped a job there, and the next look asks again.
    } finally {
      asking = false
    }
  }
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  return {
    watch(jobId, stopped) {
      const work = { jobId, stopped }
      watched.add(work)
      return () => void watched.delete(work)
    },
    close: () => clearInterval(timer),
  }
}
