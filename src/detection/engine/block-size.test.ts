// What is found does not depend on where the content happened to be cut into blocks.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findIn, markedIn, record, table, text, type Content } from '../../../test/passages.ts'
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import { overReadBytes } from '../../model/passage.ts'
import { detectorOf } from '../detector.ts'
import { managedIdentifiers } from '../managed/index.ts'

const custom: readonly CustomIdentifierDefinition[] = [
  { regex: '[A-Z]{2}-?\\d{4,}', keywords: ['badge'], ignoreWords: ['0000'], maximumMatchDistance: 60 },
  { regex: '\\bé[^é]{0,250}é\\b', keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
  { regex: '\\w+(?:\\W\\w+){0,3}', keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
].map((definition, index) => ({ id: `custom ${index}`, name: 'custom', ...definition }))

/** Each of its instances holds others, so that it matters where one ends. */
const groups: ManagedIdentifier = {
  id: 'GROUPS',
  title: 'Groups of digits',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Low', 'Low'],
  sources: ['https://example.com'],
  keywords: [],
  forms: [{ pattern: /\d{4}(?: \d{4}){1,3}/, keyword: 'none' }],
  examples: ['«1234 5678»'],
  counterExamples: [['123', 'too short']],
}

const detector = detectorOf([...managedIdentifiers, groups], custom)

const instances = managedIdentifiers.flatMap(({ examples }) => examples.flatMap(markedIn))
const keywords = managedIdentifiers.flatMap((identifier) => identifier.keywords)
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...instances) },
  { weight: 2, arbitrary: fc.constantFrom(...keywords, 'ssn', 'card', 'iban', 'badge') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('AB-1234', 'CD0000', 'é', 'héé', '536-22-1234', '漢字', '\u{1f600}'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1234 5678 9012 3456 7890',
      '536-22-1234 at most thirty between ssn',
      `ssn ${'漢'.repeat(28)} 536-22-1234`,
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }).map((length) => 'filler '.repeat(length / 7)) },
)
const separators = fc.constantFrom(' ', ' ', ', ', '\n', '-', '', ': ')
const contents = fc
  .array(fc.tuple(pieces, separators), { minLength: 1, maxLength: 25 })
  .map((parts) => parts.flat().join(''))

/** A passage looks ahead so far: only what stands before is cut into blocks. */
const ahead = 'x '.repeat(overReadBytes / 2)
const between = '- '.repeat(1_500)

async function expectSame(content: Content, blockBytes: number): Promise<void> {
  expect(await findIn(detector, content, { blockBytes })).toEqual(await findIn(detector, content))
}

const ssn = 'USA_SOCIAL_SECURITY_NUMBER'

describe('the same is found in blocks of any size', () => {
  test('in text', async () => {
    const property = fc.asyncProperty(
      contents,
      fc.integer({ min: 16, max: 900 }),
      async (content, blockBytes) => {
        await expectSame(text([content, between, content, ahead].join('\n')), blockBytes)
      },
    )
    await fc.assert(property, { numRuns: 100 })
  })

  test('where one instance covers another', async () => {
    const content = text(`RS35 2600 0560 1001 6113 79, cvv 4539 1488 0343 6467\n${ahead}`)
    for (let blockBytes = 1; blockBytes < 50; blockBytes++) await expectSame(content, blockBytes)
  })

  test('in tables', async () => {
    const rows = fc.array(fc.tuple(contents, contents), { minLength: 1, maxLength: 5 })
    const names = fc.tuple(pieces, pieces).filter(([a, b]) => a !== '' && b !== '')
    const sizes = fc.integer({ min: 4_000, max: 9_000 })
    const property = fc.asyncProperty(names, rows, sizes, async (header, cells, blockBytes) => {
      await expectSame(table(header, [...cells, [ahead, ''], ...cells]), blockBytes)
    })
    await fc.assert(property, { numRuns: 100 })
  })

  test('in records', async () => {
    const values = fc.array(fc.dictionary(pieces, contents, { maxKeys: 3 }), { maxLength: 5 })
    const sizes = fc.integer({ min: 4_000, max: 9_000 })
    const property = fc.asyncProperty(values, sizes, async (value, blockBytes) => {
      await expectSame(record([...value, ahead, ...value]), blockBytes)
    })
    await fc.assert(property, { numRuns: 100 })
  })

  test('where a document breaks off', async () => {
    const content = `{"note": "${'filler '.repeat(20)}", "ssn" "536-22-1234"}\n${ahead}`
    const found = [{ id: ssn, text: '536-22-1234' }]
    for (let blockBytes = 1; blockBytes < 200; blockBytes += 7) {
      const all = await findIn(detector, { name: 'record.json', content }, { blockBytes })
      expect(all.filter(({ id }) => id === ssn)).toEqual(found)
    }
  })

  test('where malformed lines follow each other, and no line is about another', async () => {
    const content = `{}\n{"ssn" ${'filler '.repeat(20)}ssn\n536-22-1234}\n{"ssn": "536-22-1234", x\n`
    const found = [{ id: ssn, text: '536-22-1234' }]
    for (let blockBytes = 64; blockBytes < 512; blockBytes += 7) {
      const all = await findIn(detector, { name: 'lines.jsonl', content }, { blockBytes })
      expect(all.filter(({ id }) => id === ssn)).toEqual(found)
    }
  })
})
