// What is part of a longer number, where an identifier says so: order numbers, UUIDs, paths and slugs hold groups of
// digits that are of the shape of something else.
//
// The fact to know: to the engine a hyphen or slash ends a token, because keywords are joined to data by them. So only
// identifiers whose numbers are never written with more groups around them ask for this.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import { removeMatches, type MatchList } from './match-list.ts'
import type { SearchedPassage } from './passage-search.ts'

/** Drops matches that are joined to what their identifier is never joined to. */
export function createJoinedCheck(
  identifiers: readonly ManagedIdentifier[],
): (found: MatchList, passage: SearchedPassage) => void {
  const never = identifiers.map(({ neverJoinedTo }) => neverJoinedTo)
  return (found, { bytes, start, end }) => {
    const joined: number[] = []
    for (let i = 0; i < found.count; i++) {
      const what = never[found.identifiers[i]!]
      if (what === undefined) continue
      const before: Neighbour = { bytes, at: found.starts[i]! - 1, step: -1, bound: start - 1 }
      const after: Neighbour = { bytes, at: found.ends[i]!, step: 1, bound: end }
      if (isJoined(before, what) || isJoined(after, what)) joined.push(i)
    }
    removeMatches(found, joined)
  }
}

/** What stands on one side of a match, from this place in steps to the bound of the passage. */
interface Neighbour {
  readonly bytes: Uint8Array
  readonly at: number
  readonly step: 1 | -1
  readonly bound: number
}

function isJoined(neighbour: Neighbour, what: 'digits' | 'anything'): boolean {
  const { bytes, at, bound } = neighbour
  if (at === bound) return false
  switch (bytes[at]) {
    case 0x2d:
    case 0x2f: {
      const { letters, digits } = groupOf(neighbour)
      return digits > 0 || (letters > 0 && what === 'anything')
    }
    case 0x20: {
      // Tables of code points and of object ids consist of groups of four.
      const { letters, digits } = groupOf(neighbour)
      return what === 'anything' && digits > 0 && letters + digits === 4
    }
    default:
      return false
  }
}

/** A longer group than any number of an order: what is beyond it is not looked at. */
const longestGroup = 40

/** How many letters and digits follow in a row behind what joins them. */
function groupOf({ bytes, at, step, bound }: Neighbour): {
  readonly letters: number
  readonly digits: number
} {
  let [letters, digits] = [0, 0]
  for (let place = at + step; place !== bound && letters + digits < longestGroup; place += step) {
    const byte = bytes[place]!
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++
    else break
  }
  return { letters, digits }
}
