// Any text encoding as a source of UTF-8, block by block. Invalid bytes never fail: they pass or become U+FFFD.
import { isAscii } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { ByteSource } from '../model/byte-source.ts'
import type { DetectedText } from './encoding.ts'
import { beginningWith, withHead } from './with-head.ts'

const chunkBytes = 32 * 1_024

/** `source` without its byte-order mark, as UTF-8. */
export function asUtf8(source: ByteSource, text: DetectedText): ByteSource {
  if (text.encoding === 'utf-8 or windows-1252') return utf8OrWindows1252(source)
  if (text.encoding === 'utf-8') return withoutMark(source, text.mark)
  return decoded(source, new TextDecoder(text.encoding))
}

/** Bytes from the first one on that is not ASCII, which decide: as many however the source hands them out. */
const decisiveBytes = 16 * 1_024

/** Until the first byte that is not ASCII both are the same: what comes before is handed on as it is. */
function utf8OrWindows1252(source: ByteSource): ByteSource {
  let first: Uint8Array | undefined
  let decided: ByteSource | undefined
  const decide = async (target: Uint8Array): Promise<number> => {
    const { head, source: whole } = await withHead(beginningWith(first!, source), decisiveBytes)
    decided = mostlyUtf8(head) ? whole : decoded(whole, new TextDecoder('windows-1252'))
    return decided.read(target)
  }
  const pass = (target: Uint8Array, count: number): number | Promise<number> => {
    const plain = asciiPrefix(target.subarray(0, count))
    if (plain === count) return count
    first = target.slice(plain, count)
    return plain > 0 ? plain : decide(target)
  }
  const read = (target: Uint8Array): number | Promise<number> => {
    if (decided !== undefined) return decided.read(target)
    if (first !== undefined) return decide(target)
    const answer = source.read(target)
    return typeof answer === 'number' ? pass(target, answer) : answer.then((count) => pass(target, count))
  }
  return { name: source.name, size: source.size, read, close: () => source.close() }
}

function asciiPrefix(bytes: Uint8Array): number {
  if (isAscii(bytes)) return bytes.length
  return bytes.findIndex((byte) => byte >= 0x80)
}

/** More well-formed characters than stray bytes; a character that is cut off at the end counts as neither. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length;) {
    const lead = bytes[i]!
    const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
    const missing = length === 0 ? 0 : firstWrong(bytes, i, length)
    if (missing > 0 && i + missing === bytes.length) break
    if (length > 1 && missing === 0) good++
    if (length === 0 || missing > 0) bad++
    i += length === 0 || missing > 0 ? 1 : length
  }
  return good >= bad
}

/** Offset of the first byte that does not continue the character at `at`, or 0. */
function firstWrong(bytes: Uint8Array, at: number, length: number): number {
  for (let k = 1; k < length; k++) if (at + k >= bytes.length || (bytes[at + k]! & 0xc0) !== 0x80) return k
  return 0
}

function withoutMark(source: ByteSource, mark: number): ByteSource {
  let left = mark
  const read = async (target: Uint8Array): Promise<number> => {
    while (left > 0) {
      const count = await source.read(target.subarray(0, Math.min(left, target.length)))
      if (count === 0) return 0
      left -= count
    }
    return source.read(target)
  }
  return {
    name: source.name,
    size: source.size,
    read: (target) => (left > 0 ? read(target) : source.read(target)),
    close: () => source.close(),
  }
}

function decoded(source: ByteSource, decoder: TextDecoder): ByteSource {
  const raw = new Uint8Array(chunkBytes)
  const encoder = new TextEncoder()
  let ready = new Uint8Array(0)
  let ended = false
  const read = async (target: Uint8Array): Promise<number> => {
    while (ready.length === 0 && !ended) {
      const count = await source.read(raw)
      ended = count === 0
      ready = encoder.encode(decoder.decode(raw.subarray(0, count), { stream: !ended }))
    }
    const part = ready.subarray(0, target.length)
    target.set(part)
    ready = ready.subarray(part.length)
    return part.length
  }
  return { name: source.name, size: undefined, read, close: () => source.close() }
}
