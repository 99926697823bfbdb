import { describe, expect, test } from 'vitest'
import { checkExpression } from './check-expression.ts'

describe('an expression', () => {
  test.each([
    'abc',
    'a.c',
    '[a-z]{2,4}\\d+',
    'a|b|',
    'a+?b*?c??',
    '(?:ab)+',
    '(ab)(cd)',
    '(?i)abc',
    'a(?i:b)c',
    '^abc$',
    '\\A\\bx\\B\\z',
    '\\d{100,}',
    '\\d{255}',
    'a{0,255}',
    '\\p{L}+\\P{Lu}',
    '[[:alpha:]_-]+',
    '[^\\s,]+@x',
    '(a+)+$',
    '(a*)*b',
    'a*b*',
    'a*xb*xc*',
    '\\x41\\t\\n\\.',
    'a{',
    'a{x}',
    '(?-i)a',
    // What is repeated is written out once for each time that it must come, the open rest included.
    '(?:\\d{255}-\\d{255}-\\d{200})+',
    `(?:${Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `${letter}1|${letter}22|${letter}333`).join('|')})+-`,
  ])('may be %s', (regex) => {
    expect(checkExpression(regex)).toEqual({ ok: true })
  })

  test.each([
    ['(a', /\( has no \)/],
    ['a)', /closes nothing/],
    ['[a', /\[ has no \]/],
    ['*a', /repeats nothing/],
    ['a**', /repeat follows a repeat/],
    ['a++', /possessive/],
    ['a{3,2}', /ends below its beginning/],
    ['\\d{100,1000}', /too large/],
    ['\\d{256}', /too large/],
    ['\\d{256,}', /too large/],
    ['(?:a{200}){200}', /too large/],
    ['(a)\\1', /back-references/],
    ['(?<n>a)\\k<n>', /named groups/],
    ['(?=a)', /look-ahead/],
    ['(?!a)', /look-ahead/],
    ['(?<=a)b', /look-behind/],
    ['(?<!a)b', /look-behind/],
    ['(?>a)', /atomic/],
    ['(?(1)a|b)', /conditions/],
    ['(?{ code })', /code/],
    ['(?R)', /recursion/],
    ['(a(?1)?b)', /recursion/],
    ['(?x)a b', /flag x/],
    ['(*FAIL)', /control verbs/],
    ['\\y', /\\y is not supported/],
    ['\\p{Nonsense}', /Unicode class/],
    ['[z-a]', /range of characters is empty/],
    ['[[:nope:]]', /not known/],
    ['\\', /ends the expression/],
    ['^*', /anchor/],
    ['a*b*a*', /open repeats/],
    ['a{0,}b*c*', /open repeats/],
    ['(a*b*)+', /open repeats/],
    ['a*(b|c*)d*', /open repeats/],
    ['', /empty text/],
    ['^$', /empty text/],
    ['a{0}', /empty text/],
  ])('may not be %s', (regex, why) => {
    const answer = checkExpression(regex)
    expect(answer).toHaveProperty('refused', expect.stringMatching(why))
    // Names what to do, and is a sentence.
    expect('refused' in answer && answer.refused).toMatch(/[;,] .+\.$/)
  })
})
