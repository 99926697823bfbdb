import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeywordSearch } from './keyword-search.ts'

const units = ['a', 'b', 'A', 'ä', 'Ä', 'k', '\u212a', 's', 'ſ', '\u{1f600}', 'İ', '1', '_']
const words = fc.array(fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 6,
})
const texts = fc.array(
  fc.oneof(
    words.map((list) => list[0]!),
    fc.constantFrom(...units, '\u{fffd}'),
  ),
  { maxLength: 30 },
)

type Place = readonly [text: number, start: number, end: number]

function placesIn(
  keywords: readonly string[],
  bytes: Uint8Array,
  range = { from: 0, to: bytes.length },
): Place[] {
  const places: Place[] = []
  createKeywordSearch(keywords).search(bytes, range, (...place) => places.push(place))
  return places.toSorted((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0])
}

/** By trying each keyword at each character. */
function placesByTrying(keywords: readonly string[], text: string): Place[] {
  const folded = Array.from(text, fold)
  const byteAt = (at: number): number => Buffer.byteLength(Array.from(text).slice(0, at).join(''))
  return folded.flatMap((_, start) =>
    keywords
      .map((keyword, index): [number, string[]] => [index, Array.from(keyword, fold)])
      .filter(([, own]) => own.every((letter, at) => folded[start + at] === letter))
      .map(([index, own]): Place => [index, byteAt(start), byteAt(start + own.length)])
      .toSorted((a, b) => a[2] - b[2] || a[0] - b[0]),
  )
}

function fold(letter: string): string {
  return letter === 'İ' ? letter : letter.toUpperCase().toLowerCase()
}

test('finds every keyword wherever it is, whatever its case', () => {
  const property = fc.property(words, texts, (keywords, parts) => {
    const text = parts.join('')
    expect(placesIn(keywords, Buffer.from(text))).toEqual(placesByTrying(keywords, text))
  })
  fc.assert(property, { numRuns: 2_000 })
})

test('finds those that lie in the range, and no others', () => {
  const property = fc.property(words, texts, fc.nat(60), fc.nat(60), (keywords, parts, from, length) => {
    const bytes = Buffer.from(parts.join(''))
    const range = { from: Math.min(from, bytes.length), to: Math.min(from + length, bytes.length) }
    const expected = placesIn(keywords, bytes).filter(
      ([, start, end]) => start >= range.from && end <= range.to,
    )
    expect(placesIn(keywords, bytes, range)).toEqual(expected)
  })
  fc.assert(property, { numRuns: 1_000 })
})

test.each([
  ['badge', 'BADGE', true],
  ['badge', 'xbadgex', true],
  ['badge', 'bad ge', false],
  ['straße', 'STRAßE', true],
  ['οδος', 'ΟΔΟΣ', true],
  ['ΟΔΟΣ', 'οδοσ', true],
  ['izmir', 'İzmir', false],
  ['İzmir', 'İZMIR', true],
  ['kelvin', '\u212aelvin', true],
  ['mass', 'maſſ', true],
  // Bytes that differ as letters' cases do are not cases of each other.
  ['a[]', 'a{}', false],
  ['a_b', 'a\u007fb', false],
  ['a@b', 'a`b', false],
])('%j is in %j: %s', (keyword, text, isIn) => {
  expect(placesIn([keyword], Buffer.from(text)).length > 0).toBe(isIn)
})

test('bytes that are no UTF-8 are in no keyword, and hide none beside them', () => {
  const bytes = Buffer.concat([Buffer.from([0xc3]), Buffer.from('ärger'), Buffer.from([0xa4, 0xff])])
  expect(placesIn(['ärger', '\u{fffd}', '\u{fffd}är'], bytes)).toEqual([[0, 1, 7]])
})
