// What an instance is and which keyword makes it count, tried with identifiers made for it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findIn, record, table, text, type Content, type Found } from '../../../test/passages.ts'
import type { Form, ManagedIdentifier } from '../../model/managed-identifier.ts'
import { detectorOf } from '../detector.ts'
import { managedIdentifierById } from '../select-identifiers.ts'

function identifier(
  id: string,
  keywords: readonly string[],
  forms: readonly [Form, ...Form[]],
): ManagedIdentifier {
  return {
    id,
    title: id,
    category: 'PERSONAL_INFORMATION',
    severity: ['High', 'High', 'High'],
    sources: ['https://example.com'],
    keywords,
    forms,
    examples: ['x'],
    counterExamples: [['x', 'is none']],
  }
}

const near = identifier(
  'NEAR',
  ['code word', 'número', 'kw'],
  [{ pattern: /\d{4}-\d{4}|K\d{1,4}/, keyword: 'required' }],
)
const alone = identifier('ALONE', [], [{ pattern: /TK_[a-z0-9]{4,8}/, keyword: 'none' }])
const far = identifier('FAR', ['code word', 'kw'], [{ pattern: /\d{4}-\d{4}/, keyword: 'absent' }])
const detector = detectorOf([near, alone, far])

async function found(content: Content, id = 'NEAR'): Promise<string[]> {
  const all: readonly Found[] = await findIn(detector, content)
  return all.filter((match) => match.id === id).map((match) => match.text)
}

describe('a keyword in running text', () => {
  test.each([
    ['blanks', ' '],
    ['characters of two bytes', 'é'],
    ['characters of three bytes', '漢'],
    ['characters of four bytes', '\u{1f600}'],
  ])('counts up to 30 characters before and after: %s', async (_what, sign) => {
    const fill = (length: number): string => ` ${sign.repeat(length - 2)} `
    for (const [length, is] of [
      [30, ['1234-5678']],
      [31, []],
    ] as const) {
      expect(await found(text(`kw${fill(length)}1234-5678`))).toEqual(is)
      expect(await found(text(`1234-5678${fill(length)}kw`))).toEqual(is)
      expect(await found(text(`kw${fill(length)}1234-5678`), 'FAR')).toEqual(
        is.length === 0 ? ['1234-5678'] : [],
      )
    }
  })

  test('counts over line breaks', async () => {
    expect(await found(text('kw\r\n\r\n1234-5678'))).toEqual(['1234-5678'])
  })

  test.each([
    ['code word', true],
    ['CODE WORD', true],
    ['codeword', true],
    ['code_word', true],
    ['code-word', true],
    ['myCodeWord', true],
    ['code_word_1', true],
    ['the.kw.', true],
    ['numero', true],
    ['NÚMERO', true],
    ['nu\u0301mero', true],
    ['kws', false],
    ['akw', false],
    ['1kw', false],
    ['kw1', true],
    ['kw12', false],
    ['kw1a', false],
    ['kwé', false],
    ['code. word', false],
    ['co de word', false],
  ])('%j is one: %s', async (word, is) => {
    expect(await found(text(`${word} 1234-5678`))).toEqual(is ? ['1234-5678'] : [])
  })

  test('and data at any distances, in blocks of any size, are found as an oracle says', async () => {
    const piece = fc.oneof(
      fc.constantFrom('kw', '1234-5678', 'TK_abcd', 'word'),
      fc.integer({ min: 1, max: 45 }).map((length) => '\u00e9 '.repeat(length).slice(0, length)),
    )
    const property = fc.asyncProperty(fc.array(piece, { minLength: 2, maxLength: 30 }), async (pieces) => {
      const content = pieces.join(' ')
      expect(await found(text(content))).toEqual(nearKeywords(content))
      expect(await found(text(content), 'ALONE')).toEqual(content.match(/TK_abcd/g) ?? [])
    })
    await fc.assert(property, { numRuns: 300, seed: 3 })
  })
})

/** Data within 30 characters of a keyword; every token of the content stands between blanks. */
function nearKeywords(content: string): string[] {
  const keywords = Array.from(content.matchAll(/(?<=^| )kw(?= |$)/g), ({ index }) => index)
  return Array.from(content.matchAll(/1234-5678/g))
    .filter(({ index }) =>
      keywords.some((at) => (at < index ? index - (at + 2) <= 30 : at - (index + 9) <= 30)),
    )
    .map(([data]) => data)
}

describe('a keyword of a table', () => {
  test('counts in the name of the column and in the same cell, at any distance, and nowhere else', async () => {
    const far30 = 'x '.repeat(200)
    expect(await found(table(['id', 'my kw'], [['1', `${far30}1234-5678`]]))).toEqual(['1234-5678'])
    expect(await found(table(['id', 'note'], [['1', `kw ${far30}1234-5678`]]))).toEqual(['1234-5678'])
    expect(await found(table(['id', 'note'], [['1', `1234-5678 ${far30}kw`]]))).toEqual(['1234-5678'])
    expect(await found(table(['kw', 'note'], [['kw', '1234-5678']]))).toEqual([])
    expect(
      await found(
        table(
          ['id', 'note'],
          [
            ['1', 'kw'],
            ['2', '1234-5678'],
          ],
        ),
      ),
    ).toEqual([])
  })

  test('cells do not run together', async () => {
    expect(await found(table(['kw', 'kw 2'], [['1234-', '5678']]))).toEqual([])
  })
})

describe('a keyword of a record', () => {
  test('counts in the name of any element of the path and in the same value, and nowhere else', async () => {
    expect(await found(record({ kw: { list: [[{ x: '1234-5678' }]] } }))).toEqual(['1234-5678'])
    expect(await found(record({ note: `1234-5678 ${'x '.repeat(100)} kw` }))).toEqual(['1234-5678'])
    expect(await found(record({ kw: 'none', note: '1234-5678' }))).toEqual([])
    expect(await found(record({ a: { kw: 1 }, b: '1234-5678' }))).toEqual([])
    expect(await found(record(['kw', '1234-5678']))).toEqual([])
  })

  test('counts for keys, which are data under the names above them', async () => {
    expect(await found(record({ kw: { '1234-5678': 1 } }))).toEqual(['1234-5678'])
    expect(await found(record({ '1234-5678': { kw: 1 } }))).toEqual([])
  })
})

describe('an instance', () => {
  test.each([
    ['kw "1234-5678"', true],
    ['kw=1234-5678;', true],
    ['kw _1234-5678_', true],
    ['kw 漢1234-5678漢', true],
    ['kw 1234-5678.', true],
    ['kw 1234-5678. 7', true],
    ['kw x1234-5678', false],
    ['kw 1234-5678x', false],
    ['kw 11234-5678', false],
    ['kw 1234-56787', false],
    ['kw é1234-5678', false],
    ['kw 1234-5678é', false],
    ['kw 9.1234-5678', false],
    ['kw 1234-5678.9', false],
  ])('in %j is whole: %s', async (content, is) => {
    expect(await found(text(content))).toEqual(is ? ['1234-5678'] : [])
  })

  test('is the longest that begins first, and what overlaps it is none', async () => {
    expect(await found(text('TK_abcd TK_abcdefgh TK_abcdefghi'), 'ALONE')).toEqual(['TK_abcd', 'TK_abcdefgh'])
    expect(await found(text('kw 1234-5678-789'))).toEqual(['1234-5678'])
    expect(await found(text('kw 1234-5678 K1 K22'))).toEqual(['1234-5678', 'K1', 'K22'])
  })

  test('may share its bytes with one of another identifier', async () => {
    const same = identifier('SAME', ['kw'], [{ pattern: /\d{4}/, keyword: 'required' }])
    const matches = await findIn(detectorOf([near, same]), text('kw 1234-5678'))
    expect(matches).toEqual([
      { id: 'NEAR', text: '1234-5678' },
      { id: 'SAME', text: '1234' },
      { id: 'SAME', text: '5678' },
    ])
  })

  test('that its check refuses is none, and leaves the bytes to the next', async () => {
    const even = identifier(
      'EVEN',
      [],
      [{ pattern: /N\d{4}/, keyword: 'none', validate: (data) => Number(data.at(-1)) % 2 === 0 }],
    )
    expect(await findIn(detectorOf([even]), text('N0001 N0002'))).toEqual([{ id: 'EVEN', text: 'N0002' }])
  })
})

describe('identifiers that tell of the same thing', () => {
  const ids = [
    'CREDIT_CARD_NUMBER',
    'CREDIT_CARD_NUMBER_(NO_KEYWORD)',
    'CREDIT_CARD_SECURITY_CODE',
    'BANK_ACCOUNT_NUMBER',
    'GERMANY_BANK_ACCOUNT_NUMBER',
  ]
  const several = detectorOf(ids.map(managedIdentifierById))

  test.each([
    ['card 4539 1488 0343 6467', ['CREDIT_CARD_NUMBER']],
    ['parcel 4539 1488 0343 6467', ['CREDIT_CARD_NUMBER_(NO_KEYWORD)']],
    ['cvv 4539 1488 0343 6467', ['CREDIT_CARD_NUMBER_(NO_KEYWORD)']],
    ['card 4539 1488 0343 6467 cvv 847', ['CREDIT_CARD_NUMBER', 'CREDIT_CARD_SECURITY_CODE']],
    ['bank account 532013000', ['BANK_ACCOUNT_NUMBER']],
    ['bank account DE89 3704 0044 0532 0130 00', ['GERMANY_BANK_ACCOUNT_NUMBER']],
  ])('in %j are %j', async (content, expected) => {
    expect((await findIn(several, text(content))).map(({ id }) => id)).toEqual(expected)
  })
})
