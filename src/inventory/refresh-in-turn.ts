// A bucket's turn: what the store does not answer now is put off, so that an outage is not a flood of retries.
import { BucketFailure } from '../objects/object-store.ts'
import { putOffBucket, type BucketKey } from '../store/buckets.ts'
import type { InventoryContext } from './inventory-context.ts'
import { refreshBucket } from './refresh-bucket.ts'

const laterMillis = 300_000

export async function refreshInTurn(
  context: InventoryContext,
  bucket: BucketKey,
  signal: AbortSignal,
): Promise<void> {
  try {
    await refreshBucket(context, bucket, { signal })
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    context.warn(error)
    await putOffBucket(context.db, bucket, new Date(context.clock().getTime() + laterMillis))
  }
}
