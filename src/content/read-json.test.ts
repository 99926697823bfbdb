import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesSource, looksSensitive, readAll, type Reading } from '../../test/readings.ts'
import { textContext } from '../model/passage.ts'
import { jsonPath } from './json-path.ts'
import { readContent } from './read-content.ts'

/** What the reader should give for a parsed document, by walking it. Separators become blanks, as in the reader. */
function expected(document: unknown, recordIndex = 0): Reading[] {
  const readings: Reading[] = []
  const add = (
    text: string,
    path: readonly (string | number)[] | undefined,
    names: readonly string[],
  ): void => {
    const omit = path === undefined || names.some((name) => looksSensitive(Buffer.from(name)))
    const location = { kind: 'record' as const, recordIndex, ...(omit ? {} : { jsonPath: jsonPath(path) }) }
    if (text !== '') readings.push({ text: clean(text), names, location })
  }
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    const names = path.filter((element) => typeof element === 'string')
    if (Array.isArray(value)) value.forEach((element, i) => walk(element, [...path, i]))
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        add(name, undefined, names)
        walk(inner, [...path, name.toWellFormed()])
      }
    } else add(String(value), path, names)
  }
  walk(document, [])
  return readings
}

function clean(text: string): string {
  return text.replaceAll('\u001e', ' ').replaceAll('\u001f', ' ').toWellFormed()
}

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('ssn', '536-22-1234', 'a b', "o'x"),
)
const documents = fc
  .jsonValue({ maxDepth: 6 })
  .chain((value) =>
    fc
      .dictionary(names, fc.constant(value), { maxKeys: 4 })
      .map((object) => JSON.parse(JSON.stringify(object)) as unknown),
  )
const spaces = fc.constantFrom('', ' ', '\n ', '\t')
const dripping = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 })

/** Any text as JSON in which characters may be escaped that need not be. */
function escapeMore(json: string): string {
  return json.replace(/[é-\uffff]|\//g, (unit) =>
    unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

describe('JSON', () => {
  test('every key and scalar is read with its path, whatever the block size, the escapes and the drip', async () => {
    const property = fc.asyncProperty(documents, spaces, dripping, async (document, space, drip) => {
      const json = JSON.stringify(document, undefined, space)
      for (const text of [json, escapeMore(json)]) {
        for (const blockBytes of [16, 64, 4_096]) {
          const { readings } = await readAll(bytesSource('a.json', text, drip), { blockBytes })
          expect(readings).toEqual(expected(document))
        }
      }
    })
    await fc.assert(property, { numRuns: 200, seed: 1 })
  })

  test('values in one array have paths of which more is told or less, as an index has one digit or two', async () => {
    for (let letters = 120; letters < 130; letters++) {
      const array = Array.from({ length: 12 }, (_, i) => i)
      const inner = { ['b'.repeat(120)]: { ['c'.repeat(letters)]: array } }
      const document = { ['a'.repeat(50)]: inner }
      const { readings } = await readAll(bytesSource('a.json', JSON.stringify(document)))
      expect(readings).toEqual(expected(document))
    }
  })

  test('each line of JSON Lines is a record', async () => {
    const property = fc.asyncProperty(fc.array(documents, { minLength: 2, maxLength: 6 }), async (lines) => {
      const text = lines.map((line) => JSON.stringify(line)).join('\n')
      const { readings, summary } = await readAll(bytesSource('a.jsonl', text, [5]), { blockBytes: 64 })
      expect(summary).toEqual({ format: 'jsonl', mimeType: 'application/json' })
      expect(readings).toEqual(lines.flatMap((line, i) => expected(line, i)))
    })
    await fc.assert(property, { numRuns: 100, seed: 2 })
  })

  test('a value or key larger than the buffer is read in parts with one location', async () => {
    const long = 'ab\u00e9\n"\ud83d\ude00 '.repeat(20_000)
    const document = { before: 1, long: [long], [long]: 'value', after: 2 }
    const text = escapeMore(JSON.stringify(document))
    const { readings } = await readAll(bytesSource('a.json', text), { blockBytes: 256 })
    expect(readings.map(({ text: value }) => value)).toEqual(
      expected(document).map(({ text: value }) => value),
    )
    expect(readings[3]?.location).toEqual({ kind: 'record', recordIndex: 0, jsonPath: '$.long[0]' })
    expect(readings[4]?.location).toEqual({ kind: 'record', recordIndex: 0 })
    expect(readings.at(-1)?.location).toEqual({ kind: 'record', recordIndex: 0, jsonPath: '$.after' })
  })

  test.each([
    ['one letter', (i: number) => 'abc'.charAt(i % 3)],
    ['no letter', () => ''],
    ['an index', () => undefined],
    ['60 letters', (i: number) => String(i).padEnd(60, 'x')],
  ])('of a path of 200 elements of %s the end is told', async (_what, nameAt) => {
    const elements = Array.from({ length: 200 }, (_, i) => nameAt(i) ?? 0)
    const document = elements.reduceRight<unknown>(
      (inner, element) => (element === 0 ? [inner] : { [element]: inner }),
      1,
    )
    const { readings } = await readAll(bytesSource('a.json', JSON.stringify(document)))
    expect(readings.at(-1)?.location).toMatchObject({ jsonPath: jsonPath(elements) })
  })

  test.each([
    ['begins with a mark', '\ufeffssn'],
    ['is long and escaped', `${'\u0001'.repeat(9_000)}ssn`],
    ['is longer than the buffer and escaped', `${'\u0001'.repeat(20_000)}ssn`],
  ])('a name that %s is the same in blocks of any size', async (_what, name) => {
    for (const blockBytes of [256, 65_536]) {
      const content = bytesSource('a.json', JSON.stringify({ [name]: 1 }))
      const { readings } = await readAll(content, { blockBytes })
      expect(readings.at(-1)?.names).toEqual([name.slice(-4_096)])
    }
  })

  test('any number of distinct names keeps paths right in bounded memory', async () => {
    const document = Object.fromEntries(Array.from({ length: 80_000 }, (_, i) => [`key ${i}`, { inner: i }]))
    const { readings } = await readAll(bytesSource('a.json', JSON.stringify({ root: document })), {
      blockBytes: 65_536,
    })
    expect(readings.at(-1)).toEqual({
      text: '79999',
      names: ['root', 'key 79999', 'inner'],
      location: { kind: 'record', recordIndex: 0, jsonPath: "$.root['key 79999'].inner" },
    })
  })

  test('256 levels are read, 257 refuse the object, 100,000 at once', async () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`
    const read = await readAll(bytesSource('a.json', nested(256)))
    expect(read.readings).toHaveLength(1)
    for (const levels of [257, 100_000]) {
      const { summary } = await readAll(bytesSource('a.json', nested(levels)))
      expect(summary.shortfall).toMatchObject({ status: 'SKIPPED', reason: 'JSON_NESTING_LEVEL_OVER_LIMIT' })
    }
  })

  test.each([
    ['a missing colon', '{"a": 1,\n"b" "c": "x"}\nrest', ['a', '1', 'b'], '"c": "x"}\nrest', [2, 3, 5]],
    ['an unclosed string', '{"a": "x",\n "b": "y\n}', ['a', 'x', 'b'], '"y\n}', [2, 3, 7]],
    ['a stray bracket', '[1]\n]', ['1'], ']', [2, 2, 1]],
    ['no JSON at all', 'hello\nworld', [], 'hello\nworld', [1, 2, 1]],
  ] as const)(
    'after %s the rest is read as text',
    async (_, text, values, rest, [start, end, startColumn]) => {
      for (const blockBytes of [4, 4_096]) {
        const { readings, summary } = await readAll(bytesSource('a.json', text), { blockBytes })
        expect(summary.shortfall).toBeUndefined()
        expect(readings.slice(0, -1).map((reading) => reading.text)).toEqual(values)
        expect(readings.at(-1)).toEqual({ text: rest, location: { kind: 'lines', start, end, startColumn } })
      }
    },
  )

  test('a malformed line is read as text, and the lines after it as records', async () => {
    const text = '{"a":1}\n{"b":2, bad\r\n\n{"c":3}\n{"d":\n{"e":4}'
    const { readings } = await readAll(bytesSource('a.jsonl', text))
    expect(readings.map((reading) => [reading.text, reading.location])).toEqual([
      ['a', { kind: 'record', recordIndex: 0 }],
      ['1', { kind: 'record', recordIndex: 0, jsonPath: '$.a' }],
      ['{"b":2, bad', { kind: 'lines', start: 2, end: 2, startColumn: 1 }],
      ['c', { kind: 'record', recordIndex: 2 }],
      ['3', { kind: 'record', recordIndex: 2, jsonPath: '$.c' }],
      ['{"d":', { kind: 'lines', start: 5, end: 5, startColumn: 1 }],
      ['e', { kind: 'record', recordIndex: 4 }],
      ['4', { kind: 'record', recordIndex: 4, jsonPath: '$.e' }],
    ])
  })

  test('lines of text are handed on together, among records and by themselves', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? '{"a":1}\n' : `line ${i}: text\n`))
    const text = lines.join('')
    for (const inScanMemory of [true, false]) {
      let [passages, texts] = [0, 0]
      const options = { looksSensitive, inScanMemory }
      for await (const { segments } of readContent(bytesSource('a.jsonl', text), options)) {
        passages++
        texts += segments!.contexts.subarray(0, segments!.count).filter((each) => each === textContext).length
      }
      expect(texts).toBe(13_333)
      expect(passages).toBeLessThanOrEqual(2 + text.length / (256 * 1_024))
    }
  })

  test('several documents in a .json file are records', async () => {
    const { readings } = await readAll(bytesSource('a.json', '{"a":\n1}\n{"a":\n2}'))
    expect(readings.filter(({ text }) => text !== 'a').map(({ location }) => location)).toEqual([
      { kind: 'record', recordIndex: 0, jsonPath: '$.a' },
      { kind: 'record', recordIndex: 1, jsonPath: '$.a' },
    ])
  })
})

describe('JSONPath', () => {
  test.each([
    [['access', 'key'], '$.access.key'],
    [['odd name', 0, 'x'], "$['odd name'][0].x"],
    [["it's", '\\'], "$['it\\'s']['\\\\']"],
    [['n'.repeat(300)], `$['...${'n'.repeat(237)}']`],
    [['a'.repeat(100), 'b'.repeat(100), 'c'.repeat(100)], `$..${'b'.repeat(100)}.${'c'.repeat(100)}`],
    [[], '$'],
  ])('%j', (elements, path) => {
    expect(jsonPath(elements)).toBe(path)
    expect(path.length).toBeLessThanOrEqual(250)
  })
})
