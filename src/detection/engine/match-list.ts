// Matches of one passage as lists of numbers, ascending by start, the longer first; used again for the next passage.
import type { Match, Matches } from '../../model/match.ts'

export interface MatchList extends Matches {
  count: number
  identifiers: Int32Array
  starts: Int32Array
  ends: Int32Array
}

export function createMatchList(): MatchList {
  return {
    count: 0,
    identifiers: new Int32Array(1_024),
    starts: new Int32Array(1_024),
    ends: new Int32Array(1_024),
  }
}

export function addMatch(list: MatchList, { identifier, start, end }: Match): void {
  makeRoom(list, 1)
  list.identifiers[list.count] = identifier
  list.starts[list.count] = start
  list.ends[list.count] = end
  list.count++
}

/** Room for so many more. */
export function makeRoom(list: MatchList, more: number): void {
  const wanted = list.count + more
  if (wanted <= list.starts.length) return
  const length = Math.max(wanted, list.starts.length * 2)
  list.identifiers = longer(list.identifiers, length)
  list.starts = longer(list.starts, length)
  list.ends = longer(list.ends, length)
}

function longer(items: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length)
  copy.set(items)
  return copy
}

export function matchAt({ identifiers, starts, ends }: Matches, index: number): Match {
  return { identifier: identifiers[index]!, start: starts[index]!, end: ends[index]! }
}

export function matchesOf(matches: Matches): readonly Match[] {
  return Array.from({ length: matches.count }, (_, index) => matchAt(matches, index))
}

/** `indexes` ascend. */
export function removeMatches(list: MatchList, indexes: readonly number[]): void {
  if (indexes.length === 0) return
  const { identifiers, starts, ends } = list
  let kept = indexes[0]!
  let next = 0
  for (let i = kept; i < list.count; i++) {
    if (i === indexes[next]) {
      next++
      continue
    }
    identifiers[kept] = identifiers[i]!
    starts[kept] = starts[i]!
    ends[kept++] = ends[i]!
  }
  list.count = kept
}

/** To be called where matches were added out of order. */
export function sortMatches(list: MatchList): void {
  const sorted = matchesOf(list).toSorted(
    (a, b) => a.start - b.start || b.end - a.end || a.identifier - b.identifier,
  )
  list.count = 0
  for (const match of sorted) addMatch(list, match)
}
