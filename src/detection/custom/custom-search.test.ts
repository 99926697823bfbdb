import { describe, expect, test } from 'vitest'
import { findIn, record, table, text, type Content } from '../../../test/passages.ts'
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import { detectorOf } from '../detector.ts'
import { createCustomSearch } from './custom-search.ts'
import { countCustomMatches } from './test-custom-identifier.ts'

const badge: CustomIdentifierDefinition = {
  id: 'uuid',
  name: 'Badge',
  regex: '[0-9]{10}',
  keywords: ['badge'],
  ignoreWords: [],
  maximumMatchDistance: 20,
}

async function found(
  content: Content,
  definition: Partial<CustomIdentifierDefinition> = {},
): Promise<string[]> {
  const matches = await findIn(detectorOf([], [{ ...badge, ...definition }]), content)
  return matches.map((match) => match.text)
}

const number = '1234567890'

describe('a keyword of a custom identifier', () => {
  test.each([
    // 15 characters from the end of the keyword to the end of the match.
    [`badge no: ${number}`, 20, true],
    [`badge no: ${number}`, 15, true],
    [`badge no: ${number}`, 14, false],
    [`badge no: ${number}`, 10, false],
    [`${number} badge`, 300, false],
    [`BaDgE ${number}`, 20, true],
    [`xbadgex ${number}`, 20, true],
    [`bad ge ${number}`, 20, false],
    [`badge${number}`, 10, true],
    // The distance is in characters, whatever their bytes.
    [`badge ${'é'.repeat(8)} ${number}`, 20, true],
    [`badge ${'é'.repeat(9)} ${number}`, 20, false],
    [`badge ${'\u{1f600}'.repeat(8)} ${number}`, 20, true],
    [`badge ${'\u{1f600}'.repeat(9)} ${number}`, 20, false],
    // A letter of another length in lower case counts once.
    [`badge ${'İ'.repeat(8)} ${number}`, 20, true],
    [`badge ${'İ'.repeat(9)} ${number}`, 20, false],
    // The nearest one counts.
    [`badge ${'x'.repeat(90)} badge ${number}`, 20, true],
    [`badge ${'x'.repeat(280)} ${number}`, 300, true],
  ])('in %j within %i characters: %s', async (content, maximumMatchDistance, isFound) => {
    expect(await found(text(content), { maximumMatchDistance })).toEqual(isFound ? [number] : [])
  })

  test('counts in the name of the column, at any distance, and before the match in the same cell', async () => {
    const long = `${'x'.repeat(200)} ${number}`
    expect(await found(table(['id', 'Badge number'], [['1', long]]))).toEqual([number])
    expect(await found(table(['id', 'note'], [['1', `badge ${number}`]]))).toEqual([number])
    expect(await found(table(['id', 'note'], [['1', `badge ${long}`]]))).toEqual([])
    expect(await found(table(['badge', 'note'], [['badge', number]]))).toEqual([])
  })

  test('counts in the name of any element on the path, and before the match in the same value', async () => {
    expect(await found(record({ badges: [{ of: { ana: number } }] }))).toEqual([number])
    expect(await found(record({ note: `badge ${number}` }))).toEqual([number])
    expect(await found(record({ badge: 'none', note: number }))).toEqual([])
  })

  test('counts by distance in a line that is no record, and not beyond it', async () => {
    const line = (written: string): Content => ({ name: 'a.jsonl', content: `{}\n${written}\n{}\n` })
    expect(await found(line(`no: badge ${number}`))).toEqual([number])
    expect(await found(line(`no: badge ${'x'.repeat(20)} ${number}`))).toEqual([])
    expect(await found(line(`no: badge\nno ${number}`))).toEqual([])
  })
})

test('the nearest keyword counts, of many and for each of many matches', async () => {
  const definition = { regex: '\\d', keywords: ['first', 'second', 'on'], maximumMatchDistance: 4 }
  expect(await found(text('first 1234567 second 12345678 9'), definition)).toEqual(Array.from('123123'))
  expect(await found(text(`first ${'x '.repeat(5_000)}1 on 2 firsT3`), definition)).toEqual(['2', '3'])
})

test('a keyword of one content does not count in the next', async () => {
  const detector = detectorOf([], [badge])
  expect(await findIn(detector, text(`of a long badge ${number}`))).toHaveLength(1)
  expect(await findIn(detector, text(number))).toEqual([])
})

test('a keyword counts whole, however many bytes it and what stands between have', async () => {
  const [keyword, between] = ['\u{1f601}\u{1f602}\u{1f603}', '\u{1f600}'.repeat(7)]
  const definition = { regex: '\\d', keywords: [keyword], maximumMatchDistance: 8 }
  expect(await found(text(`${keyword}${between}1`), definition)).toEqual(['1'])
  expect(await found(text(`${keyword}${between} 1`), definition)).toEqual([])
})

test('a match may be as long as the distance less what stands between', async () => {
  const definition = { regex: '[0-9]+', maximumMatchDistance: 300 }
  const digits = (length: number): string => '7'.repeat(length)
  expect(await found(text(`badge ${digits(299)} badge ${digits(300)}`), definition)).toEqual([digits(299)])
})

describe('ignore words', () => {
  test.each([
    ['AB-TEST-1', []],
    ['AB-test-1', ['AB-test-1']],
    ['TEST AB-1', ['AB-1']],
  ])('in %j leave %j', async (content, matches) => {
    const definition = { regex: 'AB[-A-Za-z0-9]*', keywords: [], ignoreWords: ['TEST'] }
    expect(await found(text(content), definition)).toEqual(matches)
  })

  test('drop a match, not the text for another', async () => {
    const definition = { regex: '[a-z]+', keywords: [], ignoreWords: ['skip'] }
    expect(await found(text('one skipped two'), definition)).toEqual(['one', 'two'])
  })
})

describe('anchors of a custom identifier', () => {
  test('are the ends of the content, not of lines', async () => {
    const definition = { keywords: [], regex: '^[a-z]+|[a-z]+$' }
    expect(await found(text('one\ntwo\nthree'), definition)).toEqual(['one', 'three'])
    const lines = { name: 'a.jsonl', content: 'one two\n{"a":1}\nthree four\nfive six' }
    expect(await found(lines, definition)).toEqual(['one', 'a', 'six'])
  })
})

describe('cells and values that are searched everywhere', () => {
  const rows = [
    ['ab', 'x1 y'],
    ['', 'b'],
    ['é1é', '22'],
  ]
  test.each([
    ['[^x]+', ['ab', '1 y', 'b', 'é1é', '22']],
    ['\\b\\w+\\b', ['ab', 'x1', 'y', 'b', '1', '22']],
    ['[a-z]$', ['b', 'y', 'b']],
    ['^.', ['a', 'x', 'b', 'é', '2']],
    ['b.*', ['b', 'b']],
    ['b[^a]x', []],
  ])('are searched one by one for %s', async (regex, matches) => {
    const definition = { regex, keywords: [], maximumMatchDistance: 50 }
    // What would be found in a header makes it a row like the others.
    const [first = [], ...others] = rows
    expect(await found(table(first, others), definition)).toEqual(matches)
    expect(await found(record(rows), definition)).toEqual(matches)
  })

  test('as they are where something else than a separator stands between them', () => {
    const bytes = Buffer.from('ab, cd')
    const ends = { starts: Int32Array.of(0, 4), ends: Int32Array.of(2, 6), contexts: Int32Array.of(0, 0) }
    const segments = { count: 2, ...ends, table: { size: 1, names: () => [] } }
    const range = { start: 0, from: 0, to: 6, end: 6, atStart: true, atEnd: true }
    const locate = (): never => expect.fail('nothing asks where it is')
    const spans: unknown[] = []
    const definition = { regex: '.+', keywords: [], ignoreWords: [], maximumMatchDistance: 50 }
    createCustomSearch([definition]).search(
      { layout: 'table', bytes, ...range, segments, locate },
      (...match) => spans.push(match),
    )
    expect(spans).toEqual([
      [0, 0, 2],
      [0, 4, 6],
    ])
  })
})

test.each([
  ['a*b*c*', 'open repeats'],
  ['(a', 'has no )'],
  ['(?:a?)', undefined],
  ['^$', 'empty text'],
  ['(?:.{0,255}q){5}', 'too large'],
])('searching for %s is refused as storing it is: %s', (regex, why) => {
  const create = (): unknown => detectorOf([], [{ ...badge, regex }])
  if (why === undefined) expect(create()).toBeDefined()
  else expect(create).toThrow(why)
})

test('trying an identifier on a sample counts as a scan would', () => {
  expect(countCustomMatches(badge, `badge ${number}, badge ${number}, ${'x'.repeat(30)} ${number}`)).toBe(2)
  expect(countCustomMatches({ ...badge, keywords: [] }, `${number} ${number}`)).toBe(2)
  expect(countCustomMatches(badge, 'x')).toBe(0)
})
