// What carrying out runs needs from the rest of the program.
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Database } from '../database/open-database.ts'
import type { Schema } from '../database/schema.ts'
import type { BucketWriter } from '../objects/bucket-writer.ts'
import type { ObjectStore, SourceConfig } from '../objects/object-store.ts'
import type { PublicationQueue } from '../queue/message.ts'
import type { Queue } from '../queue/queue.ts'
import type { ResultsStore } from '../results/results-store.ts'
import type { ScanThreads } from '../threads/scan-threads.ts'
import type { RunIdentifiers } from './run-identifiers.ts'
import type { RunWatch } from './run-watch.ts'

export interface WorkerContext {
  readonly database: Database
  readonly queue: Queue
  /** Where new findings are published; absent: nowhere. */
  readonly publishTo?: readonly PublicationQueue[]
  readonly sources: readonly SourceConfig[]
  readonly resultsStore: ResultsStore
  /** Which state of the identifiers this process has: detection/identifier-set-version.ts. */
  readonly identifierSet: string
  /** How many threads. */
  readonly scanThreads: number
  /** The same after a restart of the same process: kept in its data folder. */
  readonly workerId: string
  readonly logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  readonly clock: () => Date
  /** Bytes of analysis an account may use in a calendar month; absent: any number. */
  readonly monthlyQuota?: number | undefined
  /** Where room is needed: the data folder. Absent: not watched. */
  readonly dataFolder?: string | undefined
  /** Bytes that may still be written in a folder; default: what its file system says. */
  readonly roomLeft?: (folder: string) => Promise<number>
}

/** As the planner and the batches share it. */
export interface RunContext extends Omit<WorkerContext, 'scanThreads'> {
  readonly store: ObjectStore
  /** For exports. */
  readonly writer: BucketWriter
  readonly threads: ScanThreads
  readonly watch: RunWatch
  readonly identifiers: RunIdentifiers
}

/** A turn of the queue. */
export interface Turn {
  readonly queueJobId: string
  readonly signal: AbortSignal
}

/** There is nothing to do any more: the job is not RUNNING, or another worker has taken this piece of it. */
export class TurnOver extends Error {
  override readonly name = 'TurnOver'
}

/** Awaits nothing but SQL: the embedded store has one session for all. */
export function inTransaction<T>(
  context: Pick<RunContext, 'database'>,
  work: (trx: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  return context.database.background.transaction().execute(work)
}
