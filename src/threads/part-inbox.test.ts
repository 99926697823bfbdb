import { expect, test } from 'vitest'
import type { Occurrence } from '../model/scan-outcome.ts'
import { createPartInbox } from './part-inbox.ts'

/** Numbered by their lines, so that it shows which were handed on. */
function chunk(first: number, count: number): Occurrence[] {
  return Array.from({ length: count }, (_occurrence, n) => ({
    identifier: 'X',
    category: 'CUSTOM_IDENTIFIER',
    location: { kind: 'lines', start: first + n, end: first + n, startColumn: 1 },
  }))
}

function collect() {
  const taken: Occurrence[] = []
  return { taken, sink: async (items: readonly Occurrence[]) => void taken.push(...items) }
}

test('what came before the turn is handed on first, in order', async () => {
  const inbox = createPartInbox()
  const { taken, sink } = collect()
  await inbox.add(chunk(0, 3))
  await inbox.add(chunk(3, 2))
  expect(taken).toEqual([])
  await inbox.open(sink)
  await inbox.add(chunk(5, 1))
  expect(taken).toEqual(chunk(0, 6))
})

test('a part that is read anew before its turn is handed on once', async () => {
  const inbox = createPartInbox()
  const { taken, sink } = collect()
  await inbox.add(chunk(0, 3))
  inbox.restart()
  await inbox.add(chunk(0, 4))
  await inbox.open(sink)
  expect(taken).toEqual(chunk(0, 4))
})

test('a part that is read anew in its turn goes on where it was, however it is cut into chunks', async () => {
  const inbox = createPartInbox()
  const { taken, sink } = collect()
  await inbox.add(chunk(0, 3))
  await inbox.open(sink)
  await inbox.add(chunk(3, 3))
  inbox.restart()
  for (const [first, count] of [
    [0, 2],
    [2, 3],
    [5, 4],
  ] as const)
    await inbox.add(chunk(first, count))
  expect(taken).toEqual(chunk(0, 9))
})

test('who has handed in too much waits for the turn, or for the end', async () => {
  for (const end of ['turn', 'close'] as const) {
    const inbox = createPartInbox()
    const { taken, sink } = collect()
    let chunks = 0
    const adding = (async () => {
      for (; chunks < 70; chunks++) await inbox.add(chunk(chunks, 1))
    })()
    // Everything that can go on without the turn has gone on when a later task runs.
    await new Promise((resolve) => setImmediate(resolve))
    expect(chunks).toBe(63)
    if (end === 'turn') await inbox.open(sink)
    else inbox.close()
    await adding
    expect(taken).toEqual(end === 'turn' ? chunk(0, 70) : [])
  }
})
