// What the gazetteers find, names and addresses, as explanations, and what only begins as names do. There is no keyword
// that could be missed, and nothing is told of addresses that are not found.
import type { Finder, ManagedIdentifier } from '../../model/managed-identifier.ts'
import { mayBeAllowed } from '../allow/allow-check.ts'
import { createGazetteerSearch } from '../gazetteer/gazetteer-search.ts'
import type { ByteRange, ExplainPassage, Explanation, Reason } from './explanation.ts'

export function createGazetteerExplainer(
  identifiers: readonly ManagedIdentifier[],
  isAllowed: (text: string) => boolean,
): ExplainPassage {
  const finders = new Map(
    identifiers.flatMap(({ finder, id }) => (finder === undefined ? [] : [[finder, id]])),
  )
  if (finders.size === 0) return () => []
  const gazetteer = createGazetteerSearch(new Set(finders.keys()), undefined)
  return (passage, within) => {
    const told: Explanation[] = []
    const tell = (finder: Finder, place: ByteRange, inTheWay: readonly Reason[]): void => {
      if (place.from < within.from || place.from >= within.to) return
      told.push({
        identifier: finders.get(finder)!,
        start: place.from,
        end: place.to,
        reasons: inTheWay,
        form: undefined,
        keyword: { kind: 'not-needed' },
        check: undefined,
      })
    }
    const { buffer, byteOffset } = passage.bytes
    gazetteer.search(
      passage,
      (finder, from, to) => {
        const text = Buffer.from(buffer, byteOffset + from, to - from).toString()
        const isPermitted = mayBeAllowed(finders.get(finder)!) && isAllowed(text)
        tell(finder, { from, to }, isPermitted ? ['allowed'] : [])
      },
      (from, to, why) => tell('names', { from, to }, [why]),
    )
    return told
  }
}
