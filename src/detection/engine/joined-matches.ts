// What is part of a longer number, where an identifier says so: order numbers, UUIDs, paths and slugs hold groups of
// digits that are of the shape of something else.
//
// The fact to know: to the engine a hyphen or slash ends a token, because keywords are joined to data by them. So only
// identifiers whose numbers are never written with more groups around them ask for this.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import { removeMatches, type MatchList } from './match-list.ts'
import type { SearchedPassage } from './passage-search.ts'

/** Drops matches that a hyphen or slash joins to what their identifier is never joined to. */
export function createJoinedCheck(
  identifiers: readonly ManagedIdentifier[],
): (found: MatchList, passage: SearchedPassage) => void {
  const never = identifiers.map(({ neverJoinedTo }) => neverJoinedTo)
  return (found, { bytes, start, end }) => {
    const joined: number[] = []
    for (let i = 0; i < found.count; i++) {
      const what = never[found.identifiers[i]!]
      if (what === undefined) continue
      const before = groupAt(bytes, { at: found.starts[i]! - 1, step: -1, bound: start - 1 })
      const after = groupAt(bytes, { at: found.ends[i]!, step: 1, bound: end })
      if ([before, after].some((group) => group === 'digits' || (group === 'letters' && what === 'anything')))
        joined.push(i)
    }
    removeMatches(found, joined)
  }
}

/** A longer group than any number of an order: what is beyond it is not looked at. */
const longestGroup = 40

/** What the group of letters and digits holds that a hyphen or slash at this place joins. */
function groupAt(
  bytes: Uint8Array,
  { at, step, bound }: { readonly at: number; readonly step: 1 | -1; readonly bound: number },
): 'none' | 'letters' | 'digits' {
  if (at === bound || (bytes[at] !== hyphen && bytes[at] !== slash)) return 'none'
  let holds: 'none' | 'letters' = 'none'
  for (let place = at + step, i = 0; place !== bound && i < longestGroup; place += step, i++) {
    const byte = bytes[place]!
    if (byte >= 0x30 && byte <= 0x39) return 'digits'
    if ((byte | 0x20) < 0x61 || (byte | 0x20) > 0x7a) break
    holds = 'letters'
  }
  return holds
}

const hyphen = 0x2d
const slash = 0x2f
