// What was found never leaves the scan: not in an outcome, an occurrence, a finding, its facets or a message. Secrets
// are planted in every place that content has, names of columns and keys among them.
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createDetector } from '../src/detection/detector.ts'
import { assembleFinding } from '../src/findings/assemble-finding.ts'
import { SourceFailure } from '../src/model/source-failure.ts'
import type { Occurrence } from '../src/model/scan-outcome.ts'
import { scanObject } from '../src/scan/scan-object.ts'
import { managedIdentifiers } from '../src/detection/managed/index.ts'
import { bytesSource } from './readings.ts'

const number = '536-22-1234'
const other = '537-22-4321'
const card = '4539 1488 0343 6467'
const token = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dd'].join('_')
const badge = 'BADGE-77-ZULU'
const secrets = [number, other, card, token, badge, 'not really a secret but next to one']

const detector = createDetector({
  managed: managedIdentifiers.map(({ id }) => id),
  custom: [
    {
      id: 'b4b0c1d2-0000-4000-8000-000000000001',
      name: 'Badge',
      regex: 'BADGE-[0-9]{2}-[A-Z]{4}',
      keywords: [],
      ignoreWords: [],
      maximumMatchDistance: 50,
    },
  ],
})

const contents: readonly (readonly [name: string, content: string | Buffer, least: number])[] = [
  ['memo.txt', `ssn ${number}, card ${card}\n${token} ${badge} ${secrets[5]}`, 4],
  ['page.html', `<td>ssn</td><td>${number}</td><a href="?key=${token}&b=${badge}">`, 3],
  ['cells.csv', `id,ssn,note\n1,${number},"card ${card}"\n2,${other},${badge} ${token}\n`, 4],
  ['column-names.csv', `id,ssn ${number},${badge}\n1,ssn ${other},${badge}\n`, 3],
  // A number that is sensitive only because of the column name beside it.
  ['beside-a-name.csv', `ssn,${number}\n1,ssn ${other}\n`, 2],
  ['unclosed.csv', `id,note\n1,"ssn ${number}\n2,${token}\n`, 2],
  ['values.json', JSON.stringify({ ssn: number, list: [{ card }, token, badge] }), 4],
  ['keys.json', JSON.stringify({ [`ssn ${number}`]: { ssn: other }, [badge]: [token] }), 4],
  // A key that is sensitive only because of the names above it.
  ['keys-under-names.json', JSON.stringify({ ssn: { [number]: { value: other, deep: [{ card }] } } }), 3],
  ['escaped.json', `{"ssn": "${escaped(number)}", "${escaped(badge)}": "${escaped(token)}"}`, 3],
  ['malformed.json', `{"ssn" "${number}", ${badge} ${token}`, 3],
  ['lines.jsonl', `{"ssn": "${number}"}\n{"broken ssn ${other} ${badge}\n{"k": "${token}"}\n`, 4],
  ['wide.txt', Buffer.from(`ssn ${number} ${token}`, 'utf16le'), 2],
  ['packed.csv.gz', gzipSync(`id,ssn\n1,${number}\n2,${token}\n`), 2],
  ['cut.txt.gz', Buffer.concat([gzipSync(`ssn ${number} ${token}`), Buffer.from(`ssn ${other}`)]), 2],
  ['deep.json', `{"ssn": "${number}", "a": ${'['.repeat(300)}`, 0],
]

function escaped(text: string): string {
  return Array.from(text, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
}

describe('matched text', () => {
  test.each(contents)('of %s leaves the scan nowhere', async (name, content, least) => {
    const occurrences: Occurrence[] = []
    const outcome = await scanObject(bytesSource(name, content), detector, {
      onOccurrences: (chunk) => void occurrences.push(...chunk),
      blockBytes: 4_096,
    })
    if (outcome.status === 'STOPPED') throw new Error('Stopped, which nobody asked for')
    const finding = findingOf(name, outcome)
    const found = outcome.detections.reduce((sum, { count }) => sum + count, 0)
    expect(found).toBeGreaterThanOrEqual(least)
    expect(finding === undefined).toBe(found === 0)
    expectNoSecret(JSON.stringify([outcome, occurrences, finding]))
  })

  test('of an object that fails while it is read is in no message', async () => {
    const source = bytesSource('a.txt', `ssn ${number} ${token}\n`.repeat(1_000))
    let reads = 0
    const failing = {
      ...source,
      read: (target: Uint8Array) => {
        if (++reads > 20)
          throw new SourceFailure('PERMISSION_DENIED', 'Cannot read object: access was denied')
        return source.read(target.subarray(0, 500))
      },
    }
    expectNoSecret(JSON.stringify(await scanObject(failing, detector, { blockBytes: 1_024 })))
  })

  test('is not told by the error of an expression that is refused', () => {
    const refuse = (): unknown =>
      createDetector({
        managed: [],
        custom: [
          {
            id: '1',
            name: 'x',
            regex: `${badge}(?=x)`,
            keywords: [],
            ignoreWords: [],
            maximumMatchDistance: 50,
          },
        ],
      })
    expect(refuse).toThrow(/look-ahead is not supported/)
    expect(refuse).not.toThrow(badge)
  })
})

function expectNoSecret(told: string): void {
  for (const secret of secrets) {
    expect(told.includes(secret)).toBe(false)
    expect(told.includes(secret.replaceAll(/[- ]/g, ''))).toBe(false)
  }
}

function findingOf(key: string, outcome: Parameters<typeof assembleFinding>[0]['outcome']): unknown {
  const now = new Date('2026-11-01T00:00:00Z')
  return assembleFinding({
    outcome,
    object: { key, size: 1, eTag: 'e', lastModified: now, extension: 'x', tags: undefined },
    bucket: { name: 'b', accountId: '000000000000', region: 'r', createdAt: now, tags: undefined },
    job: { accountId: '000000000000', jobId: 'j', jobArn: 'arn', runNumber: 1, region: 'us-east-1' },
    customIdentifiers: [],
    createdAt: now,
  })
}
