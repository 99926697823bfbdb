// What the compiler refuses, and that a choice of identifiers, or a column that wakes many, is searched as TypeScript does.
import { describe, expect, test } from 'vitest'
import { contentsOf, findIn, table, type Content } from '../../../../test/passages.ts'
import { seededRandom } from '../../../../test/seeded-random.ts'
import type { Form, ManagedIdentifier } from '../../../model/managed-identifier.ts'
import { detectorOf } from '../../detector.ts'
import { managedIdentifiers } from '../../managed/index.ts'

function identifier(form: Form, keywords: readonly string[] = []): ManagedIdentifier {
  return {
    id: 'TRIED',
    title: 'Tried',
    category: 'PERSONAL_INFORMATION',
    severity: ['Low', 'Low', 'Low'],
    sources: ['https://example.com'],
    keywords,
    forms: [form],
    examples: ['x'],
    counterExamples: [['x', 'is none']],
  }
}

describe('a form without keyword', () => {
  test.each<[what: string, pattern: RegExp, reason: RegExp]>([
    ['of few digits', /\d{5}/, /too common to look at each/],
    ['of twelve digits', /\d{12,16}/, /too common to look at each/],
    ['of two letters and any', /[A-Z]{2}[A-Z0-9]{6}/, /begins in too many ways/],
    ['of a letter or a digit', /[A-Z0-9]\d{9}/, /too common to look at each/],
    ['of any of many signs', /[!#$%&*]{2}\d{4}/, /begins in too many ways/],
    ['of three characters', /abc/, /shorter than 4 bytes/],
  ])('%s is refused, with the reason', (_what, pattern, reason) => {
    expect(() => detectorOf([identifier({ pattern, keyword: 'none' })])).toThrow(reason)
    expect(() => detectorOf([identifier({ pattern, keyword: 'none' })])).toThrow(/^Cannot compile TRIED: /)
  })

  test.each<[what: string, pattern: RegExp, text: string]>([
    ['of thirteen digits', /\d{13}/, '4539148803436'],
    ['of groups of four digits', /\d{4}-\d{4}/, '4539-1488'],
    ['of two letters and two digits', /[A-Z]{2}\d{6}/, 'GB123456'],
    ['of a pair of signs', /--x\d{4}/, '--x1234'],
    ['of a word', /tok_[a-z0-9]{4}/, 'tok_a1b2'],
  ])('%s is found', async (_what, pattern, text) => {
    const detector = detectorOf([identifier({ pattern, keyword: 'none' })])
    const found = await findIn(detector, { name: 'a.txt', content: `so (${text}), and ${text}` })
    expect(found).toEqual([
      { id: 'TRIED', text },
      { id: 'TRIED', text },
    ])
  })
})

test('a form that depends on a keyword and may be too long for it is refused', () => {
  const form: Form = { pattern: /[a-z]{10,3000}/, keyword: 'required' }
  expect(() => detectorOf([identifier(form, ['kw'])])).toThrow(/can exceed 2048 bytes/)
})

test.each([
  ['13-stellige', 'does not begin with a letter'],
  ['nr 番号', 'has a character beyond U+20FF'],
])('the keyword %s is refused by name: it %s', (keyword, reason) => {
  expect(() => detectorOf([identifier({ pattern: /\d{6}/, keyword: 'required' }, [keyword])])).toThrow(
    `Cannot compile the keyword ${keyword}: it ${reason}`,
  )
})

test('more forms than there is room for are refused', () => {
  const form: Form = { pattern: /\d{6}/, keyword: 'required' }
  const forms = Array.from({ length: 2_049 }, () => form) as unknown as readonly [Form, ...Form[]]
  expect(() => detectorOf([{ ...identifier(form, ['kw']), forms }])).toThrow(/more than 2048 forms/)
})

const contents: readonly Content[] = managedIdentifiers.flatMap(({ examples }) =>
  examples.flatMap(contentsOf),
)

async function expectSame(chosen: readonly ManagedIdentifier[], content: Content): Promise<void> {
  const found = await findIn(detectorOf(chosen), content)
  expect(found).toEqual(await findIn(detectorOf(chosen, [], { kind: 'typescript' }), content))
}

test.each([1, 2, 20, 100])('of %d identifiers, whichever, no more and no less is found', async (count) => {
  const random = seededRandom(`choice of ${count}`)
  const text = contents.map(({ content }) => content).join('\n')
  for (let round = 0; round < 3; round++) {
    const chosen = new Set(Array.from({ length: count }, () => random.of(managedIdentifiers)))
    // What begins and ends together is told in the order of the list.
    const inOrder = managedIdentifiers.filter((each) => chosen.has(each))
    await expectSame(inOrder, { name: 'all.txt', content: text })
  }
})

test('a column that wakes many identifiers finds what each would', async () => {
  const random = seededRandom('columns')
  const keywords = managedIdentifiers.flatMap((each) => each.keywords)
  const cells = contents.map(({ content }) => content)
  const names = Array.from({ length: 6 }, (_, column) =>
    Array.from({ length: 3 ** column }, () => random.of(keywords)).join(' / '),
  )
  const rows = Array.from({ length: 60 }, () => names.map(() => random.of(cells)))
  await expectSame(managedIdentifiers, table(names, rows))
})
