// The objects of a batch on their way through the scan threads. They go in in order and end in any; they are taken
// in order.
import type { ObjectEntry } from '../model/bucket.ts'
import { readObject, type Reading, type ReadingContext } from './readings.ts'

/** Objects in the hands of the threads or ended, beyond the last that is recorded. */
const objectsAhead = 512

export interface ReadQueue {
  /** Gives objects to the threads as far as they may go ahead and the quota allows. */
  begin(quotaLeft: number): void
  /** Objects at the front that have ended and are not taken. */
  ended(): number
  takeEnded(atMost: number): { readonly from: number; readonly readings: readonly Reading[] }
  /** Objects that are not taken. */
  left(): number
  /** Nothing is under way. */
  isIdle(): boolean
  /** Throws what reading threw: the turn is over, and what has ended and is not taken is read again. */
  throwFailure(): void
  /** Resolves when an object has ended, at the latest after so long. */
  change(milliseconds: number): Promise<void>
  settle(): Promise<void>
}

export function createReadQueue(
  context: ReadingContext,
  entries: readonly ObjectEntry[],
  cursor: number,
): ReadQueue {
  const done = new Map<number, Reading>()
  const underWay = new Map<number, Promise<void>>()
  let taken = cursor
  let next = cursor
  let bytesAhead = 0
  let failure: { readonly error: unknown } | undefined
  let wake = nobodyWaits

  function start(entry: ObjectEntry, index: number): void {
    bytesAhead += entry.size
    underWay.set(index, read(entry, index))
  }

  async function read(entry: ObjectEntry, index: number): Promise<void> {
    try {
      const reading = await readObject(context, { entry, index })
      if (reading !== undefined) done.set(index, reading)
    } catch (error) {
      failure ??= { error }
    } finally {
      underWay.delete(index)
      wake()
    }
  }

  function ended(): number {
    let end = taken
    while (done.has(end)) end++
    return end - taken
  }

  return {
    begin(quotaLeft) {
      for (; next < entries.length && next - taken < objectsAhead; next++) {
        const entry = entries[next]
        if (entry === undefined || bytesAhead + entry.size > quotaLeft) return
        start(entry, next)
      }
    },
    ended,
    takeEnded(atMost) {
      const from = taken
      const readings: Reading[] = []
      for (
        let reading = done.get(taken);
        reading !== undefined && readings.length < atMost;
        reading = done.get(taken)
      ) {
        readings.push(reading)
        done.delete(taken++)
        bytesAhead -= reading.listedSize
      }
      return { from, readings }
    },
    left: () => entries.length - taken,
    isIdle: () => underWay.size === 0,
    throwFailure() {
      if (failure !== undefined) throw failure.error
    },
    async change(milliseconds) {
      if (failure !== undefined || underWay.size === 0) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
    async settle() {
      await Promise.all(underWay.values())
      for (const { ownFile } of done.values()) await ownFile?.discard()
    },
  }
}

function nobodyWaits(): void {}
