// What an expression may cost: to check, and for each byte that it reads. Work is counted, not timed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCountingSteps, type StepCounter } from '../../../test/count-steps.ts'
import type { createCustomSearch as CreateCustomSearch } from './custom-search.ts'
import type { Passage } from '../../model/passage.ts'
import type { checkExpression as CheckExpression } from './check-expression.ts'

let steps: StepCounter
let checkExpression: typeof CheckExpression
let createCustomSearch: typeof CreateCustomSearch

beforeAll(async () => {
  steps = await startCountingSteps('/src/detection/')
  ;({ checkExpression } = await import('./check-expression.ts'))
  ;({ createCustomSearch } = await import('./custom-search.ts'))
})

afterAll(() => steps.stop())

const categories =
  'Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co Cn'.split(' ')

const ideographs = Array.from({ length: 60 }, (_, n) => String.fromCodePoint(0x4e00 + 7 * n))

describe('checking', () => {
  test.each([
    ['many classes that hold most letters, whatever their case', '(?i)' + '\\D'.repeat(250)],
    ['many ranges that hold all letters, whatever their case', '(?i)' + '[ -\u{1e900}]'.repeat(80)],
    ['many letters that have three forms', '(?i)' + 'ſ'.repeat(500)],
    ['every category', categories.map((name) => `\\p{${name}}`).join('')],
    ['every category and one more', categories.map((name) => `[\\p{${name}}x]`).join('')],
    ['large classes that differ', ideographs.map((character) => `[\\pL${character}]`).join('')],
    ['a large class, often', '(?:\\pL{30}){30}'],
    ['a large class, too often', '(?:(?:\\pL{255}){255}){255}'],
    ['nothing, often', `a(?:(?:(?:(?:(?:(?:)${'{255})'.repeat(5)}{255}`],
    ['what must not come, often', `a(?:(?:(?:(?:b{0})${'{255})'.repeat(3)}{255}`],
    ['a chain of what need not come', '(?:a?){255}b'],
    ['a chain of choices', '(?:(?:a|b|c|)(?:d|e|)?){120}'],
    ['a chain of boundaries', '(?:\\ba)?'.repeat(60)],
    ['a loop of what need not come', '(?:(?:^|$|\\b|a?){240})*b'],
    ['deep groups', '(a|'.repeat(99) + 'b' + ')*'.repeat(99)],
  ])('%s takes bounded work', async (_what, regex) => {
    expect(regex.length).toBeLessThanOrEqual(512)
    const work = await steps.countSteps(() => void checkExpression(regex))
    expect(work).toBeLessThan(2_000_000)
  })
})

describe('reading', () => {
  test.each([
    ['(?:.{0,99}q){10}z', []],
    ['(?:.{0,30}q){32}z', []],
    ['\\b(?:.{0,99}q){10}z', []],
    ['(?:.{1,12}q|.{0,10}a){20}z', []],
    ['(?:a?){40}q', []],
    ['[a-z]', ['aqaaq', 'qqaqa', 'aaaaa', 'zzz']],
    ['[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,}', []],
  ])('a text that keeps %s busy takes bounded work a byte, with the keywords %j', async (regex, keywords) => {
    expect(checkExpression(regex)).toEqual({ ok: true })
    const definition = { regex, keywords, ignoreWords: [], maximumMatchDistance: 300 }
    const search = createCustomSearch([definition])
    const bytes = busyText(64 * 1_024)
    const work = await steps.countSteps(() => search.search(proseOf(bytes), () => undefined))
    expect(work / bytes.length).toBeLessThan(600)
  })

  test.each([
    ['^(a+)+$', []],
    ['^(?:z|a)[aq.@]*q', []],
    ['([a-z]{1,10}){1,10}$', []],
    ['q[aq]*z', ['badge']],
    ['[aq]badge.*', []],
  ])('%s is read only where it can match, with the keywords %j', async (regex, keywords) => {
    const search = createCustomSearch([{ regex, keywords, ignoreWords: [], maximumMatchDistance: 300 }])
    const bytes = busyText(256 * 1_024)
    bytes.set(Buffer.from('badge'), 200_000)
    const work = await steps.countSteps(() => search.search(proseOf(bytes), () => undefined))
    // A stretch of 16 KB at most; else only the kernel, whose steps are not counted, reads.
    expect(work / bytes.length).toBeLessThan(1)
  })

  test.each([
    ['a', 'a[^b]*b', 'aaa'],
    ['aaa ', '\\S+.*', 'aaa'],
    ['aaab', 'a[^b]*b', 'aaa'],
    ['key 12 ', '\\d+', 'key'],
  ])('keywords at every place of %j take bounded work a byte', async (piece, regex, keyword) => {
    const definition = { regex, keywords: [keyword], ignoreWords: [], maximumMatchDistance: 300 }
    const search = createCustomSearch([definition])
    const bytes = Buffer.from(piece.repeat(Math.floor((64 * 1_024) / piece.length)))
    const work = await steps.countSteps(() => search.search(proseOf(bytes), () => undefined))
    expect(work / bytes.length).toBeLessThan(300)
  })

  test.each(['(?:.{0,99}q){40}z', '(?:.{0,255}q){5}', '(?:a?){255}b', '(?:[ab]{0,9}[aq]{0,9}q?){60}z'])(
    '%s could take more, and is refused with what to do about it',
    (regex) => {
      expect(checkExpression(regex)).toEqual({
        refused: expect.stringMatching(
          /^The expression is too large: .*; use smaller numbers in \{m,n\}, .*\.$/,
        ),
      })
    },
  )
})

/** Letters without order, so that hardly two places in it are alike. */
function busyText(length: number): Uint8Array {
  let state = 7
  return Uint8Array.from({ length }, (_, at) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    if (at % 1_000 === 0) return 'z'.charCodeAt(0)
    if (at % 501 === 0) return '@'.charCodeAt(0)
    return 'aq.'.charCodeAt((state >>> 16) % 16 === 0 ? 2 : (state >>> 20) % 2)
  })
}

function proseOf(bytes: Uint8Array): Passage {
  return {
    layout: 'prose',
    bytes,
    start: 0,
    from: 0,
    to: bytes.length,
    end: bytes.length,
    atStart: true,
    atEnd: true,
    segments: undefined,
    locate: () => ({ kind: 'lines', start: 1, end: 1, startColumn: 1 }),
  }
}
