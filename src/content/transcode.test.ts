// Which of two encodings a text without mark is in does not depend on how its source hands it out.
import { describe, expect, test } from 'vitest'
import { bytesSource, readAll } from '../../test/readings.ts'

const plain = 'Nothing but plain words. '.repeat(900)

async function readInPieces(content: Buffer, readSizes?: readonly number[]): Promise<string> {
  const { readings } = await readAll(bytesSource('a.txt', content, readSizes))
  return readings.map(({ text }) => text).join('')
}

describe.each(['utf-8', 'windows-1252'] as const)('a text of %s', (encoding) => {
  const end = 'Café für Ñoño: 5 ÷ 2'

  test.each([1, 2, 3, 16_380, 16_382, 16_383, 16_384, 16_385, 20_000])(
    'is read as such where its first letter beyond ASCII is at %d',
    async (at) => {
      const before = plain.slice(0, at)
      const content = Buffer.from(before + end, encoding === 'utf-8' ? 'utf-8' : 'latin1')
      for (const readSizes of [undefined, [1], [2, 3], [16_385], [at, 1]])
        expect(await readInPieces(content, readSizes)).toBe(before + end)
    },
  )
})

test.each([16_382, 16_383])(
  'a text is UTF-8 though its head of 16 KB ends in a character, at %d',
  async (at) => {
    const text = `${plain.slice(0, at)}漢字 and words`
    expect(await readInPieces(Buffer.from(text))).toBe(text)
  },
)
