import { describe, expect, test } from 'vitest'
import { parseExpression } from './parse-expression.ts'
import { requiredText } from './required-text.ts'

describe('what each match must contain', () => {
  test.each([
    ['EMP-\\d{6}', ['emp-'], 0, 10],
    ['\\d{2}-EMP-\\d+', ['-emp-'], 2, Infinity],
    ['(?i)invoice\\s*\\d{4}', ['invoice'], 0, Infinity],
    ['(EMP|STAFF)-\\d', ['emp-', 'staff-'], 0, 7],
    ['(?:ab){3}', ['ababab'], 0, 6],
    ['(?:abc)+', ['abc'], 0, Infinity],
    ['\\bv[12]\\.key', ['v1.key', 'v2.key'], 0, 6],
    ['(?:xyz\\d|\\dwvu){1,2}', ['xyz', 'wvu'], 1, 8],
    ['\\d{2}(?:xyz\\d|\\dwvu)', ['xyz', 'wvu'], 3, 6],
    ['Straße', ['straße'], 0, 6],
    ['a(?:b|)cdef', ['abcdef', 'acdef'], 0, 6],
    ['[a-z]{0,9}q{4}', ['qqqq'], 9, 13],
  ])(
    'of %s is %j, at most %i characters behind its beginning of at most %i',
    (regex, options, mostBefore, mostLength) => {
      expect(requiredText(parseExpression(regex))).toEqual({ options, mostBefore, mostLength })
    },
  )

  test.each([
    ['\\d{3}-\\d{2}', 'a text of one byte is everywhere'],
    ['ab', 'and so is one of two'],
    ['\\w+@example', 'it may be any distance behind the beginning'],
    ['[a-z]{0,255}[a-z]{0,255}example', 'it may be far behind the beginning'],
    ['abc|\\d+', 'one choice has none'],
    ['(?:abc)?\\d', 'it need not come'],
    ['(?:abc)*\\d', 'it need not come'],
    ['[a-h]{4}', 'there are many'],
    ['abc\u{fffd}'.slice(3) + 'a', 'bytes that are no UTF-8 are that character for an expression'],
  ])('of %s is nothing: %s', (regex) => {
    expect(requiredText(parseExpression(regex))).toBeUndefined()
  })
})
