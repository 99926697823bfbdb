import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCountingSteps, type StepCounter } from '../../../test/count-steps.ts'
import type { ExpressionSearch } from './expression-search.ts'

type Find = (source: string) => ExpressionSearch

let steps: StepCounter
let find: Find

beforeAll(async () => {
  steps = await startCountingSteps('/src/detection/custom/')
  const { createExpressionSearch } = await import('./expression-search.ts')
  const { parseExpression } = await import('./parse-expression.ts')
  find = (source) => createExpressionSearch(parseExpression(source))
})

afterAll(() => steps.stop())

type Span = readonly [start: number, end: number]

/** Matches of a text that is searched in parts: a part begins at each of `cuts`, which are bytes. */
function spansIn(search: ExpressionSearch, text: string, cuts: readonly number[] = []): Span[] {
  const bytes = Buffer.from(text)
  const borders = [0, ...cuts, bytes.length]
  const spans: Span[] = []
  let unblocked = 0
  for (let part = 0; part + 1 < borders.length; part++) {
    const unit = { bytes, start: 0, end: bytes.length, atStart: true, atEnd: true, offset: 0 }
    const range = { from: borders[part]!, to: borders[part + 1]! }
    unblocked = search.search({ ...unit, ...range }, unblocked, (start, end) => spans.push([start, end]))
  }
  return spans
}

/** What V8 says: of the matches that begin first the longest, then on behind it; empty ones are none. */
function spansByBacktracking(source: string, text: string): Span[] {
  const units = Array.from(text)
  const byteAt = (at: number): number => Buffer.byteLength(units.slice(0, at).join(''))
  const matches = (start: number, end: number): boolean => {
    const here = `(?<=^[^]{${start}})(?:${source})(?=[^]{${units.length - end}}$)`
    return new RegExp(here, 'u').test(text)
  }
  const spans: Span[] = []
  for (let start = 0; start < units.length; start++) {
    let end = units.length
    while (end > start && !matches(start, end)) end--
    if (end === start) continue
    spans.push([byteAt(start), byteAt(end)])
    start = end - 1
  }
  return spans
}

const atoms = fc.constantFrom(
  'a',
  'b',
  'é',
  '[ab]',
  '[^a]',
  '[^\\n]',
  '\\d',
  '\\w',
  '[a-c\\d]',
  '\\s',
  '\\u{1f600}',
)
const quantifiers = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '{2,}')
const places = fc.constantFrom('\\b', '\\B', '^', '$')
const { expression: expressions } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atoms,
    places,
    fc.tuple(atoms, quantifiers).map(([atom, quantifier]) => atom + quantifier),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(?:${a})(?:${b})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(?:${a}|${b})`),
    fc.tuple(tie('expression'), quantifiers).map(([a, quantifier]) => `(?:${a})${quantifier}`),
  ),
}))
const texts = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '1', 'é', '\u{1f600}', ' ', '\n'),
  maxLength: 9,
})

describe('matches', () => {
  test('are those that a backtracking engine would find, leftmost and longest', () => {
    const property = fc.property(expressions, texts, (source, text) => {
      const ours = source.replaceAll('\\u{1f600}', '\u{1f600}')
      expect(spansIn(find(ours), text)).toEqual(spansByBacktracking(source, text))
    })
    fc.assert(property, { numRuns: 2_000, seed: 7 })
  })

  test('are the same however the text is cut', () => {
    const property = fc.property(
      expressions,
      texts,
      fc.infiniteStream(fc.boolean()),
      (source, text, coins) => {
        const search = find(source.replaceAll('\\u{1f600}', '\u{1f600}'))
        const starts = Array.from(text, (_, i) => Buffer.byteLength(Array.from(text).slice(0, i).join('')))
        const cuts = starts.slice(1).filter(() => coins.next().value)
        expect(spansIn(search, text, cuts)).toEqual(spansIn(search, text))
      },
    )
    fc.assert(property, { numRuns: 500, seed: 8 })
  })

  test.each([
    ['a|ab|abc', 'xabcd', [[1, 4]]],
    ['a*?', 'aaa', [[0, 3]]],
    ['a*', 'bab', [[1, 2]]],
    ['\\d{3,5}', '1234567 12', [[0, 5]]],
    ['^a', 'a\na', [[0, 1]]],
    ['a$', 'a\na', [[2, 3]]],
    ['a.b', 'a\nb aéb', [[4, 8]]],
    [
      '\\bcat\\b',
      'cat concat cat_ cat',
      [
        [0, 3],
        [16, 19],
      ],
    ],
    ['(?i)straße', 'STRAßE', [[0, 7]]],
    ['a(?i)b', 'AB aB', [[3, 5]]],
    ['(a(?i)b)c', 'aBC aBc', [[4, 7]]],
    ['[[:digit:][:upper:]]{2}', 'a1 B2', [[3, 5]]],
    ['\\p{Lu}\\p{Ll}+', 'x Élan', [[2, 7]]],
    ['\\x41\\x{42}\\u0043', 'ABC', [[0, 3]]],
    ['[]a]+', 'b]a', [[1, 3]]],
    ['[a-]+', 'b-a', [[1, 3]]],
    ['{x}', 'a{x}', [[1, 4]]],
    ['x{,3}', 'x{,3}', [[0, 5]]],
  ] as const)('of %s in %j are %j', (source, text, spans) => {
    expect(spansIn(find(source), text)).toEqual(spans)
  })
})

describe('linear time', () => {
  test.each([
    ['(a+)+$', 'a', 'b'],
    ['(a*)*b', 'a', 'c'],
    ['(a|a)*b', 'a', 'c'],
    ['(a|aa)+$', 'a', 'b'],
    ['([a-zA-Z]+)*!', 'a', '?'],
    ['(x+x+)+y', 'x', ''],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a', 'A'],
    ['([^,]*,){11}P', 'a,', ''],
    ['a{0,200}a{0,200}b', 'a', ''],
    ['\\d+-\\d+', '1', ''],
    ['\\d{100,}x', '1', ''],
    ['[^\\n]*secret', 'secre', ''],
    ['\\b\\w+\\b!', 'word ', ''],
    ['(ab|ba)*c', 'ab', ''],
    ['a([^b]*b)?', 'a', ''],
  ])('of %s over %j', async (source, piece, closing) => {
    const search = find(source)
    const work = (length: number): Promise<number> => {
      const text = piece.repeat(length / piece.length) + closing
      return steps.countSteps(() => void spansIn(search, text))
    }
    // States are made once; the first search makes them.
    await work(16_384)
    const [once, fourTimes] = [await work(4_096), await work(16_384)]
    expect(once).toBeGreaterThan(4_000)
    expect(fourTimes).toBeLessThan(5 * once)
    expect(fourTimes).toBeLessThan(16_384 * 150)
  })
})
