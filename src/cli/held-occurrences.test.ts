import { expect, test } from 'vitest'
import {
  holdOccurrences,
  occurrenceOf,
  type HeldOccurrence,
  type HeldOccurrences,
} from './held-occurrences.ts'

const occurrence = (row: number): HeldOccurrence => ({
  ...(row % 3 === 0
    ? { identifier: 'a custom one', category: 'CUSTOM_IDENTIFIER' }
    : { identifier: 'USA_SOCIAL_SECURITY_NUMBER', category: 'PERSONAL_INFORMATION' }),
  location: { kind: 'cell', row, column: 1, columnName: 'line\nbreak' },
})
const rows = (from: number, to: number): HeldOccurrence[] =>
  Array.from({ length: to - from }, (_, at) => occurrence(from + at))

test.each([1, 10, 1_000])('what was added comes back in order, with %d held in memory', (limit) => {
  const held = holdOccurrences(limit)
  for (const [from, to] of [
    [1, 4],
    [4, 60],
    [60, 61],
  ] as const)
    held.add(rows(from, to))
  expect(readAll(held)).toEqual(rows(1, 61))
})

test.each([1, 1_000])('what was discarded does not come back, with %d held in memory', (limit) => {
  const held = holdOccurrences(limit)
  held.add(rows(1, 10))
  held.discard()
  held.add(rows(20, 25))
  expect(readAll(held)).toEqual(rows(20, 25))
})

test('of much text, more than is read at once, every one comes back, in parts', () => {
  const held = holdOccurrences(100)
  const texts = rows(1, 3_000).map((one, at) => ({ ...one, text: 'é\t"\u2028'.repeat(at % 70) }))
  held.add(texts)
  const parts = [...held.read()]
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.flat().map(occurrenceOf)).toEqual(texts)
})

function readAll(held: HeldOccurrences): HeldOccurrence[] {
  return [...held.read()].flat().map(occurrenceOf)
}
