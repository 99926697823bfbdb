// The kill test in small: `npm run test:kill` is the long one.
import { expect, test } from 'vitest'
import { killAndCompare } from './kill-and-compare.ts'
import { stage } from './world.ts'

test('a server killed again and again records every object once and finds the same', async () => {
  const name = stage.database === 'server' ? 'folders-postgres' : 'folders-embedded'
  const result = await killAndCompare({ stage: name, objects: 1_200, kills: 8, seed: 11 })
  expect(result.differences).toEqual([])
  expect(result.findings).toBeGreaterThan(200)
}, 180_000)
