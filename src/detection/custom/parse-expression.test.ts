import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile-expression.ts'
import { createExpressionSearch } from './expression-search.ts'
import { parseExpression } from './parse-expression.ts'

/** What the expression finds in the text, each match on its own. */
function foundIn(regex: string, text: string): string[] {
  const bytes = Buffer.from(text)
  const found: string[] = []
  const range = { start: 0, from: 0, to: bytes.length, end: bytes.length }
  const unit = { bytes, ...range, atStart: true, atEnd: true, offset: 0 }
  createExpressionSearch(compileExpression(regex).positions).search(unit, 0, (start, end) =>
    found.push(bytes.toString('utf8', start, end)),
  )
  return found
}

describe('as in PCRE', () => {
  test.each([
    ['a NUL and up to two octal digits are one character', 'x\\07y', 'x\u0007y x\u00007y', ['x\u0007y']],
    ['what follows \\0 and is not octal is a character', '\\08', '\u00008', ['\u00008']],
    ['no more than two digits belong to \\0', '\\0101', '\u00081 A', ['\u00081']],
    ['\\0 is the same in a class', '[\\060-\\062]+', '0123', ['012']],
    [
      '\\v is every break between lines',
      'a\\vb',
      'a\u000bb a\nb a\u2028b a b',
      ['a\u000bb', 'a\nb', 'a\u2028b'],
    ],
    ['\\h is every blank along a line', 'a\\hb', 'a\u00a0b a\tb a\nb', ['a\u00a0b', 'a\tb']],
    ['\\H and \\V are the others', 'a[\\H][\\V]b', 'axyb a yb ax\nb', ['axyb']],
    ['\\s and \\d and \\w are ASCII', '\\d|\\w|a\\sb', '٣ é a\u00a0b', ['a', 'b']],
    ['(?i) leaves classes alone', '(?i)\\W', 'sk\u017f', ['\u017f']],
    ['(?i) leaves classes within brackets alone', '(?i)[\\W]', 'sk\u212a', ['\u212a']],
    ['(?i) leaves negated classes alone', '(?i)[^a-y]+', 'azZA', ['zZ']],
    ['(?i) takes the other forms of a letter', '(?i)k+', 'kK\u212a', ['kK\u212a']],
    ['(?i) takes the other case of a range', '(?i)[à-é]+', 'ÀÉé', ['ÀÉé']],
    ['(?i) makes [:upper:] all letters', '(?i)[[:upper:]]+', 'aB', ['aB']],
    ['(?i) makes [:lower:] all letters', '(?i)[[:lower:]]+', 'aB', ['aB']],
    ['(?i) makes \\p{Lu} every letter that has cases', '(?i)\\p{Lu}+', 'éÉª', ['éÉ']],
    ['without (?i) \\p{Lu} is upper case', '\\p{Lu}+', 'éÉ', ['É']],
    ['\\P and ^ negate a Unicode class, and both do not', '\\P{L}|\\p{^L}|\\P{^L}', '1a', ['1', 'a']],
    ['a class may have a name of one letter', '\\pL+', 'aé1', ['aé']],
    ['a - beside a class is a character', '[\\d-x]+', '1-x2', ['1-x2']],
    ['\\b in a class is a backspace', '[\\b]', 'a\u0008', ['\u0008']],
    ['. is a character of any length but a line feed', '.', 'é\n\u{1f600}', ['é', '\u{1f600}']],
  ])('%s', (_rule, regex, text, found) => {
    expect(foundIn(regex, text)).toEqual(found)
  })
})

describe('a refusal says where', () => {
  test.each([
    ['(?:a{256})', 5, 'the repeat {256} is too large'],
    ['ab(?=c)', 3, 'look-ahead is not supported'],
    ['\u{1f600}(?=c)', 2, 'look-ahead is not supported'],
    ['a(b', 2, 'this ( has no )'],
    ['ab)', 3, 'this ) closes nothing'],
    ['x[ab', 2, 'this [ has no ]'],
    ['a|*', 3, '* repeats nothing'],
    ['a+*', 3, 'a repeat follows a repeat'],
    ['a++', 3, 'possessive repeats are not supported'],
    ['a{5,2}', 2, 'the repeat {5,2} ends below its beginning'],
    ['ab\\1', 3, 'back-references are not supported'],
    ['\\p{Klingon}', 1, 'this Unicode class is not known'],
    ['[\\x{110000}]', 2, '\\x needs the number of a character'],
    ['[a-c-\\x4]', 6, '\\x needs the number of a character'],
    ['ab[z-a]', 4, 'this range of characters is empty'],
    ['[x[:nope:]]', 3, 'the class [:nope:] is not known'],
    ['ab\\', 3, 'a \\ ends the expression'],
    ['ab\\q', 3, '\\q is not supported'],
    ['(?m)a', 1, 'the flag m is not supported'],
    ['a^+', 3, 'an anchor or boundary cannot be repeated'],
    [`${'('.repeat(101)}a`, 101, 'groups are nested too deeply'],
  ])('of %s', (regex, position, what) => {
    expect(() => parseExpression(regex)).toThrow(`At position ${position}: ${what}; `)
  })
})
