import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

test.each([
  ['MAGPIE_DTA', 'MAGPIE_DATA'],
  ['magpie_data', 'MAGPIE_DATA'],
  ['MAGPIE_LISTENER', 'MAGPIE_LISTEN'],
  ['SOMETHING_ELSE', undefined],
  ['', undefined],
])('%j means %j', (wrong, meant) => {
  expect(nearestName(wrong, ['MAGPIE_DATA', 'MAGPIE_LISTEN', 'MAGPIE_RESULTS'])).toBe(meant)
})
