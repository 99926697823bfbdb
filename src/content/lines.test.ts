import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanMemory } from '../scan-memory/scan-memory.ts'
import { advanceLines, firstLine, type LinePosition } from './lines.ts'

const texts = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('\n', '\r\n', '\r', '\n\r', '\r\r\n') },
      // The kernel takes 64 bytes at a time: line ends across its borders.
      { weight: 2, arbitrary: fc.integer({ min: 60, max: 64 }).map((count) => `${'a'.repeat(count)}\r\n`) },
      fc.string({ unit: fc.constantFrom('a', '1', ' ', 'é', '漢', '\u{1f600}'), maxLength: 90 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.from(parts.join('')))

test('lines and columns are the same in the scan memory, wherever positions are asked for', () => {
  const memory = scanMemory()!
  const window = new Uint8Array(memory.buffer, memory.layout.address.window, 4_096)
  const property = fc.property(texts, fc.array(fc.nat(400), { maxLength: 6 }), (text, places) => {
    window.fill(10)
    window.set(text, 3)
    const stops = [...places.map((place) => Math.min(place, text.length)), text.length].toSorted(
      (a, b) => a - b,
    )
    expect(positionsAt(window, { from: 3, stops })).toEqual(positionsAt(text, { from: 0, stops }))
  })
  fc.assert(property, { numRuns: 2_000, seed: 1 })
})

function positionsAt(
  bytes: Uint8Array,
  { from, stops }: { readonly from: number; readonly stops: readonly number[] },
): LinePosition[] {
  const position = firstLine()
  let at = 0
  return stops.map((stop) => {
    advanceLines(position, bytes, [from + at, from + stop])
    at = stop
    return { ...position }
  })
}
