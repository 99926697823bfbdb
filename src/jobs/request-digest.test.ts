import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestDigest } from './request-digest.ts'

fc.configureGlobal({ seed: 20_240_510 })

test('a digest is SHA-256 in hexadecimal', () => {
  expect(requestDigest({ name: 'a' })).toMatch(/^[0-9a-f]{64}$/)
})

test.each<[string, unknown, unknown]>([
  ['the order of members', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ['the order of members that look like numbers', { 10: 'x', b: 1, 9: 'y' }, { 9: 'y', 10: 'x', b: 1 }],
  ['members that are undefined', { a: 1, b: undefined }, { a: 1 }],
])('%s does not count', (_name, one, other) => {
  expect(requestDigest(one)).toBe(requestDigest(other))
})

test.each<[string, unknown, unknown]>([
  ['a value', { a: 1 }, { a: 2 }],
  ['the type of a value', { a: 1 }, { a: '1' }],
  ['the case of a text', { a: 'x' }, { a: 'X' }],
  ['the order of elements', { a: [1, 2] }, { a: [2, 1] }],
  ['where a member is', { a: { b: 1 } }, { a: {}, b: 1 }],
  ['an empty list', { a: [] }, {}],
  ['null', { a: null }, {}],
])('%s counts', (_name, one, other) => {
  expect(requestDigest(one)).not.toBe(requestDigest(other))
})

test('what JSON tells apart has different digests, whatever the order of its members', () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, member]) => [key, shuffled(member)]),
    )
  }
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(json, (value) => {
      expect(requestDigest(shuffled(value))).toBe(requestDigest(value))
      expect(requestDigest({ ...value, 'one more': 1 })).not.toBe(requestDigest(value))
    }),
  )
})
