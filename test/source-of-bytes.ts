// Bytes that are there as a source, without a copy of them: for what measures.
import type { ByteSource } from '../src/model/byte-source.ts'

/** Gives at most `atOnce` bytes a read. */
export function sourceOfBytes(name: string, content: Uint8Array, atOnce = Infinity): ByteSource {
  let at = 0
  return {
    name,
    size: content.length,
    read(target) {
      const part = content.subarray(at, at + Math.min(target.length, atOnce))
      target.set(part)
      at += part.length
      return part.length
    },
    close() {},
  }
}
