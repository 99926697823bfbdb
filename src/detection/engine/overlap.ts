// Matches that reach over the end of a passage: what overlaps them in the next one does not count.
import { overReadBytes } from '../../model/passage.ts'
import type { MatchList } from './match-list.ts'
import type { SearchedPassage } from './passage-search.ts'

export interface Overlap {
  /** Up to where each identifier's earlier matches reach in this passage; undefined where none does. */
  into(passage: SearchedPassage): Int32Array | undefined
  /** Takes what was found in it. */
  outOf(passage: SearchedPassage, matches: MatchList): void
  /** How far they reach behind it; 0 where none does. */
  reach(): number
}

export function createOverlap(identifiers: number): Overlap {
  /** Counted from the end of the passage before; all zero where nothing reaches over it. */
  const beyond = new Int32Array(identifiers)
  const within = new Int32Array(identifiers)
  let any = false
  return {
    into({ start, from }) {
      if (start === from && any) {
        beyond.fill(0)
        any = false
      }
      if (!any) return undefined
      for (let i = 0; i < identifiers; i++) within[i] = beyond[i]! + from
      return within
    },
    outOf({ from, to }, { identifiers: found, starts, ends, count }) {
      if (any) {
        any = false
        for (let i = 0; i < identifiers; i++) {
          beyond[i] = Math.max(0, beyond[i]! + from - to)
          any ||= beyond[i]! > 0
        }
      }
      // Nothing is longer than an over-read.
      for (let i = count - 1; i >= 0 && starts[i]! >= to - overReadBytes; i--) {
        if (ends[i]! <= to) continue
        beyond[found[i]!] = Math.max(beyond[found[i]!]!, ends[i]! - to)
        any = true
      }
    },
    reach: () => (any ? beyond.reduce((most, reached) => Math.max(most, reached), 0) : 0),
  }
}
