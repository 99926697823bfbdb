// A small object's bytes, fetched before anyone reads them.
import type { ByteSource } from '../model/byte-source.ts'
import { SourceFailure } from '../model/source-failure.ts'

/** Larger objects stream: the way to the store is a small part of their time. */
export const prefetchableBytes = 256 * 1_024

/** Never rejects: a failure is met by the first read. */
export async function fetchAhead(source: ByteSource): Promise<ByteSource> {
  const { name, size } = source
  const content = Buffer.alloc(size ?? prefetchableBytes)
  let length = 0
  let failure: unknown
  try {
    for (let count = -1; count !== 0 && length < content.length; length += count) {
      count = await source.read(content.subarray(length))
    }
  } catch (error) {
    failure = error
  } finally {
    await source.close()
  }
  let position = 0
  return {
    name,
    size,
    read(target) {
      if (failure !== undefined) throw asThrown(failure)
      const count = content.copy(target, 0, position, Math.min(length, position + target.length))
      position += count
      return count
    },
    close() {},
  }
}

function asThrown(failure: unknown): Error {
  return failure instanceof SourceFailure
    ? failure
    : new Error('Cannot read object: fetching it failed', { cause: failure })
}
