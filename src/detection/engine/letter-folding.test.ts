// Case and accents do not tell keywords apart, in any of their alphabets.
import { expect, test } from 'vitest'
import { foldKeyword } from './letter-folding.ts'

test.each([
  ['NÚMERO', 'numero'],
  ['e\u0301lan', 'elan'],
  ['FØRERKORT', 'forerkort'],
  ['ŁÓDŹ', 'lodz'],
  ['ΑΔΕΙΑ ΟΔΗΓΗΣΗΣ', 'άδεια οδήγησης'],
  ['ШОФЬОРСКА КНИЖКА', 'шофьорска книжка'],
])('%s is %s', (one, other) => {
  expect(foldKeyword(one)).toEqual(foldKeyword(other))
})
