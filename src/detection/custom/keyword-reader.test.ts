import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeywordReader } from './keyword-reader.ts'

const units = ['a', 'b', 'A', 'ä', 'Ä', '\u{1f600}', 'İ']
const words = fc.array(fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 5,
})
const texts = fc.string({ unit: fc.constantFrom(...units), maxLength: 30 })

/** Characters behind the keyword that ends last, by trying each at each place. */
function sinceKeyword(keywords: readonly string[], text: string): number {
  const lower = (word: string): string[] =>
    Array.from(word, (letter) => (letter === 'İ' ? letter : letter.toLowerCase()))
  const characters = lower(text)
  const ends = characters
    .map((_, index) => index + 1)
    .filter((end) =>
      keywords.some((keyword) => {
        const own = lower(keyword)
        return (
          own.length <= end && own.every((letter, index) => characters[end - own.length + index] === letter)
        )
      }),
    )
  return characters.length - Math.max(-Infinity, ...ends)
}

test('tells how far behind the latest keyword is, wherever reading pauses', () => {
  const property = fc.property(words, texts, texts, (keywords, first, second) => {
    const reader = createKeywordReader(keywords)
    const bytes = Buffer.from(first + second)
    reader.begin(0)
    reader.readTo(bytes, Buffer.byteLength(first))
    expect(reader.sinceKeyword).toBe(sinceKeyword(keywords, first))
    reader.readTo(bytes, bytes.length)
    expect(reader.sinceKeyword).toBe(sinceKeyword(keywords, first + second))
    expect(reader.at).toBe(bytes.length)
  })
  fc.assert(property, { numRuns: 1_000 })
})

test.each([
  ['badge', 'BADGE', true],
  ['straße', 'STRAßE', true],
  ['οδος', 'ΟΔΟΣ', true],
  ['ΟΔΟΣ', 'οδοσ', true],
  ['izmir', 'İzmir', false],
  ['İzmir', 'İZMIR', true],
  ['kelvin', '\u212aelvin', true],
])('%s is in %s: %s', (keyword, text, isIn) => {
  const reader = createKeywordReader([keyword])
  const bytes = Buffer.from(text)
  reader.begin(0)
  reader.readTo(bytes, bytes.length)
  expect(reader.sinceKeyword < Infinity).toBe(isIn)
})

test('forgets what was read when it begins elsewhere', () => {
  const reader = createKeywordReader(['ab'])
  const bytes = Buffer.from('ab ab')
  reader.begin(0)
  reader.readTo(bytes, 2)
  reader.begin(4)
  reader.readTo(bytes, 5)
  expect(reader.sinceKeyword).toBe(Infinity)
})
