// Finds the instances of managed identifiers by the kernels, in the scan memory.
//
// The facts to know: a passage whose bytes are elsewhere is copied in; and what the kernels have no room for (a list
// overflows, a text is too long) is searched in halves, or else refused: the caller then searches it in TypeScript,
// with the same result.
import type { Segments } from '../../../model/passage.ts'
import { mostCandidates, passageAddress } from '../../../scan-memory/layout.ts'
import type { ScanMemory } from '../../../scan-memory/scan-memory.ts'
import { makeRoom, type MatchList } from '../match-list.ts'
import type { SearchedPassage } from '../passage-search.ts'
import type { Program } from '../program.ts'
import { createContextSets } from './context-sets.ts'
import type { Image } from './image.ts'

export interface KernelSearch {
  /** Adds the matches that begin in [from, to) and moves `blocked` on; false where it is not done, nor begun. */
  search(passage: SearchedPassage, blocked: Int32Array, matches: MatchList): boolean
}

/** A passage, or a part of it, as the kernels see it: places count from `base`. */
interface Place {
  readonly base: number
  /** What is to be added to the passage's places. */
  readonly shift: number
  readonly starts: number
  readonly ends: number
  readonly contexts: number
}

/** Prose is not divided into less than this. */
const leastPart = 4_096

export function createKernelSearch(
  memory: ScanMemory,
  loaded: { readonly program: Program; readonly image: Image },
  identifiersOf: Parameters<typeof createContextSets>[2],
): KernelSearch {
  const { program, image } = loaded
  const { kernels, layout, words } = memory
  const { address } = layout
  const contexts = createContextSets(memory, loaded, identifiersOf)
  const blockedAddress = address.blocked
  const lists = [0, 1, 2].map(
    (n) => new Int32Array(memory.buffer, address.matches + n * mostCandidates * 4, mostCandidates),
  )

  const load = (): void => {
    if (memory.loadedProgram === image) return
    memory.bytes.set(image.bytes, address.program)
    kernels.useProgram()
    contexts.reset()
    memory.loadedProgram = image
  }
  /** Searches [from, to), of segments [first, last), and leaves candidates; false where a list had no room. */
  const searchPart = (passage: SearchedPassage, place: Place, part: Part): boolean => {
    const { shift } = place
    const range = [passage.start, part.from, part.to, passage.end].map((at) => at + shift)
    const segmentLists = [place.starts, place.ends, place.contexts]
    words.set([place.base, ...range, ...segmentLists, part.first, part.last, image.trails], passageAddress / 4)
    return kernels.search() !== 0
  }
  const checkCandidates = (passage: SearchedPassage, shift: number): void => {
    const { buffer, byteOffset, byteLength } = passage.bytes
    let text: Buffer | undefined
    const end = address.candidates / 4 + kernels.candidateCount() * 4
    for (let at = address.candidates / 4; at < end; at += 4) {
      const form = words[at + 3]!
      if (form === 0) continue
      text ??= Buffer.from(buffer, byteOffset, byteLength)
      const found = text.toString('utf8', words[at]! - shift, words[at + 1]! - shift)
      if (!program.forms[form - 1]!.validate!(found)) words[at + 1] = 0
    }
  }
  const take = (matches: MatchList, count: number, shift: number): void => {
    makeRoom(matches, count)
    const { identifiers, starts, ends } = matches
    identifiers.set(lists[0]!.subarray(0, count), matches.count)
    starts.set(lists[1]!.subarray(0, count), matches.count)
    ends.set(lists[2]!.subarray(0, count), matches.count)
    if (shift !== 0) {
      for (let i = matches.count; i < matches.count + count; i++) {
        starts[i]! -= shift
        ends[i]! -= shift
      }
    }
    matches.count += count
  }
  const searchIn = (passage: SearchedPassage, place: Place, part: Part): Part[] => {
    if (!searchPart(passage, place, part)) return halves(part, passage.segments)
    checkCandidates(passage, place.shift)
    return []
  }

  return {
    search(passage, blocked, matches) {
      const place = placeOf(memory, passage)
      if (place === undefined) return false
      load()
      if (passage.segments !== undefined && !contexts.prepare(passage.segments.table)) return false
      const before = matches.count
      const saved = blocked.slice()
      for (let i = 0; i < blocked.length; i++)
        words[blockedAddress / 4 + i] = Math.max(0, blocked[i]! + place.shift)
      const parts: Part[] = [
        { from: passage.from, to: passage.to, first: 0, last: passage.segments?.count ?? 0 },
      ]
      for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
        const smaller = searchIn(passage, place, part)
        if (smaller.length === 1) {
          // Not divisible any further: all of it is the caller's.
          matches.count = before
          blocked.set(saved)
          return false
        }
        if (smaller.length > 0) parts.unshift(...smaller)
        else take(matches, kernels.choose(blockedAddress, passage.start + place.shift), place.shift)
      }
      for (let i = 0; i < blocked.length; i++) blocked[i] = words[blockedAddress / 4 + i]! - place.shift
      return true
    },
  }
}

interface Part {
  readonly from: number
  readonly to: number
  readonly first: number
  readonly last: number
}

/** Two parts of about the same length; the part itself where it cannot be divided. */
function halves(part: Part, segments: Segments | undefined): Part[] {
  const { from, to, first, last } = part
  if (segments === undefined) {
    if (to - from < 2 * leastPart) return [part]
    const middle = (from + to) >> 1
    return [
      { ...part, to: middle },
      { ...part, from: middle },
    ]
  }
  if (last - first < 2) return [part]
  const half = (first + last) >> 1
  const border = Math.max(from, Math.min(to, segments.starts[half]!))
  return [
    { from, to: border, first, last: half },
    { from: border, to, first: half, last },
  ]
}

/** Where the kernels find the passage: in the window, or copied to the guests' place; undefined where it is too long. */
function placeOf(memory: ScanMemory, passage: SearchedPassage): Place | undefined {
  const { address, windowBytes, segments: room } = memory.layout
  const { bytes, segments, start, end } = passage
  if (bytes.buffer === memory.buffer && bytes.byteOffset === address.window) {
    return {
      base: address.window,
      shift: 0,
      starts: segments?.starts.byteOffset ?? 0,
      ends: segments?.ends.byteOffset ?? 0,
      contexts: segments?.contexts.byteOffset ?? 0,
    }
  }
  if (end - start > windowBytes || (segments?.count ?? 0) > room) return undefined
  memory.bytes.set(bytes.subarray(start, end), address.guest)
  if (segments === undefined) return { base: address.guest, shift: -start, starts: 0, ends: 0, contexts: 0 }
  const lists = [segments.starts, segments.ends, segments.contexts].map((list, n) => {
    const at = address.guestSegments + n * room * 4
    const target = new Int32Array(memory.buffer, at, segments.count)
    target.set(list.subarray(0, segments.count))
    if (n < 2) for (let i = 0; i < target.length; i++) target[i]! -= start
    return at
  })
  return { base: address.guest, shift: -start, starts: lists[0]!, ends: lists[1]!, contexts: lists[2]! }
}
