// Reveals samples of what a finding reports: the object is read again, and what is matched at the recorded places is kept
// in memory for a few minutes, so that whoever asks again is answered. It is written nowhere.
//
// The one fact to know: the object is scanned whole, by a thread of this process's own that lives only while it is
// needed. So every process that answers the API can reveal, also one that takes no part in jobs.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { WireFinding } from '../findings/finding.ts'
import type { ObjectStore, SourceConfig } from '../objects/object-store.ts'
import type { ResultsStore } from '../results/results-store.ts'
import { startScanThreads, type ScanThreads } from '../threads/scan-threads.ts'
import { examineFinding, type UnavailabilityReason } from './examine-finding.ts'
import { takeSamples, tookTooLong } from './take-samples.ts'
import type { Retrieval } from './retrieval.ts'

export interface Reveal {
  /** Why no samples can be had of the finding; none where they can. */
  unavailability(finding: WireFinding): Promise<readonly UnavailabilityReason[]>
  /** What is under way, or was retrieved in the last minutes. */
  current(findingId: string): Retrieval | undefined
  /** Starts to read the object, unless somebody did, and waits a moment for the end. */
  retrieve(finding: WireFinding): Promise<Retrieval>
  close(): Promise<void>
}

export interface RevealContext {
  readonly db: Kysely<Schema>
  readonly store: ObjectStore
  readonly sources: readonly SourceConfig[]
  readonly resultsStore: Pick<ResultsStore, 'read'>
  readonly warn: (error: Error) => void
  readonly times?: Partial<RevealTimes>
}

/** All in milliseconds. */
export interface RevealTimes {
  /** An answer waits so long for the end of the retrieval that it starts. */
  readonly patience: number
  /** Longer than this nothing is read. */
  readonly limit: number
  /** What was retrieved is forgotten after this. */
  readonly kept: number
  /** The thread ends when it had nothing to do for so long. */
  readonly idle: number
}

export const revealTimes: RevealTimes = { patience: 1_000, limit: 100_000, kept: 300_000, idle: 60_000 }

export function openReveal(context: RevealContext): Reveal {
  const times = { ...revealTimes, ...context.times }
  const retrievals = new Map<string, Entry>()
  const thread = lazyThread(context, times.idle)

  async function read(finding: WireFinding, threads: ScanThreads): Promise<Retrieval> {
    const group = `reveal ${finding.id}`
    let isLate = false
    const limit = setTimeout(() => {
      isLate = true
      threads.stop(group)
    }, times.limit).unref()
    try {
      const examined = await examineFinding(context, finding)
      if ('reasons' in examined) return noneOf(examined.reasons)
      return isLate ? tookTooLong : await takeSamples(context, { threads, group, examined })
    } catch (error) {
      context.warn(new Error('Cannot retrieve samples of a finding', { cause: error }))
      return { status: 'ERROR', error: 'The object could not be read again.' }
    } finally {
      clearTimeout(limit)
    }
  }

  function start(finding: WireFinding): Entry {
    const keep = async (): Promise<Retrieval> => {
      const retrieval = await thread.use((threads) => read(finding, threads))
      entry.retrieval = retrieval
      setTimeout(() => retrievals.delete(finding.id), times.kept).unref()
      return retrieval
    }
    const ended = keep()
    const entry: Entry = { retrieval: { status: 'PROCESSING' }, ended }
    retrievals.set(finding.id, entry)
    return entry
  }

  return {
    async unavailability(finding) {
      const examined = await examineFinding(context, finding)
      return 'reasons' in examined ? examined.reasons : []
    },
    current: (findingId) => retrievals.get(findingId)?.retrieval,
    async retrieve(finding) {
      const { ended } = retrievals.get(finding.id) ?? start(finding)
      return await Promise.race([ended, stillProcessing(times.patience)])
    },
    async close() {
      retrievals.clear()
      await thread.close()
    },
  }
}

interface Entry {
  retrieval: Retrieval
  readonly ended: Promise<Retrieval>
}

function noneOf([reason]: readonly UnavailabilityReason[]): Retrieval {
  return { status: 'ERROR', error: `The object can no longer be revealed: ${reason}.` }
}

function stillProcessing(afterMilliseconds: number): Promise<Retrieval> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ status: 'PROCESSING' }), afterMilliseconds).unref()
  })
}

/** One thread, started by the first who needs it, and ended when nobody did for a while. */
function lazyThread({ warn }: RevealContext, idleMs: number) {
  let threads: ScanThreads | undefined
  let users = 0
  let ending: NodeJS.Timeout | undefined
  const end = async (): Promise<void> => {
    const ended = threads
    threads = undefined
    await ended?.close()
  }
  return {
    async use<T>(work: (threads: ScanThreads) => Promise<T>): Promise<T> {
      clearTimeout(ending)
      users++
      threads ??= startScanThreads({ threads: 1, warn })
      try {
        return await work(threads)
      } finally {
        users--
        if (users === 0) ending = setTimeout(() => void end().catch(warn), idleMs).unref()
      }
    },
    async close(): Promise<void> {
      clearTimeout(ending)
      await end()
    },
  }
}
