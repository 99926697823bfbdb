// What JSON.parse takes for an object is one here, and nothing else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isJsonObject } from './json-object.ts'

function parsesToObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

test('objects of any content are objects', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
      expect(isJsonObject(JSON.stringify(value))).toBe(true)
      expect(isJsonObject(` ${JSON.stringify(value, undefined, 2)}\n`)).toBe(true)
    }),
  )
})

test('a text with a character changed, added or left out is one where JSON.parse says so', () => {
  const character = fc.constantFrom(...Array.from('{}[]",:\\u0 \n1.e-+tn\u0001é'))
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
      fc.nat(),
      fc.option(character, { nil: '' }),
      fc.constantFrom(0, 1),
      (value, place, added, removed) => {
        const text = JSON.stringify(value)
        const at = place % (text.length + 1)
        const changed = text.slice(0, at) + added + text.slice(at + removed)
        expect(isJsonObject(changed)).toBe(parsesToObject(changed))
      },
    ),
    { numRuns: 3_000 },
  )
})

test.each([
  '',
  '{',
  '[]',
  '"{}"',
  '{"a":}',
  '{"a":1,}',
  '{a:1}',
  '{} {}',
  '{"a":01}',
  '{"a":+1}',
  '{"a":"\n"}',
])('%j is none', (text) => {
  expect(isJsonObject(text)).toBe(false)
})
