// Finds many texts in one pass: the keywords of all custom identifiers, and what expressions must contain.
//
// The fact to know: a text is found whatever its case and within words as well. A filter says where a fragment of one
// may be; only there is anything compared, so that text without them costs the filter alone.
import { characterEnd, characterOf, characterStart } from './decode-character.ts'
import { createFragmentFilter, type FragmentFilter } from './fragment-filter.ts'
import { chooseFragments, foldedBit, type Fragment } from './keyword-fragments.ts'
import { foldCase } from './letter-case.ts'

export interface KeywordSearch {
  /** Reports texts that lie within [from, to), in the order of their fragments. */
  search(bytes: Uint8Array, range: ByteRange, report: ReportText): void
}

export interface ByteRange {
  readonly from: number
  readonly to: number
}

type ReportText = (text: number, start: number, end: number) => void

export function createKeywordSearch(
  texts: readonly string[],
  createFilter: typeof createFragmentFilter = createFragmentFilter,
): KeywordSearch {
  const fragments = chooseFragments(texts)
  const { length, byKey } = fragments
  if (length === 0) return { search: () => undefined }
  const filter: FragmentFilter = createFilter(fragments)
  return {
    search(bytes, range, report) {
      filter(bytes, range, (place) => {
        let key = 0
        for (let at = length - 1; at >= 0; at--) key = (key << 8) | bytes[place + at]! | foldedBit
        const candidates = byKey.get(key)
        if (candidates === undefined) return
        for (const { text, characters, at } of candidates) {
          const end = endIn(bytes, { characters, at }, { from: place, to: range.to })
          if (end === -1) continue
          const start = startIn(bytes, { characters, at }, { from: range.from, to: place })
          if (start !== -1) report(text, start, end)
        }
      })
    },
  }
}

type Part = Pick<Fragment, 'characters' | 'at'>

/** Where the text ends, whose character `at` begins at `from`; -1 where it is not there. */
function endIn(bytes: Uint8Array, { characters, at }: Part, { from, to }: ByteRange): number {
  let place = from
  for (let next = at; next < characters.length; next++) {
    if (place >= to) return -1
    const after = characterEnd(bytes, place, to)
    if (foldedCharacter(bytes, place, after) !== characters[next]) return -1
    place = after
  }
  return place
}

/** Where the text begins, whose character `at` begins at `to`; -1 where it is not there. */
function startIn(bytes: Uint8Array, { characters, at }: Part, { from, to }: ByteRange): number {
  let place = to
  for (let next = at - 1; next >= 0; next--) {
    if (place <= from) return -1
    const before = characterStart(bytes, place, from)
    if (foldedCharacter(bytes, before, place) !== characters[next]) return -1
    place = before
  }
  return place
}

function foldedCharacter(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]!
  if (byte >= 0x80) return end - at === 1 ? noCharacter : foldCase(characterOf(bytes, at, end))
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}

/** A byte that is not UTF-8 is in no text. */
const noCharacter = -1
