// The kernel finds what TypeScript finds, wherever the bytes are.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openScanMemory } from '../../scan-memory/scan-memory.ts'
import { createKeywordSearch, type ByteRange } from './keyword-search.ts'

const windowBytes = 3_000
const memory = openScanMemory(windowBytes)!
const { window } = memory.layout.address

type Place = readonly [text: number, start: number, end: number]

function placesIn(
  search: ReturnType<typeof createKeywordSearch>,
  bytes: Uint8Array,
  range: ByteRange,
): Place[] {
  const places: Place[] = []
  search.search(bytes, range, (...place) => places.push(place))
  return places
}

/** The same bytes in the window, with others around them. */
function inWindow(bytes: Uint8Array): Uint8Array {
  memory.bytes.fill('e'.charCodeAt(0), window - 16, window + windowBytes + 16)
  memory.bytes.set(bytes, window)
  return memory.bytes.subarray(window, window + bytes.length)
}

const letters = fc.constantFrom(
  'a',
  'b',
  'B',
  'e',
  'E',
  'k',
  '\u212a',
  'ſ',
  'ä',
  'Ä',
  '漢',
  '\u{1f600}',
  ' ',
  '1',
  '@',
  '`',
  '_',
)
const keywords = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ unit: letters, minLength: 3, maxLength: 9 }) },
    { weight: 1, arbitrary: fc.string({ unit: letters, minLength: 1, maxLength: 2 }) },
  ),
  { minLength: 1, maxLength: 60 },
)
/** Much like the keywords, and now and then no UTF-8. */
const contents = (words: readonly string[]): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: letters.map((letter) => Buffer.from(letter)) },
        { weight: 1, arbitrary: fc.constantFrom(...words).map((word) => Buffer.from(word.toUpperCase())) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)) },
      ),
      { minLength: 200, maxLength: 700 },
    )
    .map((parts) => Buffer.concat(parts))
const cases = keywords.chain((words) => fc.tuple(fc.constant(words), contents(words), fc.nat(20), fc.nat(20)))

test('finds the same, in the window and elsewhere', () => {
  const property = fc.property(cases, ([words, content, from, less]) => {
    const range = { from, to: Math.max(from, content.length - less) }
    const expected = placesIn(createKeywordSearch(words), content, range)
    const search = createKeywordSearch(words, memory)
    expect(placesIn(search, content, range)).toEqual(expected)
    const here = inWindow(content.subarray(0, windowBytes))
    const shorter = { from, to: Math.max(from, Math.min(range.to, windowBytes)) }
    expect(placesIn(search, here, shorter)).toEqual(placesIn(createKeywordSearch(words), here, shorter))
  })
  fc.assert(property, { numRuns: 300 })
})

test('finds a keyword at every place of a long text, the last one included', () => {
  const search = createKeywordSearch(['badge', 'pin'], memory)
  const bytes = new Uint8Array(2 * windowBytes + 7).fill(0x2e)
  for (let at = 0; at + 5 <= bytes.length; at++) {
    bytes.set(Buffer.from('Badge'), at)
    expect(placesIn(search, bytes, { from: 0, to: bytes.length })).toEqual([[0, at, at + 5]])
    bytes.fill(0x2e, at, at + 5)
  }
})

test('searches of one memory do not disturb each other', () => {
  const [first, second] = [createKeywordSearch(['badge'], memory), createKeywordSearch(['staff'], memory)]
  const bytes = Buffer.from(`${'.'.repeat(400)}badge and staff`)
  const range = { from: 0, to: bytes.length }
  for (let round = 0; round < 2; round++) {
    expect(placesIn(first, bytes, range)).toEqual([[0, 400, 405]])
    expect(placesIn(second, bytes, range)).toEqual([[0, 410, 415]])
  }
})
