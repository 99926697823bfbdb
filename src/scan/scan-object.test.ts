import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../test/readings.ts'
import { createDetector } from '../detection/detector.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { Occurrence, ScanOutcome } from '../model/scan-outcome.ts'
import { SourceFailure } from '../model/source-failure.ts'
import { scanObject, type ScanOptions } from './scan-object.ts'

const badge = {
  id: 'b4b0c1d2-0000-4000-8000-000000000001',
  name: 'Badge',
  regex: 'B-[0-9]{4}',
  keywords: [],
  ignoreWords: [],
  maximumMatchDistance: 50,
}
const detector = createDetector({
  managed: ['USA_SOCIAL_SECURITY_NUMBER', 'STRIPE_CREDENTIALS'],
  custom: [badge],
})
const ssn = { kind: 'managed', id: 'USA_SOCIAL_SECURITY_NUMBER', category: 'PERSONAL_INFORMATION' }

async function scan(source: ByteSource, options: ScanOptions = {}): Promise<ScanOutcome> {
  const outcome = await scanObject(source, detector, options)
  if (outcome.status === 'STOPPED') throw new Error('Stopped, which nobody asked for')
  return outcome
}

async function scanWithOccurrences(
  source: ByteSource,
  options: ScanOptions = {},
): Promise<{ outcome: ScanOutcome; chunks: (readonly Occurrence[])[] }> {
  const chunks: (readonly Occurrence[])[] = []
  const outcome = await scan(source, { ...options, onOccurrences: (chunk) => void chunks.push(chunk) })
  return { outcome, chunks }
}

describe('the scan of an object', () => {
  test('counts and locates what is found, by category and identifier', async () => {
    const csv = 'name,ssn,badge\nAna,536-22-1234,B-1000\nBo,537-22-1234,B-2000\n'
    const outcome = await scan(bytesSource('people.csv', csv))
    expect(outcome).toEqual({
      status: 'COMPLETE',
      format: 'csv',
      mimeType: 'text/csv',
      bytesAnalysed: csv.length,
      detections: [
        {
          identifier: ssn,
          count: 2,
          occurrencesKept: 0,
          located: [
            { kind: 'cell', row: 2, column: 2, columnName: 'ssn' },
            { kind: 'cell', row: 3, column: 2, columnName: 'ssn' },
          ],
        },
        {
          identifier: { kind: 'custom', id: badge.id, name: 'Badge' },
          count: 2,
          occurrencesKept: 0,
          located: [
            { kind: 'cell', row: 2, column: 3, columnName: 'badge' },
            { kind: 'cell', row: 3, column: 3, columnName: 'badge' },
          ],
        },
      ],
    })
  })

  test('finds the same whatever the blocks and reads', async () => {
    const lines = Array.from({ length: 900 }, (_, i) => `${i} ssn 536-22-${1_000 + i} — B-${1_000 + i}`)
    const content = lines.join('\n')
    const whole = await scanWithOccurrences(bytesSource('a.txt', content))
    expect(whole.outcome.detections.map(({ count }) => count)).toEqual([900, 900])
    for (const blockBytes of [64, 1_000, 8_192]) {
      const cut = await scanWithOccurrences(bytesSource('a.txt', content, [500, 33]), { blockBytes })
      expect(cut.outcome).toEqual(whole.outcome)
      expect(cut.chunks.flat()).toEqual(whole.chunks.flat())
    }
  })

  test('locates fifteen of each identifier, hands on every one in order, a thousand at a time', async () => {
    const content = Array.from({ length: 2_500 }, () => 'ssn 536-22-1234').join('\n')
    const { outcome, chunks } = await scanWithOccurrences(bytesSource('a.txt', content))
    expect(outcome.detections).toMatchObject([{ count: 2_500, occurrencesKept: 2_500 }])
    expect(
      outcome.detections[0]!.located.map((location) => location.kind === 'lines' && location.start),
    ).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
    expect(chunks.map((chunk) => chunk.length)).toEqual([1_000, 1_000, 500])
    expect(chunks.flat()).toEqual(
      Array.from({ length: 2_500 }, (_, i) => ({
        identifier: 'USA_SOCIAL_SECURITY_NUMBER',
        category: 'PERSONAL_INFORMATION',
        location: { kind: 'lines', start: i + 1, end: i + 1, startColumn: 5 },
      })),
    )
  })

  test('hands on no more than the limit of one identifier, and counts on', async () => {
    const content = Array.from({ length: 40 }, (_, i) => `ssn 536-22-1234 ${i < 5 ? 'B-1000' : ''}`).join(
      '\n',
    )
    const { outcome, chunks } = await scanWithOccurrences(bytesSource('a.txt', content), {
      maxOccurrencesPerIdentifier: 7,
    })
    expect(outcome.detections).toMatchObject([
      { count: 40, occurrencesKept: 7 },
      { count: 5, occurrencesKept: 5 },
    ])
    expect(outcome.detections[0]!.located).toHaveLength(15)
    expect(chunks.flat()).toHaveLength(12)
  })

  test('tells the text only where it is asked to', async () => {
    const source = (): ByteSource => bytesSource('a.txt', 'é ssn 536-22-1234')
    const hidden = await scanWithOccurrences(source())
    expect(hidden.chunks.flat()).not.toHaveProperty('[0].text')
    const revealed = await scanWithOccurrences(source(), { reveal: true })
    expect(revealed.chunks.flat()).toMatchObject([{ text: '536-22-1234' }])
  })

  test('of nothing is complete', async () => {
    expect(await scan(bytesSource('a.csv', ''))).toMatchObject({
      status: 'COMPLETE',
      bytesAnalysed: 0,
      detections: [],
    })
  })

  test('stops between passages where it is asked to', async () => {
    let asked = 0
    const content = 'ssn 536-22-1234\n'.repeat(10_000)
    const stopped = await scanObject(bytesSource('a.txt', content), detector, {
      blockBytes: 1_024,
      stopRequested: () => ++asked > 3,
    })
    expect(stopped).toEqual({ status: 'STOPPED' })
    expect(asked).toBe(4)
  })

  test('throws what a taker of occurrences throws', async () => {
    const full = new Error('Cannot write: the disk is full')
    await expect(
      scanObject(bytesSource('a.txt', 'ssn 536-22-1234'), detector, {
        onOccurrences: () => Promise.reject(full),
      }),
    ).rejects.toBe(full)
  })
})

describe('what cannot be read', () => {
  test('is SKIPPED for the reason the source gives, and what was found before does not count', async () => {
    const outcome = await scan(failing('ssn 536-22-1234\n'.repeat(5_000), true), { blockBytes: 1_024 })
    expect(outcome).toEqual({
      status: 'SKIPPED',
      reason: 'OBJECT_VERSION_MISMATCH',
      detail: 'Cannot read object: it was replaced',
      bytesAnalysed: 0,
      detections: [],
      retryable: true,
    })
  })

  test('may be hopeless to read again', async () => {
    expect(await scan(failing('', false))).not.toHaveProperty('retryable')
  })

  test('is no reason to hide a bug', async () => {
    const broken = {
      ...bytesSource('a.txt', ''),
      read: () => Promise.reject(new TypeError('x is undefined')),
    }
    await expect(scanObject(broken, detector)).rejects.toThrow(TypeError)
  })

  test.each([
    ['a.pdf', Buffer.from('%PDF-1.7 ssn 536-22-1234'), 'SKIPPED', 'UNSUPPORTED_FILE_TYPE_EXCEPTION', 0],
    [
      'deep.json',
      Buffer.from(`{"ssn": "536-22-1234", "a": ${'['.repeat(100_000)}`),
      'SKIPPED',
      'JSON_NESTING_LEVEL_OVER_LIMIT',
      0,
    ],
    ['empty.gz', gzipSync('').subarray(0, 12), 'SKIPPED', 'MALFORMED_FILE', 0],
    ['appended.txt.gz', appended('ssn 536-22-1234'), 'PARTIAL', 'MALFORMED_FILE', 1],
    ['cut.txt.gz', cutShort('ssn 536-22-1234\n'), 'PARTIAL', 'MALFORMED_FILE', 1],
    [
      'picture.gz',
      gzipSync(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])),
      'PARTIAL',
      'ARCHIVE_CONTAINS_UNPROCESSED_FILES',
      0,
    ],
  ] as const)('%s is told with its reason', async (name, bytes, status, reason, identifiers) => {
    const outcome = await scan(bytesSource(name, bytes), { blockBytes: 1_024 })
    expect(outcome).toMatchObject({ status, reason })
    expect(outcome.detail).toMatch(/\.$/)
    expect(outcome.detections).toHaveLength(identifiers)
    expect(outcome.bytesAnalysed > 0).toBe(status === 'PARTIAL')
  })

  test('in parts, as invalid UTF-8, is read around', async () => {
    const bytes = Buffer.concat([
      Buffer.from('café \u{1f600} ssn '),
      Buffer.from([0xff, 0xe2, 0x82]),
      Buffer.from('536-22-1234'),
    ])
    const outcome = await scan(bytesSource('a.txt', bytes))
    expect(outcome).toMatchObject({ status: 'COMPLETE', detections: [{ count: 1 }] })
  })
})

/** Fails after its content. */
function failing(content: string, retryable: boolean): ByteSource {
  const source = bytesSource('a.txt', content)
  const read = (target: Uint8Array): number => {
    const count = source.read(target) as number
    if (count > 0) return count
    throw new SourceFailure('OBJECT_VERSION_MISMATCH', 'Cannot read object: it was replaced', { retryable })
  }
  return { ...source, size: undefined, read }
}

function appended(content: string): Buffer {
  return Buffer.concat([gzipSync(content), Buffer.from('appended')])
}

function cutShort(line: string): Buffer {
  const lines = Array.from({ length: 50_000 }, (_, i) => `${(i * 7_919) % 50_021} ${line}`)
  const whole = gzipSync(lines.join(''))
  return whole.subarray(0, whole.length / 2)
}
