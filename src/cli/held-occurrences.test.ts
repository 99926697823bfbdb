import { expect, test } from 'vitest'
import { holdOccurrences, type HeldOccurrence, type HeldOccurrences } from './held-occurrences.ts'

const occurrence = (row: number): HeldOccurrence => ({
  identifier: 'USA_SOCIAL_SECURITY_NUMBER',
  category: 'PERSONAL_INFORMATION',
  location: { kind: 'cell', row, column: 1, columnName: 'line\nbreak' },
})
const rows = (from: number, to: number): HeldOccurrence[] =>
  Array.from({ length: to - from }, (_, at) => occurrence(from + at))

test.each([1, 10, 1_000])('what was added comes back in order, with %d held in memory', async (limit) => {
  const held = holdOccurrences(limit)
  for (const [from, to] of [
    [1, 4],
    [4, 60],
    [60, 61],
  ] as const)
    held.add(rows(from, to))
  expect(await readAll(held)).toEqual(rows(1, 61))
})

test.each([1, 1_000])('what was discarded does not come back, with %d held in memory', async (limit) => {
  const held = holdOccurrences(limit)
  held.add(rows(1, 10))
  held.discard()
  held.add(rows(20, 25))
  expect(await readAll(held)).toEqual(rows(20, 25))
})

async function readAll(held: HeldOccurrences): Promise<HeldOccurrence[]> {
  const all: HeldOccurrence[] = []
  for await (const one of held.read()) all.push(one)
  return all
}
