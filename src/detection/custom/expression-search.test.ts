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
  const { buildPositions } = await import('./position-automaton.ts')
  find = (source) => createExpressionSearch(buildPositions(parseExpression(source)))
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

describe('a match may reach to the end of the stretch of 8 KB behind the one it begins in', () => {
  test.each([
    [0, 16_384, true],
    [0, 16_385, false],
    [8_191, 16_384, true],
    [8_191, 16_385, false],
    [8_192, 24_576, true],
    [8_192, 24_577, false],
  ])('from %i to %i: %s', (start, end, is) => {
    const text = `${'-'.repeat(start)}x${'-'.repeat(end - start - 2)}y${'-'.repeat(20_000)}`
    const spans = is ? [[start, end]] : []
    const search = find('x[^xy]*y')
    expect(spansIn(search, text)).toEqual(spans)
    for (const cut of [1, 5_000, 8_191, 8_192, 8_193, 16_000, 16_384]) {
      expect(spansIn(search, text, [cut])).toEqual(spans)
    }
  })

  test('counted from the beginning of the content, not of a passage', () => {
    const bytes = Buffer.from(`x${'-'.repeat(16_382)}y--`)
    const unit = { bytes, start: 0, from: 0, to: bytes.length, end: bytes.length, atStart: true, atEnd: true }
    const spansAt = (offset: number): Span[] => {
      const spans: Span[] = []
      find('x[^xy]*y').search({ ...unit, offset }, 0, (start, end) => spans.push([start, end]))
      return spans
    }
    expect(spansAt(0)).toEqual([[0, 16_384]])
    expect(spansAt(8_192)).toEqual([[0, 16_384]])
    expect(spansAt(1)).toEqual([])
  })

  test('and ends with a whole character', () => {
    expect(spansIn(find('x[^x]*'), `x${'é'.repeat(20_000)}`)).toEqual([[0, 16_383]])
    expect(spansIn(find('x[^x]*'), `x-${'é'.repeat(20_000)}`)).toEqual([[0, 16_384]])
  })

  test('and a character is found wherever it stands', () => {
    for (const character of ['x', 'é', '漢', '\u{1f600}']) {
      const search = find(character)
      for (const start of [0, 1, 252, 253, 254, 255, 256, 257, 8_189, 8_190, 8_191, 8_192, 16_383]) {
        const text = `${'-'.repeat(start)}${character}${'-'.repeat(300)}`
        expect(spansIn(search, text)).toEqual([[start, start + Buffer.byteLength(character)]])
      }
    }
  })

  test('and no character is cut where stretches meet', () => {
    for (const character of ['é', '漢', '\u{1f600}']) {
      const text = character.repeat(9_000)
      for (const ahead of ['', '-', '--', '---']) {
        const starts = spansIn(find(character), ahead + text).map(([start]) => start)
        expect(starts).toEqual(
          Array.from(text, (_, n) => ahead.length + n * Buffer.byteLength(character)).slice(0, 9_000),
        )
      }
    }
  })
})

test('matches stay right when there are more states than are kept', () => {
  let state = 7
  const letters = Array.from({ length: 100_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 16) % 50 === 0 ? 'z' : (state >>> 20) % 2 === 0 ? 'a' : 'q'
  })
  const text = letters.join('')
  const source = '[aq]{0,9}q[aq]{0,40}q[aq]{8}z'
  const expected = Array.from(text.matchAll(new RegExp(source, 'g')), ({ 0: found, index }) => [
    index,
    index + found.length,
  ])
  expect(expected.length).toBeGreaterThan(500)
  expect(spansIn(find(source), text)).toEqual(expected)
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
    ['a{20}([^b]*b)?', 'a', ''],
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
