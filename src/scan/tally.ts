// The occurrences of one object while it is scanned: exact counts, the first fifteen places of each identifier, and
// chunks of located occurrences for the results.
import type { Matches } from '../model/match.ts'
import type { Location } from '../model/location.ts'
import type { Passage } from '../model/passage.ts'
import type { DetectedIdentifier, Detection, Occurrence } from '../model/scan-outcome.ts'
import type { ScanOptions } from './scan-object.ts'

export const locatedPerDetection = 15
export const occurrencesPerChunk = 1_000
export const defaultMaxOccurrences = 100_000

/** Of names and addresses AWS counts no more of one object: https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html */
const countedAtMost: ReadonlyMap<string, number> = new Map([
  ['NAME', 1_000],
  ['ADDRESS', 1_000],
])

export function mostCounted(identifier: string): number {
  return countedAtMost.get(identifier) ?? Infinity
}

export interface Tally {
  /** Counts and locates the matches of a passage. */
  add(passage: Passage, matches: Matches): Promise<void>
  /** Hands on what is left of the occurrences. */
  handOn(): Promise<void>
  detections(): readonly Detection[]
}

interface Count {
  count: number
  kept: number
  readonly mostKept: number
  readonly located: Location[]
}

export function createTally(identifiers: readonly DetectedIdentifier[], options: ScanOptions): Tally {
  const counts: (Count | undefined)[] = []
  const maxOccurrences =
    options.onOccurrences === undefined ? 0 : (options.maxOccurrencesPerIdentifier ?? defaultMaxOccurrences)
  let chunk: Occurrence[] = []

  const countOf = (identifier: number): Count => {
    const known = counts[identifier]
    if (known !== undefined) return known
    const keptBefore = options.keptBefore?.get(identifiers[identifier]!.id) ?? 0
    const fresh = { count: 0, kept: 0, mostKept: maxOccurrences - keptBefore, located: [] }
    counts[identifier] = fresh
    return fresh
  }

  const handOn = async (): Promise<void> => {
    if (chunk.length === 0) return
    const full = chunk
    chunk = []
    await options.onOccurrences?.(full)
  }

  const add = async (passage: Passage, matches: Matches): Promise<void> => {
    const { identifiers: found, starts, ends } = matches
    for (let i = 0; i < matches.count; i++) {
      const count = countOf(found[i]!)
      if (count.count >= mostCounted(identifiers[found[i]!]!.id)) continue
      count.count++
      const keep = count.kept < count.mostKept
      if (!keep && count.located.length === locatedPerDetection) continue
      const [start, end] = [starts[i]!, ends[i]!]
      const location = passage.locate(start, end)
      if (count.located.length < locatedPerDetection) count.located.push(location)
      if (!keep) continue
      count.kept++
      const text = options.reveal === true ? { text: textOf(passage, start, end) } : {}
      chunk.push({ ...nameOf(identifiers[found[i]!]!), location, ...text })
      if (chunk.length === occurrencesPerChunk) await handOn()
    }
  }

  const detections = (): readonly Detection[] =>
    counts
      .flatMap((found, identifier) =>
        found === undefined
          ? []
          : [
              {
                identifier: identifiers[identifier]!,
                count: found.count,
                located: found.located,
                occurrencesKept: found.kept,
              },
            ],
      )
      .sort(inOrder)
  return { add, handOn, detections }
}

function nameOf(identifier: DetectedIdentifier): Pick<Occurrence, 'identifier' | 'category'> {
  const category = identifier.kind === 'managed' ? identifier.category : 'CUSTOM_IDENTIFIER'
  return { identifier: identifier.id, category }
}

function textOf(passage: Passage, start: number, end: number): string {
  return new TextDecoder().decode(passage.bytes.subarray(start, end))
}

/** The order of an outcome's detections. */
export function inOrder(a: Detection, b: Detection): number {
  return compare(sortKey(a.identifier), sortKey(b.identifier))
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
