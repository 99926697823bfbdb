import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../test/readings.ts'
import { inflate } from './inflate.ts'

async function inflated(
  bytes: Uint8Array,
  readSizes?: number[],
): Promise<{ text: string; problem: unknown }> {
  const budget = { bytes: 2 ** 20 }
  const stream = inflate(bytesSource('a.txt.gz', bytes, readSizes), budget)
  const parts: Buffer[] = []
  const target = new Uint8Array(1_000)
  for (let count = await stream.source.read(target); count > 0; count = await stream.source.read(target))
    parts.push(Buffer.from(target.subarray(0, count)))
  await stream.source.close()
  expect(stream.source.name).toBe('a.txt')
  expect(stream.extracted()).toBe(Buffer.concat(parts).length)
  expect(budget.bytes).toBe(2 ** 20 - stream.extracted())
  return { text: Buffer.concat(parts).toString(), problem: stream.problem() }
}

const extra = [0x03, 0x00, 0x61, 0x62, 0x63]
const name = [...Buffer.from('name.txt\0')]
const comment = [...Buffer.from('a comment\0')]

function member(text: string, flags: number, fields: readonly number[]): Buffer {
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(text), 0)
  trailer.writeUInt32LE(Buffer.byteLength(text), 4)
  const header = Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...fields])
  return Buffer.concat([header, deflateRawSync(text), trailer])
}

describe('a gzip stream', () => {
  test.each([
    ['without anything', 0, []],
    ['a text flag', 1, []],
    ['a checksum of the header', 2, [0xab, 0xcd]],
    ['an extra field', 4, extra],
    ['a name', 8, name],
    ['a comment', 16, comment],
    ['all of them', 31, [...extra, ...name, ...comment, 0, 0]],
  ])('whose header has %s is read, in reads of any size', async (_what, flags, fields) => {
    const bytes = Buffer.concat([member('one ', flags, fields), member('two', flags, fields)])
    for (const readSizes of [undefined, [1], [3, 1, 20]])
      expect(await inflated(bytes, readSizes)).toEqual({ text: 'one two', problem: undefined })
  })

  test.each([
    ['reserved flags', member('one', 0x20, []), ''],
    ['another method', Buffer.concat([Buffer.from([0x1f, 0x8b, 7]), member('one', 0, []).subarray(3)]), ''],
    ['something behind it', Buffer.concat([gzipSync('one'), Buffer.from('two')]), 'one'],
    [
      'another checksum',
      Buffer.concat([gzipSync('one').subarray(0, -8), Buffer.alloc(4), Buffer.from([3, 0, 0, 0])]),
      'one',
    ],
    ['another length', Buffer.concat([gzipSync('one').subarray(0, -4), Buffer.from([4, 0, 0, 0])]), 'one'],
    ['half a trailer', gzipSync('one').subarray(0, -3), 'one'],
    [
      'a second member that is cut off',
      Buffer.concat([gzipSync('one'), gzipSync('two').subarray(0, 9)]),
      'one',
    ],
    ['half a header', gzipSync('one').subarray(0, 5), ''],
    ['no data', member('one', 8, name).subarray(0, 15), ''],
  ])('with %s is damaged, and what came before is read', async (_what, bytes, text) => {
    for (const readSizes of [undefined, [1], [16, 5]])
      expect(await inflated(bytes, readSizes)).toEqual({ text, problem: 'damaged' })
  })

  test('padded with zeros is whole', async () => {
    const bytes = Buffer.concat([gzipSync('one'), Buffer.alloc(600), gzipSync('two'), Buffer.alloc(40_000)])
    expect(await inflated(bytes)).toEqual({ text: 'onetwo', problem: undefined })
  })

  test('larger than the budget ends there', async () => {
    const { text, problem } = await inflated(gzipSync(Buffer.alloc(2 ** 21, 'x')))
    expect([text.length, problem]).toEqual([2 ** 20, 'over budget'])
  })
})
