// Where in a passage the keywords of identifiers end, and where the texts begin that their matches contain.
import type { Passage, Segments } from '../../model/passage.ts'
import type { ScanMemory } from '../../scan-memory/scan-memory.ts'
import { mostBytesOfCharacter } from './identifier-search.ts'
import { createKeywordSearch, type KeywordSearch } from './keyword-search.ts'
import type { SearchPlan } from './search-plan.ts'

export interface PlaceFinder {
  /** By identifier, ascending, those that were found last; a cell's are within it. */
  readonly places: readonly number[][]
  find(passage: Searched): void
}

type Searched = Pick<Passage, 'bytes' | 'start' | 'from' | 'to' | 'end' | 'segments'>

export function createPlaceFinder(
  plans: readonly SearchPlan[],
  { search, ownersOf }: SearchedTexts,
): PlaceFinder {
  const { before, behind } = reachOf(plans)
  const places = plans.map((): number[] => [])
  return {
    places,
    find({ bytes, start: lowest, from, to, end: highest, segments }) {
      for (const list of places) list.length = 0
      const range = { from: Math.max(lowest, from - before), to: Math.min(highest, to + behind) }
      search.search(bytes, range, (text, start, end) => {
        const limit = segments === undefined ? highest : endOfSegmentAt(segments, start)
        for (const owner of ownersOf[text]!) {
          const place = plans[owner]!.kind === 'keyword' ? end : start
          if (place < limit) places[owner]!.push(place)
        }
      })
      for (const list of places) {
        if (list.some((place, index) => place < list[index - 1]!)) list.sort((a, b) => a - b)
      }
    },
  }
}

/** The segment that the byte at `place` is in, or the last before it. */
export function segmentAt({ count, starts }: Segments, place: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= place) low = middle
    else high = middle - 1
  }
  return low
}

function endOfSegmentAt(segments: Segments, place: number): number {
  if (segments.count === 0) return -1
  const index = segmentAt(segments, place)
  return segments.starts[index]! <= place && place < segments.ends[index]! ? segments.ends[index]! : -1
}

/** What all identifiers look for, and a search for it. */
export interface SearchedTexts {
  readonly search: KeywordSearch
  /** By text: the identifiers that look for it. */
  readonly ownersOf: readonly (readonly number[])[]
}

export function searchedTexts(plans: readonly SearchPlan[], memory: ScanMemory | undefined): SearchedTexts {
  const owners = new Map<string, number[]>()
  plans.forEach((plan, identifier) => {
    for (const text of new Set(textsIn(plan))) addOwner(owners, text, identifier)
  })
  return { search: createKeywordSearch([...owners.keys()], memory), ownersOf: [...owners.values()] }
}

function addOwner(owners: Map<string, number[]>, text: string, identifier: number): void {
  const others = owners.get(text)
  if (others === undefined) owners.set(text, [identifier])
  else others.push(identifier)
}

function textsIn(plan: SearchPlan): readonly string[] {
  switch (plan.kind) {
    case 'keyword':
      return plan.keywords
    case 'text':
      return plan.required.options
    case 'everywhere':
      return []
    default:
      return plan satisfies never
  }
}

/** Bytes before and behind where matches begin that what is looked for can be in. */
function reachOf(plans: readonly SearchPlan[]): { before: number; behind: number } {
  let [before, behind] = [0, 0]
  for (const plan of plans) {
    const longest = Math.max(0, ...textsIn(plan).map((text) => Array.from(text).length))
    if (plan.kind === 'keyword') before = Math.max(before, plan.distance + longest)
    if (plan.kind === 'text') behind = Math.max(behind, plan.required.mostBefore + longest)
  }
  return { before: before * mostBytesOfCharacter, behind: behind * mostBytesOfCharacter }
}
