import { expect, test } from 'vitest'
import { formatBytes, formatDuration, parseByteSize } from './amounts.ts'

test.each([
  ['4096', 4_096],
  ['1KB', 1_024],
  ['1.5 mb', 1_572_864],
  ['5TB', 5 * 1_024 ** 4],
  ['5 potatoes', undefined],
  ['-1', undefined],
  ['', undefined],
  ['99999999TB', undefined],
])('%j is a size of %s bytes', (text, bytes) => {
  expect(parseByteSize(text)).toBe(bytes)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [1_536, '1.5 KB'],
  [20 * 1_024 ** 2, '20 MB'],
  [5_000 * 1_024 ** 4, '5000 TB'],
])('%d bytes are shown as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [0.2, '1 s'],
  [59.5, '1 min 00 s'],
  [65, '1 min 05 s'],
  [3_599.5, '1 h 00 min'],
  [7_500, '2 h 05 min'],
  [86_399, '1 d 0 h'],
  [273_600, '3 d 4 h'],
])('%d seconds are shown as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text)
})
