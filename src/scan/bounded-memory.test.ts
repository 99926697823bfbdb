// Content of any size in memory of one size: lines, cells and strings that never end, archives that never stop.
import { once } from 'node:events'
import v8 from 'node:v8'
import vm from 'node:vm'
import { createGzip, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readContent } from '../content/read-content.ts'
import { createDetector } from '../detection/detector.ts'
import type { ByteSource } from '../model/byte-source.ts'
import { scanObject } from './scan-object.ts'

const megabyte = 2 ** 20
const detector = createDetector({ managed: ['USA_SOCIAL_SECURITY_NUMBER'], custom: [] })

/** `opening`, then `piece` until so many bytes were given, then `closing`: made while it is read. */
function endless(
  name: string,
  content: {
    readonly opening?: string
    readonly piece: string
    readonly closing?: string
    readonly bytes: number
  },
): ByteSource {
  const block = Buffer.from(content.piece.repeat(Math.ceil(megabyte / content.piece.length)))
  const pieces = function* (): Generator<Buffer> {
    yield Buffer.from(content.opening ?? '')
    for (let given = 0; given < content.bytes; given += block.length) yield block
    yield Buffer.from(content.closing ?? '')
  }
  return sourceOf(name, pieces())
}

function sourceOf(name: string, pieces: Iterator<Uint8Array> | AsyncIterator<Uint8Array>): ByteSource {
  let rest: Uint8Array = new Uint8Array(0)
  const read = async (target: Uint8Array): Promise<number> => {
    while (rest.length === 0) {
      const next = await pieces.next()
      if (next.done === true) return 0
      rest = next.value
    }
    const part = rest.subarray(0, target.length)
    target.set(part)
    rest = rest.subarray(part.length)
    return part.length
  }
  return { name, size: undefined, read, close: () => {} }
}

v8.setFlagsFromString('--expose-gc')
const collectGarbage = vm.runInNewContext('gc') as () => void

/** Watches the memory that blocks, strings and lists hold; the highest of what was seen above the beginning. */
function memoryWatch(): { readonly look: () => void; readonly grownBytes: () => number } {
  const used = (): number => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed
  collectGarbage()
  const atFirst = used()
  let most = 0
  return {
    look: () => {
      // How long garbage lies about is the collector's choice, and another one on a busy machine.
      if (used() - atFirst > most + 4 * megabyte) collectGarbage()
      most = Math.max(most, used() - atFirst)
    },
    grownBytes: () => most,
  }
}

const mostGrowth = 24 * megabyte

test('a line of a gigabyte is handed on in passages that overlap, in memory of a few blocks', async () => {
  const bytes = 1_024 * megabyte
  const memory = memoryWatch()
  let handedOn = 0
  const source = endless('a.txt', { piece: 'x'.repeat(1_000), bytes })
  for await (const passage of readContent(source, { looksSensitive: () => false })) {
    handedOn += passage.to - passage.from
    if (passage.end - passage.start > 2 * megabyte) throw new Error('A passage of more than a few blocks')
    memory.look()
  }
  expect(handedOn).toBeGreaterThanOrEqual(bytes)
  expect(memory.grownBytes()).toBeLessThan(mostGrowth)
})

describe('in memory of a few blocks', () => {
  const filler = 'lorem ipsum dolor sit amet '
  const found = 'ssn 536-22-1234 '
  const location = { kind: 'cell', row: 2, column: 2, columnName: 'note' }
  const bytes = 48 * megabyte

  test.each([
    [
      'a line',
      endless('a.txt', { opening: found, piece: filler, closing: ` ${found}`, bytes }),
      { kind: 'lines', start: 1, end: 1, startColumn: 5 },
      2,
    ],
    [
      'a cell',
      endless('a.csv', { opening: `id,note\n1,${found}`, piece: filler, closing: ` ${found}\n`, bytes }),
      location,
      2,
    ],
    [
      'a cell with a quote that is never closed',
      endless('a.csv', { opening: `id,note\n1,"${found}`, piece: filler, closing: ` ${found}\n`, bytes }),
      location,
      2,
    ],
    [
      'a string of JSON',
      endless('a.json', {
        opening: `{"note": "${found}`,
        piece: `${filler}\\n`,
        closing: ` ${found}"}`,
        bytes,
      }),
      { kind: 'record', recordIndex: 0, jsonPath: '$.note' },
      2,
    ],
    [
      'a key of JSON',
      endless('a.json', { opening: `{"${found}`, piece: filler, closing: ` ${found}": 1}`, bytes }),
      { kind: 'record', recordIndex: 0 },
      2,
    ],
    [
      'a number of JSON',
      endless('a.json', { opening: `{"note": "${found}", "n": `, piece: '1', closing: '}', bytes }),
      { kind: 'record', recordIndex: 0, jsonPath: '$.note' },
      1,
    ],
    [
      'a malformed line of JSON Lines',
      endless('a.jsonl', {
        opening: `{"a": 1}\n{"a" ${found}`,
        piece: filler,
        closing: `\n{"ssn": "536-22-1234"}`,
        bytes,
      }),
      { kind: 'lines', start: 2, end: 2, startColumn: 10 },
      2,
    ],
    [
      'empty lines',
      endless('a.csv', { opening: `id,note\n1,${found}`, piece: '\n', closing: '', bytes }),
      location,
      1,
    ],
  ])('%s of 48 MB is read', async (_what, source, first, count) => {
    const memory = memoryWatch()
    const outcome = await scanObject(source, detector, {
      stopRequested: () => {
        memory.look()
        return false
      },
    })
    expect(outcome).toMatchObject({ status: 'COMPLETE', detections: [{ count }] })
    expect(outcome).toHaveProperty('detections[0].located[0]', first)
    expect(memory.grownBytes()).toBeLessThan(mostGrowth)
  })
})

describe('a gzip bomb', () => {
  test('is cut off at the budget, and what came before counts', async () => {
    const memory = memoryWatch()
    const zeros = createGzip({ level: 9 })
    const pieces = zeros[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
    zeros.write('ssn 536-22-1234\n')
    const filling = fill(zeros)
    let extracted = 0
    const passages = readContent(sourceOf('a.txt.gz', pieces), {
      looksSensitive: () => false,
      maxExtractedBytes: 64 * megabyte,
    })
    let next = await passages.next()
    for (; next.done !== true; next = await passages.next()) {
      extracted += next.value.to - next.value.from
      memory.look()
    }
    zeros.destroy()
    await filling
    expect(next.value.shortfall).toMatchObject({
      status: 'PARTIAL',
      reason: 'ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT',
    })
    expect(extracted).toBe(64 * megabyte)
    expect(memory.grownBytes()).toBeLessThan(mostGrowth)
  })

  test('in a gzip bomb shares its budget', async () => {
    const inner = gzipSync(Buffer.alloc(4 * megabyte, ' '), { level: 9 })
    let packed = inner
    for (let depth = 0; depth < 3; depth++) packed = gzipSync(Buffer.concat([packed, inner]))
    const source = sourceOf('a.txt.gz.gz.gz.gz', [packed].values())
    const passages = readContent(source, { looksSensitive: () => false, maxExtractedBytes: megabyte })
    let next = await passages.next()
    while (next.done !== true) next = await passages.next()
    expect(next.value.shortfall).toMatchObject({ reason: 'ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT' })
  })
})

/** Blanks without end, until the stream is destroyed. */
async function fill(stream: ReturnType<typeof createGzip>): Promise<void> {
  const block = Buffer.alloc(megabyte, ' ')
  const closed = once(stream, 'close')
  while (!stream.destroyed) {
    if (!stream.write(block)) await Promise.race([once(stream, 'drain'), closed])
  }
}
