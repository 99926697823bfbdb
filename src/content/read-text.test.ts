import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesSource, readAll } from '../../test/readings.ts'
import { leftContextBytes, overReadBytes, type Passage } from '../model/passage.ts'
import type { Location } from '../model/location.ts'
import { readContent } from './read-content.ts'

async function* passagesOf(content: string, blockBytes: number, drip?: number[]): AsyncGenerator<Passage> {
  yield* readContent(bytesSource('a.txt', content, drip), { looksSensitive: () => false, blockBytes })
}

/** Lines of any length and any characters. */
const pieces = fc
  .array(
    fc.tuple(
      fc.string({ unit: fc.constantFrom('a', '1', ' ', 'é', '漢', '\u{1f600}', '\t'), maxLength: 60 }),
      fc.constantFrom('\n', '\r\n', '\r', '', ' '),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((lines) => lines.map((line) => line.join('')).join(''))
  .filter((text) => text !== '')

/** Long enough to be cut. */
function longText(piece: string): string {
  return piece.repeat(Math.ceil(30_000 / Buffer.byteLength(piece)))
}

/** Where character `at` of a text is, the plain way. */
function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at)
  const lines = before.split(/\r\n|\r|\n/)
  return { line: lines.length, column: Array.from(lines.at(-1)!).length + 1 }
}

describe('running text', () => {
  test('is handed on whole, each byte once, with context before and behind it', async () => {
    const property = fc.asyncProperty(pieces, fc.constantFrom(64, 500, 5_000), async (piece, blockBytes) => {
      const text = longText(piece)
      const bytes = Buffer.from(text)
      let at = 0
      for await (const passage of passagesOf(text, blockBytes, [997, 64])) {
        const { start, from, to, end } = passage
        expect(from - start).toBeGreaterThanOrEqual(Math.min(at, leftContextBytes))
        expect(end - to).toBeGreaterThanOrEqual(Math.min(bytes.length - at - (to - from), overReadBytes))
        expect(passage.atStart).toBe(from - start === at)
        expect(passage.atEnd).toBe(end - from === bytes.length - at)
        const expected = bytes.subarray(at - (from - start), at + (end - from))
        expect(Buffer.compare(passage.bytes.subarray(start, end), expected)).toBe(0)
        at += to - from
      }
      expect(at).toBe(bytes.length)
    })
    await fc.assert(property, { numRuns: 40, seed: 1 })
  })

  test('locates by line and character, whatever the bytes and the blocks', async () => {
    const property = fc.asyncProperty(pieces, fc.constantFrom(300, 5_000), async (piece, blockBytes) => {
      const text = longText(piece)
      const found: Location[] = []
      const expected: Location[] = []
      let at = 0
      for await (const passage of passagesOf(text, blockBytes)) {
        for (let start = passage.from; start < passage.to; start += 211) {
          // Nothing begins within a character, nor between \r and \n.
          if ((passage.bytes[start]! & 0xc0) === 0x80 || passage.bytes[start] === 10) continue
          found.push(passage.locate(start, start + 1))
          const { line, column } = placeOf(
            text,
            Buffer.from(text).toString('utf8', 0, at + start - passage.from).length,
          )
          expected.push({ kind: 'lines', start: line, end: line, startColumn: column })
        }
        at += passage.to - passage.from
      }
      expect(found).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 20, seed: 2 })
  })

  test('is cut between words where there are any, and never within a character', async () => {
    const words = 'lorem-ipsum-dolor ünïcödé '.repeat(2_000)
    for await (const { bytes, to, atEnd } of passagesOf(words, 1_000))
      if (!atEnd && bytes[to - 1] !== 0x20) {
        throw new Error('Cut within a word')
      }
    const { readings } = await readAll(bytesSource('a.txt', '\u{1f600}'.repeat(10_000)), { blockBytes: 333 })
    expect(readings[0]!.text).toBe('\u{1f600}'.repeat(10_000))
  })
})
