import type { ByteSource } from '../model/byte-source.ts'
import { SourceFailure } from '../model/source-failure.ts'

/** What is piped in, as an object without a name's hint and of unknown size. */
export function standardInput(stream: AsyncIterable<Uint8Array> = process.stdin): ByteSource {
  const chunks = stream[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  return {
    name: '-',
    size: undefined,
    async read(target) {
      while (rest.length === 0) {
        const next = await nextChunk(chunks)
        if (next === undefined) return 0
        rest = next
      }
      const count = Math.min(rest.length, target.length)
      target.set(rest.subarray(0, count))
      rest = rest.subarray(count)
      return count
    },
    async close() {
      await chunks.return?.()
    },
  }
}

async function nextChunk(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    const next = await chunks.next()
    return next.done ? undefined : next.value
  } catch (cause) {
    throw new SourceFailure('SOURCE_OBJECT_NO_LONGER_AVAILABLE', 'Cannot read standard input: it broke off', {
      cause,
    })
  }
}
