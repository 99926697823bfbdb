// Finds the instances of managed identifiers by the kernels, in the scan memory.
//
// The facts to know: a passage whose bytes are elsewhere is copied in; and what the kernels have no room for (a list
// overflows, a text is too long) is searched in halves, or else refused: the caller then searches it in TypeScript,
// with the same result.
import { checkedText } from '../checked-text.ts'
import { mostCandidates, passageAddress } from '../../../scan-memory/layout.ts'
import type { ScanMemory } from '../../../scan-memory/scan-memory.ts'
import { makeRoom, type MatchList } from '../match-list.ts'
import type { SearchedPassage } from '../passage-search.ts'
import { createContextSets, loneContext } from './context-sets.ts'
import { imageFacts } from './image-facts.ts'
import { mostIdentifiers } from './image.ts'
import { halvesOf, wholeOf, type Part } from './passage-parts.ts'
import { placeOf, type Place } from './passage-place.ts'

export interface KernelSearch {
  /**
   * Adds the matches that begin in [from, to); false where it is not done, nor begun. `blocked` has for each identifier
   * where its last match before them ends.
   */
  search(passage: SearchedPassage, blocked: Int32Array | undefined, matches: MatchList): boolean
  /** Does anything occur in this text, as a cell under these names? undefined where it cannot be told here. */
  occursIn(cell: Uint8Array, names: readonly string[]): boolean | undefined
}

/** What the host knows of a program beside its image. */
export interface LoadedProgram {
  readonly image: Uint8Array
  /** The check of each form. */
  readonly checks: readonly (((text: string) => boolean) | undefined)[]
  /** Which of the image's identifiers each one of the caller's is. */
  readonly identifiers: Int32Array
}

export function createKernelSearch(memory: ScanMemory, program: LoadedProgram): KernelSearch {
  const { kernels, layout, words } = memory
  const { address } = layout
  const { image, checks } = program
  const facts = imageFacts(image)
  const contexts = createContextSets(memory, facts)
  const ownNumbers = new Int32Array(mostIdentifiers)
  program.identifiers.forEach((identifier, own) => (ownNumbers[identifier] = own))
  const blockedAt = address.blocked / 4
  const lists = [0, 1, 2].map(
    (n) => new Int32Array(memory.buffer, address.matches + n * mostCandidates * 4, mostCandidates),
  )

  const load = (): void => {
    if (memory.loadedProgram === image) return
    memory.bytes.set(image, address.program)
    kernels.useProgram()
    contexts.reset()
    memory.loadedProgram = image
  }
  /** Leaves candidates; false where a list had no room. */
  const searchPart = (passage: SearchedPassage, place: Place, part: Part): boolean => {
    const { from, to, keywords, first, last } = part
    const range = [passage.start, from, to, passage.end].map((at) => at + place.shift)
    const segmentLists = [place.starts, place.ends, place.contexts]
    const read = [keywords.from + place.shift, keywords.to + place.shift]
    words.set([place.base, ...range, ...segmentLists, first, last, facts.trails, ...read], passageAddress / 4)
    if (kernels.search() === 0) return false
    checkCandidates(passage, place.shift)
    return true
  }
  const checkCandidates = (passage: SearchedPassage, shift: number): void => {
    const { buffer, byteOffset, byteLength } = passage.bytes
    let text: Buffer | undefined
    // Forms that accept the same bytes come one after the other.
    let [lastStart, lastEnd, found] = [-1, -1, '']
    const end = address.candidates / 4 + kernels.candidateCount() * 4
    for (let at = address.candidates / 4; at < end; at += 4) {
      const form = words[at + 3]!
      if (form === 0) continue
      text ??= Buffer.from(buffer, byteOffset, byteLength)
      if (words[at] !== lastStart || words[at + 1] !== lastEnd) {
        ;[lastStart, lastEnd] = [words[at]!, words[at + 1]!]
        found = checkedText(text, lastStart - shift, lastEnd - shift)
      }
      if (!checks[form - 1]!(found)) words[at + 1] = 0
    }
  }
  const take = (matches: MatchList, count: number, shift: number): void => {
    makeRoom(matches, count)
    const [found, starts, ends] = lists as [Int32Array, Int32Array, Int32Array]
    const first = matches.count
    for (let i = 0; i < count; i++) {
      matches.identifiers[first + i] = ownNumbers[found[i]!]!
      matches.starts[first + i] = starts[i]! - shift
      matches.ends[first + i] = ends[i]! - shift
    }
    matches.count += count
  }
  /** Bytes of the content at hand that there was room for at once: what comes next is taken in such parts. */
  let roomFor = Infinity
  /** false where a part that cannot be divided had no room. */
  const searchParts = (passage: SearchedPassage, place: Place, matches: MatchList): boolean => {
    if (passage.atStart && passage.start === passage.from) roomFor = Infinity
    const parts = [wholeOf(passage)]
    for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
      const length = part.to - part.from
      const halves = length > roomFor ? halvesOf(part, passage.segments) : undefined
      if (halves === undefined && searchPart(passage, place, part)) {
        if (kernels.candidateCount() < mostCandidates / 4) roomFor = Math.max(roomFor, 2 * length)
        take(matches, kernels.choose(address.blocked, passage.start + place.shift), place.shift)
        continue
      }
      const smaller = halves ?? halvesOf(part, passage.segments)
      if (smaller === undefined) return false
      roomFor = Math.min(roomFor, Math.ceil(length / 2))
      parts.unshift(...smaller)
    }
    return true
  }

  return {
    search(passage, blocked, matches) {
      load()
      // Names are read in the guests' place: before a passage is.
      if (passage.segments !== undefined && !contexts.prepare(passage.segments.table)) return false
      const place = placeOf(memory, passage)
      if (place === undefined) return false
      const before = matches.count
      words.fill(0, blockedAt, blockedAt + mostIdentifiers)
      if (blocked !== undefined) {
        for (let i = 0; i < blocked.length; i++) {
          words[blockedAt + program.identifiers[i]!] = Math.max(0, blocked[i]! + place.shift)
        }
      }
      if (!searchParts(passage, place, matches)) {
        matches.count = before
        return false
      }
      return true
    },
    occursIn(cell, names) {
      if (cell.length > layout.windowBytes) return undefined
      load()
      if (!contexts.prepareLone(names)) return undefined
      memory.bytes.set(cell, address.guest)
      const segment = address.guestSegments
      words.set([0, cell.length, loneContext], segment / 4)
      const range = [0, 0, cell.length, cell.length]
      words.set(
        [address.guest, ...range, segment, segment + 4, segment + 8, 0, 1, facts.trails, 0, cell.length],
        passageAddress / 4,
      )
      if (kernels.search() === 0) return undefined
      checkCandidates(cellPassage(cell), 0)
      const candidates = address.candidates / 4
      for (let i = 0; i < kernels.candidateCount(); i++) if (words[candidates + i * 4 + 1] !== 0) return true
      return false
    },
  }
}

function cellPassage(bytes: Uint8Array): SearchedPassage {
  const end = bytes.length
  return { bytes, start: 0, from: 0, to: end, end, atStart: true, atEnd: true, segments: undefined }
}
