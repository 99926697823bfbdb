// Dates as people and machines write them, taken apart.
import { expect, test } from 'vitest'
import { dateParts } from './date-parts.ts'

test.each([
  ['12/03/1985', undefined, [12, 3, 1985], [2, 2, 4]],
  ['19850312', undefined, [19_850_312], [8]],
  ['1985-03-12T01:02:03.004Z', undefined, [1985, 3, 12], [4, 2, 2]],
  ['March 12th, 1985', 3, [12, 1985], [2, 4]],
  ['1st Sept. 2026', 9, [1, 2026], [1, 4]],
  ['1985-DEC-02', 12, [1985, 2], [4, 2]],
])('%s has its month and numbers', (text, month, numbers, lengths) => {
  expect(dateParts(text)).toEqual({ month, numbers, lengths })
})
