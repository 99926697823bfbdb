import { expect, test } from 'vitest'
import type { Location } from '../model/location.ts'
import { locationJson } from './location-json.ts'

const text = 'a "quoted"\n\\ \u001f é\u2028\ud800'

test.each<Location>([
  { kind: 'lines', start: 1, end: 2, startColumn: 3 },
  { kind: 'cell', row: 1, column: 2 },
  { kind: 'cell', row: 1, column: 2, columnName: text },
  { kind: 'cell', row: 1, column: 2, columnName: '', cellReference: text },
  { kind: 'page', pageNumber: 1 },
  { kind: 'record', recordIndex: 0 },
  { kind: 'record', recordIndex: 1, jsonPath: text },
])('%j is written as JSON.stringify writes it', (location) => {
  expect(locationJson(location)).toBe(JSON.stringify(location))
})
