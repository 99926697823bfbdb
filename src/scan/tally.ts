// The occurrences of one object while it is scanned: exact counts, the first fifteen places of each identifier, and
// chunks of located occurrences for the results.
import type { Match } from '../model/match.ts'
import type { Location } from '../model/location.ts'
import type { Passage } from '../model/passage.ts'
import type { DetectedIdentifier, Detection, Occurrence } from '../model/scan-outcome.ts'
import type { ScanOptions } from './scan-object.ts'

export const locatedPerDetection = 15
export const occurrencesPerChunk = 1_000
const defaultMaxOccurrences = 100_000

export interface Tally {
  /** Counts and locates the matches of a passage. */
  add(passage: Passage, matches: readonly Match[]): Promise<void>
  /** Hands on what is left of the occurrences. */
  handOn(): Promise<void>
  detections(): readonly Detection[]
}

interface Count {
  count: number
  kept: number
  readonly located: Location[]
}

export function createTally(identifiers: readonly DetectedIdentifier[], options: ScanOptions): Tally {
  const counts = new Map<number, Count>()
  const maxOccurrences =
    options.onOccurrences === undefined ? 0 : (options.maxOccurrencesPerIdentifier ?? defaultMaxOccurrences)
  let chunk: Occurrence[] = []

  const handOn = async (): Promise<void> => {
    if (chunk.length === 0) return
    const full = chunk
    chunk = []
    await options.onOccurrences?.(full)
  }

  const add = async (passage: Passage, matches: readonly Match[]): Promise<void> => {
    // A copy: to locate is to ask whether names on the path look sensitive, which is the next use of the detector.
    for (const match of matches.length === 0 ? matches : matches.map((each) => ({ ...each }))) {
      const count = countOf(counts, match.identifier)
      count.count++
      const keep = count.kept < maxOccurrences
      if (!keep && count.located.length === locatedPerDetection) continue
      const location = passage.locate(match.start, match.end)
      if (count.located.length < locatedPerDetection) count.located.push(location)
      if (!keep) continue
      count.kept++
      const text = options.reveal === true ? { text: textOf(passage, match) } : {}
      chunk.push({ ...nameOf(identifiers[match.identifier]!), location, ...text })
      if (chunk.length === occurrencesPerChunk) await handOn()
    }
  }

  const detections = (): readonly Detection[] =>
    [...counts]
      .map(([identifier, { count, kept, located }]) => ({
        identifier: identifiers[identifier]!,
        count,
        located,
        occurrencesKept: kept,
      }))
      .sort((a, b) => compare(sortKey(a.identifier), sortKey(b.identifier)))
  return { add, handOn, detections }
}

function countOf(counts: Map<number, Count>, identifier: number): Count {
  const known = counts.get(identifier)
  if (known !== undefined) return known
  const fresh = { count: 0, kept: 0, located: [] }
  counts.set(identifier, fresh)
  return fresh
}

function nameOf(identifier: DetectedIdentifier): Pick<Occurrence, 'identifier' | 'category'> {
  const category = identifier.kind === 'managed' ? identifier.category : 'CUSTOM_IDENTIFIER'
  return { identifier: identifier.id, category }
}

function textOf(passage: Passage, match: Match): string {
  return new TextDecoder().decode(passage.bytes.subarray(match.start, match.end))
}

/** Managed categories in alphabetical order, then custom identifiers by name. */
function sortKey(identifier: DetectedIdentifier): readonly [string, string] {
  if (identifier.kind === 'managed') return [`managed ${identifier.category}`, identifier.id]
  return ['x-custom', `${identifier.name} ${identifier.id}`]
}

function compare(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0
}
