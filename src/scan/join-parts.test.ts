// An object read in parts comes to what it comes to as one: every count, place, row, line and record.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../test/readings.ts'
import { createDetector } from '../detection/detector.ts'
import type { CustomIdentifierDefinition } from '../model/identifier.ts'
import type { Occurrence, ScanOutcome } from '../model/scan-outcome.ts'
import { createPartJoin } from './join-parts.ts'
import { scanObject, type Stopped } from './scan-object.ts'
import { bytesOf, scanPart, splitObject, type Part, type PartStart } from './scan-part.ts'

const customs = [
  { regex: 'badge [0-9]{4}', keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
  // Its matches follow each other over the ends of lines: where one ends depends on all before.
  {
    regex: '[0-9]{3}\\W[0-9]{3}(\\W[0-9]{3})?',
    keywords: [],
    ignoreWords: ['777'],
    maximumMatchDistance: 50,
  },
  // Long ones count or not by where in the content they begin.
  { regex: '<[^<>]*>', keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
]
const custom: readonly CustomIdentifierDefinition[] = customs.map((definition, index) => ({
  id: `custom ${index}`,
  name: 'custom',
  ...definition,
}))
const managed = ['USA_SOCIAL_SECURITY_NUMBER', 'CREDIT_CARD_NUMBER', 'OPENSSH_PRIVATE_KEY', 'NAME', 'ADDRESS']
const detector = createDetector({ managed, custom })

interface Scanned {
  readonly outcome: ScanOutcome | Stopped
  readonly occurrences: readonly Occurrence[]
}

const limits = { maxOccurrencesPerIdentifier: 40, blockBytes: 4_096 }
/** More than are counted of names and addresses. */
const roomy = { ...limits, maxOccurrencesPerIdentifier: 5_000 }

async function asOne(name: string, content: Buffer, own = limits): Promise<Scanned> {
  const occurrences: Occurrence[] = []
  const onOccurrences = (chunk: readonly Occurrence[]): void => void occurrences.push(...chunk)
  const outcome = await scanObject(bytesSource(name, content), detector, { ...own, onOccurrences })
  return { outcome, occurrences }
}

interface Named {
  readonly name: string
  readonly content: Buffer
}

interface InParts extends Scanned {
  readonly parts: number
  /** Parts that began where the one before had not ended. */
  readonly again: number
}

/** undefined: not to be split. The parts are scanned each for itself, and once more where their beginning was wrong. */
async function inParts({ name, content }: Named, count: number, own = limits): Promise<InParts | undefined> {
  const partBytes = Math.floor(content.length / count)
  const split = await splitObject(bytesSource(name, content), detector, { partBytes })
  if (split === undefined) return undefined
  const join = createPartJoin(split, own)
  const occurrences: Occurrence[] = []
  let again = 0
  const scan = async (part: Part) => {
    // A thread has scanned other objects before: nothing of them may be left.
    await asOne('other.txt', Buffer.from(`${'word '.repeat(700)} 123 456`))
    const { from, to } = bytesOf(part)
    const source = bytesSource(name, content.subarray(from, to))
    const found: Occurrence[] = []
    const onOccurrences = (chunk: readonly Occurrence[]): void => void found.push(...chunk)
    const options = { ...own, onOccurrences, keptBefore: join.kept, onStart: () => {} }
    return { result: await scanPart(source, part, { detector, options }), found }
  }
  for (let index = 0; index < count; index++) {
    const place = (at: number): number =>
      at === count ? split.contentBytes : Math.floor((at * split.contentBytes) / count)
    const from: PartStart = index === 0 ? join.next() : { kind: 'near', at: place(index) }
    const to = place(index + 1)
    let { result, found } = await scan({ split, from, to })
    const { at, column } = join.next()
    const began = result.status === 'SCANNED' ? result.start : undefined
    if (from.kind === 'near' && (began !== at || column !== 0)) {
      again++
      ;({ result, found } = await scan({ split, from: join.next(), to }))
    }
    if (result.status === 'NOT SPLIT') return undefined
    if (result.status !== 'SCANNED') return { outcome: result, occurrences, parts: count, again }
    occurrences.push(...join.handedOn(found))
    join.add(result)
  }
  expect(join.isWhole()).toBe(true)
  return { outcome: join.outcome(), occurrences, parts: count, again }
}

async function expectSame(name: string, content: Buffer, count: number): Promise<InParts | undefined> {
  const split = await inParts({ name, content }, count)
  if (split === undefined) return undefined
  const { outcome, occurrences } = await asOne(name, content)
  expect({ outcome: split.outcome, occurrences: split.occurrences }).toEqual({
    outcome,
    occurrences: outcome.status === 'COMPLETE' ? occurrences : split.occurrences,
  })
  return split
}

const counts = [1, 2, 3, 7]
/** The same, but another beginning each time: so the borders fall on every byte of what is repeated. */
const shifts = [0, 1, 13, 55]

function repeated(piece: (n: number) => string, bytes: number): string {
  let text = ''
  for (let n = 0; text.length < bytes; n++) text += piece(n)
  return text
}

const number = (n: number): string => `536-22-${1_000 + (n % 9_000)}`

const contents: readonly (readonly [what: string, name: string, content: string])[] = [
  ['text', 'a.txt', repeated((n) => `line ${n} of it, ssn ${number(n)} and more\n`, 40_000)],
  ['text with \\r\\n', 'a.txt', repeated((n) => `line ${n}\r\n\r\nssn\r\n${number(n)}\r\n`, 40_000)],
  ['text with \\r alone', 'a.txt', repeated((n) => `line ${n}\rssn\r${number(n)}\r`, 40_000)],
  [
    'text in characters of several bytes',
    'a.txt',
    repeated((n) => `“ключ” ssn ${number(n)} 漢字 \u{1f600}\n`, 40_000),
  ],
  ['text on one line', 'a.txt', repeated((n) => `é ssn ${number(n)} 漢字 badge ${1_000 + n} `, 40_000)],
  ['text without a blank', 'a.txt', `${'漢'.repeat(25_000)} ssn 536-22-1234`],
  [
    'text whose keywords are on other lines than the data',
    'a.log',
    repeated((n) => `ssn:\n${number(n)}\n${'-'.repeat(n % 40)}\n`, 40_000),
  ],
  ['text with a mark in front', 'a.txt', `\ufeff${repeated((n) => `ssn ${number(n)} of ü ${n}\n`, 40_000)}`],
  ['text where one match follows the other', 'a.txt', repeated((n) => `${100 + (n % 7) * 111}\n`, 40_000)],
  [
    'text with matches of many kilobytes',
    'a.txt',
    repeated((n) => `<${'word '.repeat(1_600 + (n % 9) * 200)}>\n${'no\n'.repeat(n % 30)}`, 200_000),
  ],
  ['a table', 'a.csv', `id,ssn,note\n${repeated((n) => `${n},${number(n)},some words\n`, 40_000)}`],
  [
    'a table with \\r\\n',
    'a.csv',
    `id,ssn,note\r\n${repeated((n) => `${n},${number(n)},some words\r\n`, 40_000)}`,
  ],
  ['a table without a header', 'a.csv', repeated((n) => `${n},${number(n)},ssn ${number(n)}\n`, 40_000)],
  [
    'a table with newlines in quotes',
    'a.csv',
    `id,ssn,note\n${repeated((n) => `${n},${number(n)},"first\nsecond, ""third""\nssn ${number(n)}\n"\n`, 40_000)}`,
  ],
  [
    'a table with long texts in quotes',
    'a.csv',
    `id,note,ssn\n${repeated((n) => `${n},"${`line, of ${n}\n`.repeat(40 + (n % 60))}",${number(n)}\n`, 60_000)}`,
  ],
  [
    'a table with tables in quotes',
    'a.csv',
    `id,ssn,note\n${repeated((n) => `${n},${number(n)},"\n${'7,536-22-1234,x\n'.repeat(60)}"\n`, 60_000)}`,
  ],
  [
    'a table whose rows differ',
    'a.csv',
    `id,ssn\n${repeated((n) => `${n},${number(n)}${',x'.repeat(n % 5)}\n`, 40_000)}`,
  ],
  [
    'a table with a quote that is never closed',
    'a.csv',
    `id,ssn\n${repeated((n) => `${n},${number(n)}\n`, 20_000)}9,"x\n${repeated((n) => `${n},${number(n)}\n`, 20_000)}`,
  ],
  ['a table with tabs', 'a.tsv', `id\tssn\n${repeated((n) => `${n}\t${number(n)}\n`, 40_000)}`],
  ['records', 'a.jsonl', repeated((n) => `{"id":${n},"ssn":"${number(n)}","list":[1,{"a":"b"}]}\n`, 40_000)],
  [
    'records with \\r\\n and empty lines',
    'a.jsonl',
    repeated((n) => `{"id":${n},"ssn":"${number(n)}"}\r\n${n % 3 === 0 ? '\n' : ''}`, 40_000),
  ],
  [
    'records with malformed lines',
    'a.jsonl',
    repeated(
      (n) =>
        n % 4 === 0
          ? `ssn ${number(n)}\n`
          : n % 4 === 1
            ? `{"ssn":"${number(n)}",\n`
            : `{"ssn":"${number(n)}"}\n`,
      60_000,
    ),
  ],
  [
    'records of a few kilobytes',
    'a.jsonl',
    repeated((n) => `{"note":"${'x \\" y '.repeat(300 + (n % 50))}","ssn":"${number(n)}"}\n`, 60_000),
  ],
]

describe.each(contents)('%s', (_what, name, content) => {
  test.each(counts)('comes to the same in parts of a %d. of it', async (count) => {
    for (const shift of count === 1 ? [0] : shifts) {
      const shifted =
        name.endsWith('.txt') || name.endsWith('.log') ? `${content}${'.'.repeat(shift * 7)}` : content
      const bytes = Buffer.from(shifted)
      const padded = name.endsWith('.txt') ? bytes : Buffer.concat([bytes, Buffer.from(endOf(name, shift))])
      expect(await expectSame(name, padded, count)).toBeDefined()
    }
  })
})

function endOf(name: string, shift: number): string {
  if (name.endsWith('.csv')) return `${'9'.repeat(shift * 7)},x\n`
  if (name.endsWith('.jsonl')) return `{"a":"${'9'.repeat(shift * 7)}"}\n`
  return ''
}

const pieces = fc.oneof(
  fc.constantFrom(
    '536-22-1234',
    'ssn',
    'ssn 536-22-1234',
    '4111 1111 1111 1111',
    'card',
    'badge 1234',
    '123 456',
  ),
  fc.constantFrom('"', '""', '","', '"\n"', '\n', '\r\n', '\r', ',', ' ', ', "'),
  fc.constantFrom('{"ssn":"536-22-1234"}\n', '{"a":[1,2', ']}', '{', '漢字', 'é', '\u{1f600}', '777 777'),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const anyContent = fc
  .tuple(fc.array(pieces, { minLength: 20, maxLength: 300 }), fc.integer({ min: 1, max: 12 }))
  .map(([parts, times]) => parts.join('').repeat(times))

test.each(['a.txt', 'a.csv', 'a.jsonl'])('whatever %s holds, it comes to the same in parts', async (name) => {
  let split = 0
  const property = fc.asyncProperty(anyContent, fc.integer({ min: 2, max: 5 }), async (content, count) => {
    if ((await expectSame(name, Buffer.from(content), count)) !== undefined) split++
  })
  await fc.assert(property, { numRuns: 150 })
  expect(split).toBeGreaterThan(20)
})

describe('of names and addresses in parts', () => {
  test.each<[id: string, line: string]>([
    ['NAME', 'It was John Smith, then.\n'],
    ['ADDRESS', 'at 742 Evergreen Terrace, Springfield, IL 62704\n'],
  ])('as many are counted, and kept, as of %s in one: a thousand', async (id, line) => {
    const content = Buffer.from(line.repeat(1_500))
    const split = await inParts({ name: 'a.txt', content }, 3, roomy)
    const found = { outcome: split?.outcome, occurrences: split?.occurrences }
    expect(found).toEqual(await asOne('a.txt', content, roomy))
    expect(found.outcome).toMatchObject({
      detections: [{ identifier: { id }, count: 1_000, occurrencesKept: 1_000 }],
    })
    expect(found.occurrences).toHaveLength(1_000)
  })
})
