// Reading the objects of a batch: which are under way, which have ended, and the lines of results that each left.
//
// The one fact to know: occurrences come while their object is still being read, and may be many. They wait in
// memory until the object ends; an object with more than a few thousand writes a results file of its own.
import type { ObjectEntry } from '../model/bucket.ts'
import type { Occurrence, ScanOutcome } from '../model/scan-outcome.ts'
import type { ObjectLine, ResultLine, ResultsStore, ResultsWriter } from '../results/results-store.ts'
import { SourceFailure } from '../model/source-failure.ts'
import { BucketFailure, type ObjectStore } from '../objects/object-store.ts'
import type { ScanTask, ScanThreads } from '../threads/scan-threads.ts'

/** An object that has ended. */
export interface Reading {
  /** As it was read: where it had changed since its listing, the object as it was then. */
  readonly entry: ObjectEntry
  /** Of the listing: what the counters count. */
  readonly listedSize: number
  readonly outcome: ScanOutcome
  /** Held in memory; empty where the object has a file of its own. */
  readonly occurrences: readonly (readonly Occurrence[])[]
  readonly ownFile: OwnFile | undefined
}

/** A results file of one object, whose last line is still missing. */
export interface OwnFile {
  readonly name: string
  finish(line: ObjectLine): Promise<void>
  discard(): Promise<void>
}

export interface ReadingContext {
  readonly threads: ScanThreads
  readonly store: ObjectStore
  readonly resultsStore: ResultsStore
  readonly task: Omit<Extract<ScanTask, { bucket: string }>, 'entry'>
  /** A name for the results file of the object at this place in the batch. */
  readonly nameOf: (index: number) => string
}

export const heldOccurrences = 4_000

/**
 * undefined: it was stopped, and nothing of it counts.
 * @throws BucketFailure, retryable, where not the object but its store is out of order: that says nothing about the object
 */
export async function readObject(
  context: ReadingContext,
  { entry, index }: { readonly entry: ObjectEntry; readonly index: number },
): Promise<Reading | undefined> {
  const first = await readOnce(context, { entry, index })
  if (first?.outcome.retryable !== true) return first
  const now = await currentEntry(context, entry)
  if (now === 'gone') return { ...first, outcome: gone(first.outcome) }
  const second = now === 'unknown' ? first : await readOnce(context, { entry: now, index })
  if (second?.outcome.retryable === true && second.outcome.reason !== 'OBJECT_VERSION_MISMATCH')
    await demandStore(context)
  return second && { ...second, listedSize: entry.size }
}

async function currentEntry(
  { store, task }: ReadingContext,
  entry: ObjectEntry,
): Promise<ObjectEntry | 'gone' | 'unknown'> {
  try {
    return (await store.currentEntry(task.bucket, entry)) ?? 'gone'
  } catch (error) {
    if (error instanceof SourceFailure) return 'unknown'
    throw error
  }
}

async function demandStore({ store, task }: ReadingContext): Promise<void> {
  const described = await store.describeBucket(task.bucket)
  if ('problem' in described && described.problem === 'BUCKET_DETAILS_UNAVAILABLE')
    throw new BucketFailure(described, { retryable: true })
}

async function readOnce(
  context: ReadingContext,
  { entry, index }: { readonly entry: ObjectEntry; readonly index: number },
): Promise<Reading | undefined> {
  const kept = keepOccurrences(context, index)
  try {
    const events = { onOccurrences: kept.add, onRestart: kept.restart }
    const outcome = await context.threads.scan({ ...context.task, entry }, events)
    if (outcome.status === 'STOPPED' || outcome.status === 'SKIPPED') await kept.discard()
    if (outcome.status === 'STOPPED') return undefined
    return { entry, listedSize: entry.size, outcome, ...kept.result(outcome) }
  } catch (error) {
    await kept.discard()
    throw error
  }
}

function keepOccurrences(context: ReadingContext, index: number) {
  let held: (readonly Occurrence[])[] = []
  let count = 0
  let writer: ResultsWriter | undefined
  // What was handed on before a thread died stays in the file under a number that no object's line names.
  let o = 0
  // One chunk after the other: one of the reading before may still be on its way into the file.
  let latest: Promise<void> = Promise.resolve()
  const keep = async (items: readonly Occurrence[], number: number): Promise<void> => {
    if (number !== o) return
    count += items.length
    if (writer === undefined && count <= heldOccurrences) {
      held.push(items)
      return
    }
    const earlier = held
    held = []
    writer ??= await context.resultsStore.create(context.nameOf(index))
    for (const chunk of [...earlier, items])
      await writer.append({ t: 'occurrences', o: number, items: chunk } satisfies ResultLine)
  }
  return {
    add: (items: readonly Occurrence[]): Promise<void> => {
      const number = o
      latest = latest.then(() => keep(items, number))
      return latest
    },
    restart: (): void => {
      o++
      held = []
      count = 0
    },
    discard: async (): Promise<void> => {
      await Promise.allSettled([latest]) // its failure is its reader's
      held = []
      const discarded = writer
      writer = undefined
      await discarded?.discard()
    },
    result: (outcome: ScanOutcome): Pick<Reading, 'occurrences' | 'ownFile'> => {
      const own = outcome.status === 'SKIPPED' ? undefined : writer
      if (own === undefined) return { occurrences: held, ownFile: undefined }
      const name = context.nameOf(index)
      const finish = async (line: ObjectLine): Promise<void> => {
        await own.append({ ...line, o })
        await own.finish()
      }
      return { occurrences: [], ownFile: { name, finish, discard: () => own.discard() } }
    },
  }
}

function gone(outcome: ScanOutcome): ScanOutcome {
  return {
    ...outcome,
    status: 'SKIPPED',
    reason: 'SOURCE_OBJECT_NO_LONGER_AVAILABLE',
    detail: 'Cannot read object: it is gone',
    bytesAnalysed: 0,
    detections: [],
  }
}
