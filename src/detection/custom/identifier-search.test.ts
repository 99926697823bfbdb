// What counts, by the rules as they are written down, tried at each place by V8.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile-expression.ts'
import { createCustomSearch } from './custom-search.ts'
import { createExpressionSearch } from './expression-search.ts'
import type { SearchedDefinition } from './search-plan.ts'

type Span = readonly [start: number, end: number]

/** The spans found in a text that is searched in passages: one begins at each of `cuts`, which are bytes. */
function spansIn(definition: SearchedDefinition, text: string, cuts: readonly number[] = []): Span[] {
  const bytes = Buffer.from(text)
  const borders = [0, ...cuts, bytes.length]
  const spans: Span[] = []
  const search = createCustomSearch([definition])
  for (let part = 0; part + 1 < borders.length; part++) {
    const [from, to] = [borders[part]!, borders[part + 1]!]
    const range = { start: 0, from, to, end: bytes.length, atStart: true, atEnd: true }
    const passage = { layout: 'prose' as const, bytes, ...range, segments: undefined, locate }
    search.search(passage, (_, start, end) => spans.push([start, end]))
  }
  return spans
}

const locate = (): never => {
  throw new Error('Cannot locate: nothing asks for it')
}

interface Rules {
  readonly source: string
  readonly keywords: readonly string[]
  readonly distance: number
}

/** The longest match at each place, from left to right, where it ends near enough behind a keyword; ASCII only. */
function spansByRules({ source, keywords, distance }: Rules, text: string): Span[] {
  const ends = keywords.flatMap((keyword) =>
    Array.from(
      text.toLowerCase().matchAll(new RegExp(`(?=${keyword})`, 'g')),
      ({ index }) => index + keyword.length,
    ),
  )
  const longestAt = (start: number): number => {
    for (let end = text.length; end > start; end--) {
      const here = `(?<=^[^]{${start}})(?:${source})(?=[^]{${text.length - end}}$)`
      if (new RegExp(here, 'u').test(text)) return end
    }
    return -1
  }
  const spans: Span[] = []
  for (let start = 0; start < text.length; start++) {
    if (!ends.some((end) => end <= start)) continue
    const end = longestAt(start)
    if (end === -1 || !ends.some((keyword) => keyword <= start && end - keyword <= distance)) continue
    spans.push([start, end])
    start = end - 1
  }
  return spans
}

const sources = fc.constantFrom(
  '[0-9]+',
  '[0-9]{2,3}',
  '[a-z0-9]+',
  '\\b[0-9]+\\b',
  '[0-9](?:[^x]*x)?',
  'a+|b[0-9]*',
  '(?:ab|[0-9])*z?b',
  '[a-c]{2}[0-9]+$',
  'key[0-9]',
  '.{3}',
)
const texts = fc
  .array(fc.constantFrom('key', 'KEY', 'kekey', 'a', 'b', '1', '22', ' ', 'x', '\n', '-'), { maxLength: 14 })
  .map((parts) => parts.join(''))

describe('behind keywords', () => {
  test('counts what the rules say, however the text is cut', () => {
    const property = fc.property(
      sources,
      texts,
      fc.integer({ min: 1, max: 12 }),
      fc.infiniteStream(fc.boolean()),
      (source, text, distance, coins) => {
        const keywords = ['key', 'b22']
        const definition = { regex: source, keywords, ignoreWords: [], maximumMatchDistance: distance }
        const expected = spansByRules({ source, keywords, distance }, text)
        expect(spansIn(definition, text)).toEqual(expected)
        const cuts = Array.from(text, (_, at) => at).filter((at) => at > 0 && coins.next().value)
        expect(spansIn(definition, text, cuts)).toEqual(expected)
      },
    )
    fc.assert(property, { numRuns: 1_500 })
  })

  test.each([
    ['key 12345', 6, [[4, 9]]],
    // A part of a match is none.
    ['key 12345', 5, []],
    ['key 12 345678', 9, [[4, 6]]],
    // What begins before the keyword does not keep what follows it from counting.
    ['12key34', 4, [[5, 7]]],
    [
      'key 1 key 2345',
      5,
      [
        [4, 5],
        [10, 14],
      ],
    ],
  ] as const)('in %j within %i characters are %j', (text, maximumMatchDistance, spans) => {
    const definition = { regex: '[0-9]+', keywords: ['key'], ignoreWords: [], maximumMatchDistance }
    expect(spansIn(definition, text)).toEqual(spans)
  })

  test('the first place counts where windows overlap, by the window that reaches furthest there', () => {
    const definition = {
      regex: 'a[0-9]{3}|[0-9]',
      keywords: ['key'],
      ignoreWords: [],
      maximumMatchDistance: 5,
    }
    expect(spansIn(definition, 'keykeya123')).toEqual([[6, 10]])
  })

  test('keywords may lie within others', () => {
    const keywords = ['qqqq and a long end', 'long']
    const definition = { regex: 'e', keywords, ignoreWords: [], maximumMatchDistance: 4 }
    expect(spansIn(definition, 'qqqq and a long end e')).toEqual([
      [16, 17],
      [20, 21],
    ])
  })

  test('what goes on behind the window may ask what stands at its end', () => {
    const definition = { regex: 'a+\\b b|a+', keywords: ['key'], ignoreWords: [], maximumMatchDistance: 3 }
    expect(spansIn(definition, 'key aa b')).toEqual([])
    expect(spansIn(definition, 'key aa c')).toEqual([[4, 6]])
  })

  test('how far a match may reach depends on the stretch that it begins in, in one window too', () => {
    const regex = 'a[^b]*b|a|c[^d]*d|c'
    const definition = { regex, keywords: ['key'], ignoreWords: [], maximumMatchDistance: 20 }
    const text = (first: string): string =>
      `${'.'.repeat(8_186)}key ${first}....a${'.'.repeat(30)}d${'.'.repeat(12_000)}b`
    // The b is too far for the first, which is one character then; for the second it is not.
    expect(spansIn(definition, text('a'))).toEqual([[8_190, 8_191]])
    expect(spansIn(definition, text('c'))).toEqual([])
  })

  test.each([
    [8, []],
    [9, [[15, 23]]],
  ] as const)('the distance of %i is in characters where windows overlap', (maximumMatchDistance, spans) => {
    const definition = { regex: '[0-9]+', keywords: ['key'], ignoreWords: [], maximumMatchDistance }
    expect(spansIn(definition, 'keyéééékey 12345678')).toEqual(spans)
  })

  test('a match may go on far behind the window, and then is none', () => {
    const definition = { regex: 'a[^b]*b|a', keywords: ['key'], ignoreWords: [], maximumMatchDistance: 5 }
    const [near, far] = ['x'.repeat(15_000), 'x'.repeat(17_000)]
    expect(spansIn(definition, `key a${near}`)).toEqual([[4, 5]])
    expect(spansIn(definition, `key a${near}b`)).toEqual([])
    expect(spansIn(definition, `key a${far}b`)).toEqual([[4, 5]])
  })
})

describe('around a text that each match contains', () => {
  const withText = fc.constantFrom(
    'EMP-\\d{1,3}',
    '\\d{0,3}emp',
    '[^x]{0,2}(?:emp|pme)\\d*',
    '\\bemp-?\\d',
    'éemp.{0,4}',
  )
  const pieces = fc
    .array(fc.constantFrom('EMP-', 'emp', 'pme', 'e', 'p', '1', '22', ' ', 'x', 'é', '-'), { maxLength: 20 })
    .map((parts) => parts.join(''))

  test('is found what is found when everything is read', () => {
    const property = fc.property(withText, pieces, fc.infiniteStream(fc.boolean()), (regex, text, coins) => {
      const { positions, required } = compileExpression(regex)
      expect(required).toBeDefined()
      const bytes = Buffer.from(text)
      const expected: Span[] = []
      const unit = {
        bytes,
        start: 0,
        from: 0,
        to: bytes.length,
        end: bytes.length,
        atStart: true,
        atEnd: true,
        offset: 0,
      }
      createExpressionSearch(positions).search(unit, 0, (start, end) => expected.push([start, end]))
      const definition = { regex, keywords: [], ignoreWords: [], maximumMatchDistance: 50 }
      expect(spansIn(definition, text)).toEqual(expected)
      const starts = Array.from(text, (_, at) => Buffer.byteLength(Array.from(text).slice(0, at).join('')))
      expect(
        spansIn(
          definition,
          text,
          starts.slice(1).filter(() => coins.next().value),
        ),
      ).toEqual(expected)
    })
    fc.assert(property, { numRuns: 1_000 })
  })
})
