// The bytes of one part of a content, up to the border with the next one, and for a text a little further.
import type { ByteSource } from '../model/byte-source.ts'
import { borderIn } from './border.ts'
import { rangeOf, type Part } from './part.ts'
import { createUtf8Guard } from './utf8-guard.ts'

export interface PartSource extends ByteSource {
  /** Place in the content where the next part begins; undefined until the bytes around it were read, or where there is none. */
  border(): number | undefined
  /** The bytes are not what the split takes them for; they end here. */
  isRefused(): boolean
}

/** `source` gives the content from the beginning of the part's range on. */
export function cutAtBorder(source: ByteSource, part: Part): PartSource {
  const { split } = part
  const range = rangeOf(part)
  const wanted = part.to === split.contentBytes ? Infinity : part.to - 1
  const guard = split.mark === 0 ? createUtf8Guard() : undefined
  let position = range.from
  let border = wanted === Infinity ? part.to : undefined
  let refused = false
  /** What was read from `wanted` on and may be handed on. */
  let tail: Uint8Array | undefined

  const checked = (bytes: Uint8Array): number => {
    refused ||= guard?.permits(bytes) === false
    return refused ? 0 : bytes.length
  }
  const take = (target: Uint8Array, count: number): number => {
    position += count
    return checked(target.subarray(0, count))
  }
  const readTail = async (): Promise<void> => {
    const bytes = new Uint8Array(range.to - position)
    let filled = 0
    for (let count = -1; count !== 0 && filled < bytes.length; filled += count)
      count = await source.read(bytes.subarray(filled))
    const probe = bytes.subarray(0, Math.min(filled, split.probeBytes))
    const found = borderIn(probe, split.format, split.row)
    if (found !== -1) border = wanted + found
    // Nobody but a text looks beyond the border.
    const end = split.format === 'text' ? filled : found === -1 ? probe.length : found
    tail = bytes.subarray(0, checked(bytes.subarray(0, end)))
  }
  const giveTail = (target: Uint8Array): number => {
    const given = tail!.subarray(0, target.length)
    target.set(given)
    tail = tail!.subarray(given.length)
    return given.length
  }
  return {
    name: source.name,
    size: source.size,
    border: () => border,
    isRefused: () => refused,
    read(target) {
      if (refused) return 0
      if (position < wanted) {
        const answer = source.read(target.subarray(0, Math.min(target.length, wanted - position)))
        return typeof answer === 'number' ? take(target, answer) : answer.then((count) => take(target, count))
      }
      return tail === undefined ? readTail().then(() => giveTail(target)) : giveTail(target)
    },
    close: () => source.close(),
  }
}
