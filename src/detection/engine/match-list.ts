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

/** To be called where matches from `first` on were added to others, in any order. */
export function mergeMatches(list: MatchList, first: number): void {
  const added = matchesFrom(list, first)
  let at = list.count - 1
  let head = first - 1
  const { identifiers, starts, ends } = list
  const put = (identifier: number, start: number, end: number): void => {
    identifiers[at] = identifier
    starts[at] = start
    ends[at--] = end
  }
  for (let tail = added.starts.length - 1; tail >= 0; tail--) {
    const [identifier, start, end] = [added.identifiers[tail]!, added.starts[tail]!, added.ends[tail]!]
    while (
      head >= 0 &&
      (starts[head]! > start ||
        (starts[head] === start &&
          (ends[head]! < end || (ends[head] === end && identifiers[head]! > identifier))))
    ) {
      put(identifiers[head]!, starts[head]!, ends[head]!)
      head--
    }
    put(identifier, start, end)
  }
}

/** Ascending by start, the longer first; most are so already. */
function matchesFrom(
  list: MatchList,
  first: number,
): { readonly identifiers: Int32Array; readonly starts: Int32Array; readonly ends: Int32Array } {
  const identifiers = list.identifiers.slice(first, list.count)
  const starts = list.starts.slice(first, list.count)
  const ends = list.ends.slice(first, list.count)
  const added = { count: starts.length, identifiers, starts, ends }
  for (let index = 1; index < added.count; index++) {
    if (compareMatches(added, index - 1, matchAt(added, index)) <= 0) continue
    const order = Array.from({ length: added.count }, (_, n) => n).sort((a, b) =>
      compareMatches(added, a, matchAt(added, b)),
    )
    const inOrder = (items: Int32Array): Int32Array => Int32Array.from(order, (n) => items[n]!)
    return { identifiers: inOrder(identifiers), starts: inOrder(starts), ends: inOrder(ends) }
  }
  return added
}

function compareMatches({ identifiers, starts, ends }: Matches, index: number, other: Match): number {
  return starts[index]! - other.start || other.end - ends[index]! || identifiers[index]! - other.identifier
}
