// Names by a kernel, and the places where postal codes may be: see src/kernels/names.ts.
//
// The fact to know: the kernel uses the bitmaps that the engine's own look at the passage left in the scan memory, and
// looks again only where they are of something else.
import type { Finder } from '../../model/managed-identifier.ts'
import { placeOf, type Place } from '../engine/webassembly/passage-place.ts'
import type { SearchedPassage } from '../engine/passage-search.ts'
import { besideAddress, mostContexts, passageAddress, wantedPlacesAddress } from '../../scan-memory/layout.ts'
import type { ScanMemory } from '../../scan-memory/scan-memory.ts'
import type { ReportFound } from './gazetteer-search.ts'
import type { NameColumns } from './name-columns.ts'
import { nameTable } from './name-facts.ts'

export interface KernelGazetteer {
  announce(): void
  /** Reports names and lists where postal codes may be; false where it had no room, and nothing was reported. */
  search(passage: SearchedPassage, codes: number[], report: ReportFound): boolean
}

const wantsNames = 1
const wantsCodes = 2
const failed = -1
/** Less is not divided. */
const leastBytes = 4_096

/** What pass 1 is to list beside words of the next passage. What it listed before is of another one. */
export function wantPlaces(memory: ScanMemory, kinds: number): void {
  memory.words.set([kinds, 0], wantedPlacesAddress / 4)
}

export function createKernelGazetteer(
  finders: ReadonlySet<Finder>,
  columns: NameColumns,
  memory: ScanMemory,
): KernelGazetteer {
  const { kernels, layout, words } = memory
  const { names, namedContexts, candidates, sorted } = layout.address
  const wanted = (finders.has('names') ? wantsNames : 0) + (finders.has('addresses') ? wantsCodes : 0)

  /** Says whether there are contexts that are named for people; undefined where they are too many. */
  const writeContexts = ({ segments }: SearchedPassage): boolean | undefined => {
    if (segments === undefined || !finders.has('names')) return false
    const named = columns.of(segments.table)
    if (!named.any) return false
    if (segments.table.size > mostContexts) return undefined
    memory.bytes.set(named.contexts.subarray(0, segments.table.size), namedContexts)
    return true
  }
  /** Where lists have no room, in halves; false where that does not help. */
  const searchPart = (placed: Placed, part: Pick<SearchedPassage, 'from' | 'to'>, found: Found): boolean => {
    const { passage, place, hasNamed } = placed
    const { shift } = place
    const { from, to } = part
    const range = [passage.start, from, to, passage.end].map((at) => at + shift)
    const lists = [place.starts, place.ends, place.contexts]
    const keywords = [from + shift, to + shift]
    const segments = [0, passage.segments?.count ?? 0]
    words.set([place.base, ...range, ...lists, ...segments, 0, ...keywords], passageAddress / 4)
    words[besideAddress / 4] = hasNamed ? 1 : 0
    const count = kernels.findNames()
    if (count === failed) {
      if (to - from < leastBytes) return false
      const middle = (from + to) >> 1
      return (
        searchPart(placed, { from, to: middle }, found) && searchPart(placed, { from: middle, to }, found)
      )
    }
    for (let at = candidates / 4; at < candidates / 4 + 2 * count; at++) found.names.push(words[at]! - shift)
    // Parts look around themselves for codes.
    const last = found.codes.at(-1) ?? -1
    for (const listed of words.subarray(sorted / 4, sorted / 4 + words[besideAddress / 4]!))
      if (listed - shift > last) found.codes.push(listed - shift)
    return true
  }
  return {
    announce() {
      if (!memory.namesAreLoaded) memory.bytes.set(nameTable(), names)
      memory.namesAreLoaded = true
      wantPlaces(memory, wanted)
    },
    search(passage, codes, report) {
      const hasNamed = writeContexts(passage)
      const place = hasNamed === undefined ? undefined : placeOf(memory, passage)
      if (place === undefined) return false
      const found: Found = { names: [], codes }
      if (!searchPart({ passage, place, hasNamed: hasNamed === true }, passage, found)) return false
      for (let i = 0; i < found.names.length; i += 2) report('names', found.names[i]!, found.names[i + 1]!)
      return true
    },
  }
}

interface Placed {
  readonly passage: SearchedPassage
  readonly place: Place
  readonly hasNamed: boolean
}

interface Found {
  /** Start and end of each. */
  readonly names: number[]
  readonly codes: number[]
}
