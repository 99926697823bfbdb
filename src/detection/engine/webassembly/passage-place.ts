// Where the kernels find a passage: in the reader's window, or copied to the guests' place.
import type { Segments } from '../../../model/passage.ts'
import type { ScanMemory } from '../../../scan-memory/scan-memory.ts'
import type { SearchedPassage } from '../passage-search.ts'

export interface Place {
  /** Address that places are counted from. */
  readonly base: number
  /** What is added to the passage's own places. */
  readonly shift: number
  /** Addresses of the segments' lists, 0 in prose. */
  readonly starts: number
  readonly ends: number
  readonly contexts: number
}

/** undefined where it is too long to be copied. */
export function placeOf(memory: ScanMemory, passage: SearchedPassage): Place | undefined {
  const { address, windowBytes } = memory.layout
  const { bytes, segments, start, end } = passage
  if (bytes.buffer === memory.buffer && bytes.byteOffset === address.window) {
    const lists = segmentsPlace(memory, segments, 0)
    return lists === undefined ? undefined : { base: address.window, shift: 0, ...lists }
  }
  const lists = segmentsPlace(memory, segments, start)
  if (lists === undefined || end - start > windowBytes) return undefined
  memory.bytes.set(bytes.subarray(start, end), address.guest)
  return { base: address.guest, shift: -start, ...lists }
}

/** Lists that are in the memory serve as they are, where nothing is to be taken off their places. */
function segmentsPlace(
  memory: ScanMemory,
  segments: Segments | undefined,
  less: number,
): Pick<Place, 'starts' | 'ends' | 'contexts'> | undefined {
  if (segments === undefined) return { starts: 0, ends: 0, contexts: 0 }
  const { starts, ends, contexts, count } = segments
  if (less === 0 && [starts, ends, contexts].every((list) => list.buffer === memory.buffer)) {
    return { starts: starts.byteOffset, ends: ends.byteOffset, contexts: contexts.byteOffset }
  }
  const { address, segments: room } = memory.layout
  if (count > room) return undefined
  const copy = (list: Int32Array, place: number, take: number): number => {
    const at = address.guestSegments + place * room * 4
    const target = new Int32Array(memory.buffer, at, count)
    target.set(list.subarray(0, count))
    if (take !== 0) for (let i = 0; i < count; i++) target[i]! -= take
    return at
  }
  return { starts: copy(starts, 0, less), ends: copy(ends, 1, less), contexts: copy(contexts, 2, 0) }
}
