// Of what an identifier has to say about the same bytes, the closest to being found: one long number has the shape of
// a short one at each of its digits.
import type { SearchedPassage } from '../engine/passage-search.ts'
import type { Explanation } from './explanation.ts'

export function keepClosest(
  explanations: readonly Explanation[],
  { bytes }: Pick<SearchedPassage, 'bytes'>,
): readonly Explanation[] {
  const kept: Explanation[] = []
  const taken = new Uint8Array(bytes.length)
  for (const ofOne of Map.groupBy(explanations, ({ identifier }) => identifier).values()) {
    taken.fill(0)
    for (const explanation of ofOne.toSorted(byCloseness)) {
      const { start, end } = explanation
      if (taken.subarray(start, end).includes(1)) continue
      taken.fill(1, start, end)
      kept.push(explanation)
    }
  }
  return kept
}

function byCloseness(a: Explanation, b: Explanation): number {
  return a.reasons.length - b.reasons.length || b.end - b.start - (a.end - a.start) || a.start - b.start
}
