import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'
import type { Lane, Waiting } from './lanes.ts'

/** `i1` is a request of client 1 in the interactive lane, `b7` one of client 7 in the background. */
function lanesWith(...requests: readonly string[]): { next: (owner?: number) => string | undefined } {
  const lanes = createLanes<Waiting & { name: string }>()
  for (const name of requests) {
    const lane: Lane = name.startsWith('i') ? 'interactive' : 'background'
    lanes.add({ client: Number(name.slice(1)), lane, name })
  }
  return { next: (owner) => lanes.next(owner)?.name }
}

test('interactive requests go before those of the background, each lane in its order', () => {
  const { next } = lanesWith('b1', 'i2', 'b3', 'i4')
  expect([next(), next(), next(), next(), next()]).toEqual(['i2', 'i4', 'b1', 'b3', undefined])
})

test('after 20 interactive requests one of the background is served', () => {
  const interactive = Array.from({ length: 45 }, () => 'i1')
  const { next } = lanesWith(...interactive, 'b2', 'b3')
  const served = Array.from({ length: 47 }, () => next())
  expect([served.indexOf('b2'), served.indexOf('b3')]).toEqual([20, 41])
})

test('inside a transaction only its client is served, whatever waits before it', () => {
  const { next } = lanesWith('i1', 'i2', 'b3', 'i2')
  expect([next(2), next(2), next(2)]).toEqual(['i2', 'i2', undefined])
  expect([next(3), next(3), next()]).toEqual(['b3', undefined, 'i1'])
})
