import { describe, expect, test } from 'vitest'
import { createPlaces, wireOccurrences } from './occurrences.ts'

const nothing = { cells: null, lineRanges: null, offsetRanges: null, pages: null, records: null }

describe('occurrences in the form of the API', () => {
  test.each([
    [
      { kind: 'cell', row: 2, column: 3, columnName: 'ssn' },
      { cells: [{ row: 2, column: 3, columnName: 'ssn', cellReference: null }] },
    ],
    [
      { kind: 'cell', row: 5, column: 3, cellReference: 'Sheet2!C5' },
      { cells: [{ row: 5, column: 3, columnName: null, cellReference: 'Sheet2!C5' }] },
    ],
    [
      { kind: 'lines', start: 1, end: 2, startColumn: 7 },
      { lineRanges: [{ start: 1, end: 2, startColumn: 7 }] },
    ],
    [{ kind: 'page', pageNumber: 4 }, { pages: [{ lineRange: null, offsetRange: null, pageNumber: 4 }] }],
    [
      { kind: 'record', recordIndex: 0, jsonPath: '$.a[2]' },
      { records: [{ recordIndex: 0, jsonPath: '$.a[2]' }] },
    ],
    [{ kind: 'record', recordIndex: 9 }, { records: [{ recordIndex: 9, jsonPath: null }] }],
  ] as const)('of %j', (location, filled) => {
    expect(wireOccurrences([location])).toEqual({ ...nothing, ...filled })
  })

  test('of several kinds are in a list of each, in order', () => {
    const lines = { start: 1, end: 1, startColumn: 1 }
    const told = wireOccurrences([
      { kind: 'lines', ...lines },
      { kind: 'cell', row: 2, column: 1 },
      { kind: 'lines', ...lines, startColumn: 9 },
    ])
    expect(told.lineRanges).toEqual([lines, { ...lines, startColumn: 9 }])
    expect(told.cells).toHaveLength(1)
  })

  test('are all null where there are none', () => {
    expect(wireOccurrences([])).toEqual(nothing)
  })
})

test('places are handed out until they are used up', () => {
  const places = createPlaces(3)
  const lines = (count: number): { kind: 'lines'; start: number; end: number; startColumn: number }[] =>
    Array.from({ length: count }, (_, i) => ({ kind: 'lines', start: i + 1, end: i + 1, startColumn: 1 }))
  expect(places.take(lines(2)).lineRanges).toHaveLength(2)
  expect(places.take(lines(2)).lineRanges).toHaveLength(1)
  expect(places.take(lines(2)).lineRanges).toBeNull()
  expect(places.taken).toBe(3)
})
