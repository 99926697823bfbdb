// How a run's objects become batches: small ones first, so that a small job keeps every thread busy, then ever larger
// ones, so that a large job costs few rows.
import type { ObjectEntry } from '../model/bucket.ts'

export const maxBatchObjects = 1_000
export const maxBatchBytes = 256 * 2 ** 20
const firstBatchObjects = 64

/** Objects of the next batch after so many: 64 at first, about as many as came before, 1,000 at most. */
export function batchObjects(selectedBefore: number): number {
  return Math.min(
    maxBatchObjects,
    Math.max(firstBatchObjects, 2 ** Math.floor(Math.log2(Math.max(1, selectedBefore)))),
  )
}

/** Each object in exactly one batch, in order. An object larger than a batch may be is one by itself. */
export function cutBatches(entries: readonly ObjectEntry[], selectedBefore: number): ObjectEntry[][] {
  const batches: ObjectEntry[][] = []
  let batch: ObjectEntry[] = []
  let bytes = 0
  let limit = batchObjects(selectedBefore)
  for (const [index, entry] of entries.entries()) {
    if (batch.length > 0 && (batch.length >= limit || bytes + entry.size > maxBatchBytes)) {
      batches.push(batch)
      batch = []
      bytes = 0
      limit = batchObjects(selectedBefore + index)
    }
    batch.push(entry)
    bytes += entry.size
  }
  if (batch.length > 0) batches.push(batch)
  return batches
}
