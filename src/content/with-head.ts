// A source whose first bytes were already looked at, given back from the start.
import type { ByteSource } from '../model/byte-source.ts'

export interface Headed {
  readonly head: Uint8Array
  /** The head is all there is. */
  readonly whole: boolean
  readonly source: ByteSource
}

/** Reads up to `headBytes`, and hands on a source that begins with them. Closing stays with the caller's source. */
export async function withHead(source: ByteSource, headBytes: number): Promise<Headed> {
  const size = source.size === undefined ? headBytes : Math.max(64, Math.min(headBytes, source.size + 1))
  const buffer = new Uint8Array(size)
  let filled = 0
  let ended = false
  while (filled < size && !ended) {
    const answer = source.read(buffer.subarray(filled))
    const count = typeof answer === 'number' ? answer : await answer
    ended = count === 0
    filled += count
  }
  const head = buffer.subarray(0, filled)
  return { head, whole: ended, source: replay(source, head, ended) }
}

/** `source`, after bytes that were read from it before. */
export function beginningWith(first: Uint8Array, source: ByteSource): ByteSource {
  return replay(source, first, false)
}

function replay(source: ByteSource, head: Uint8Array, ended: boolean): ByteSource {
  let given = 0
  const read = (target: Uint8Array): number | Promise<number> => {
    if (given === head.length) return ended ? 0 : source.read(target)
    const part = head.subarray(given, given + target.length)
    target.set(part)
    given += part.length
    return part.length
  }
  return { name: source.name, size: source.size, read, close: () => source.close() }
}
