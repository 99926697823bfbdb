import { expect, test } from 'vitest'
import { progressOf } from './scan-progress.ts'

test('a bar and an ETA wait until the whole is counted', () => {
  expect(progressOf({ objects: 1, bytes: 100 }, undefined, 2)).toEqual({
    label: 'scanning',
    fraction: undefined,
    objects: { done: 1, total: undefined },
    bytes: 100,
    bytesPerSecond: 50,
    etaSeconds: undefined,
  })
  expect(progressOf({ objects: 1, bytes: 100 }, { objects: 4, bytes: 400 }, 2)).toMatchObject({
    fraction: 0.25,
    objects: { done: 1, total: 4 },
    etaSeconds: 6,
  })
})

test('a rate is told neither of the first moments nor of nothing', () => {
  const whole = { objects: 4, bytes: 400 }
  expect(progressOf({ objects: 1, bytes: 100 }, whole, 0.1).bytesPerSecond).toBeUndefined()
  expect(progressOf({ objects: 0, bytes: 0 }, whole, 9)).toMatchObject({ fraction: 0, etaSeconds: undefined })
})

test('files that grow while they are read leave nothing to wait for', () => {
  expect(progressOf({ objects: 1, bytes: 500 }, { objects: 1, bytes: 400 }, 2).etaSeconds).toBe(0)
})
