import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../model/byte-source.ts'
import { digestWord, hasWord } from './allowed-words.ts'
import { mostBytes, readAllowList } from './read-allow-list.ts'

/** Hands out at most `step` bytes at a time. */
function sourceOf(content: string | Uint8Array, step = Infinity, size?: number): ByteSource {
  const bytes = Buffer.from(content)
  let at = 0
  return {
    name: 'list.txt',
    size: size ?? bytes.length,
    read(target) {
      const count = bytes.copy(target, 0, at, at + Math.min(step, target.length))
      at += count
      return count
    },
    close() {},
  }
}

async function read(content: string | Uint8Array, step?: number) {
  const list = await readAllowList(sourceOf(content, step))
  if ('problem' in list) throw new Error(`Cannot read the list: ${list.problem}`)
  return {
    ...list,
    has: (word: string) => hasWord(list.words, digestWord(word)),
    count: list.words.length / 16,
  }
}

describe('the words of a list', () => {
  test.each([1, 2, 3, 7, 100_000])('are its lines, read %i bytes at a time', async (step) => {
    const list = await read('one\r\ntwo words\n\n  \n\tfour \rfünf 🐦\nlast', step)
    expect(list.count).toBe(5)
    expect(['one', 'two words', '\tfour ', 'fünf 🐦', 'last'].filter((word) => !list.has(word))).toEqual([])
    expect(list.tooLong).toBe(0)
  })

  test('begin after a byte order mark', async () => {
    expect((await read('\ufeffone\n')).has('one')).toBe(true)
  })

  test('have at most 90 characters, of whatever bytes; longer lines are left out and counted', async () => {
    const most = '🐦'.repeat(90)
    for (const step of [5, 100_000]) {
      const list = await read(`${most}\n${most}x\n${'y'.repeat(5_000)}\nshort`, step)
      expect([list.count, list.tooLong]).toEqual([2, 2])
      expect(list.has(most) && list.has('short')).toBe(true)
    }
  })

  test('may be 100,000', async () => {
    const words = Array.from({ length: 100_000 }, (_, n) => `w${n}\n`).join('')
    expect((await read(words)).count).toBe(100_000)
    expect(await readAllowList(sourceOf(`${words}one more`))).toEqual({ problem: 'oversize' })
  })
})

describe('a list is not used', () => {
  test.each(['', '\n\r\n', ' \n\t\n', 'x'.repeat(91)])('that has no word: %j', async (content) => {
    expect(await readAllowList(sourceOf(content))).toEqual({ problem: 'empty' })
  })

  test.each([
    ['in the middle', Buffer.from([0x61, 0xff, 0xfe, 0x0a])],
    ['at its end', Buffer.from([0x61, 0x0a, 0xe2, 0x82])],
    ['of UTF-16', Buffer.from('\ufeffone\n', 'utf16le')],
  ])('that is not UTF-8 %s', async (_title, content) => {
    expect(await readAllowList(sourceOf(content))).toEqual({ problem: 'not-text' })
  })

  test('that is larger than 35 MB, by what is said of it or by what comes', async () => {
    expect(await readAllowList(sourceOf('one', 1, mostBytes + 1))).toEqual({ problem: 'oversize' })
    const line = `${'x'.repeat(511)}\n`
    const content = Buffer.alloc(mostBytes + 1, line)
    expect(await readAllowList(sourceOf(content, Infinity, 10))).toEqual({ problem: 'oversize' })
    expect(await readAllowList(sourceOf(content.subarray(0, mostBytes)))).toEqual({ problem: 'empty' })
  })
})
