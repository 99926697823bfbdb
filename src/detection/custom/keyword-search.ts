// Finds many texts in one pass: the keywords of all custom identifiers, and what expressions must contain.
//
// The fact to know: a text is found whatever its case and within words as well. A filter says where a fragment of one
// may be; only there is anything compared, so that text without them costs the filter alone.
import type { ScanMemory } from '../../scan-memory/scan-memory.ts'
import { characterEnd, characterOf, characterStart } from './decode-character.ts'
import { createFragmentFilter } from './fragment-filter.ts'
import { createKernelFilter } from './kernel-filter.ts'
import { chooseFragments, fragmentBytes, keyAt, type Fragment } from './keyword-fragments.ts'
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

/** With the kernels of the memory, where there is one: the same is found. */
export function createKeywordSearch(texts: readonly string[], memory?: ScanMemory): KeywordSearch {
  const fragments = chooseFragments(texts)
  const { short, byKey } = fragments
  if (texts.length === 0) return { search: () => undefined }
  const filter =
    memory === undefined ? createFragmentFilter(fragments) : createKernelFilter(fragments, memory)
  const compare = (key: number, place: number, { bytes, range, report }: Searched): void => {
    const fragmentsHere = byKey.get(key)
    if (fragmentsHere === undefined) return
    for (const { text, characters, at } of fragmentsHere) {
      const end = endIn(bytes, { characters, at }, { from: place, to: range.to })
      if (end === -1) continue
      const start = startIn(bytes, { characters, at }, { from: range.from, to: place })
      if (start !== -1) report(text, start, end)
    }
  }
  return {
    search(bytes, range, report) {
      const searched = { bytes, range, report }
      filter(bytes, range, (place) => {
        if (place + fragmentBytes <= range.to) compare(keyAt(bytes, place, fragmentBytes), place, searched)
        if (short < fragmentBytes) compare(keyAt(bytes, place, short), place, searched)
      })
    },
  }
}

interface Searched {
  readonly bytes: Uint8Array
  readonly range: ByteRange
  readonly report: ReportText
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
