import { describe, expect, test } from 'vitest'
import { unicodeClass } from './unicode-classes.ts'

const categories =
  'L Lu Ll Lt Lm Lo LC M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cn'
const scripts =
  'Arabic Armenian Bengali Cyrillic Devanagari Georgian Greek Han Hangul Hebrew Hiragana Katakana Latin Thai'
const classes = [
  ...categories.split(' ').map((name) => [name, `\\p{${name}}`] as const),
  ...scripts.split(' ').map((name) => [name, `\\p{Script=${name}}`] as const),
]

describe.each(classes)('the class %s', (name, asV8) => {
  const set = unicodeClass(name)!
  const member = new RegExp(`^${asV8}$`, 'u')
  const isIn = (code: number): boolean => member.test(String.fromCodePoint(code))

  test('begins and ends where it does for V8', () => {
    for (let at = 0; at < set.length; at += 2) {
      const [first, last] = [set[at]!, set[at + 1]!]
      expect(
        [first - 1, first, last, last + 1].filter((code) => code >= 0 && code <= 0x10ffff && isIn(code)),
      ).toEqual([first, last])
    }
  })

  test('leaves nothing out in any plane', () => {
    const members = Array.from({ length: 0x1100 }, (_, index) => index * 256 + 0xfe).filter(isIn)
    expect(members.filter((code) => !contains(set, code))).toEqual([])
  })
})

test('no other name is a class', () => {
  expect(['', 'Lx', 'Nonsense', 'ASCII', 'Script=Greek', 'constructor'].map(unicodeClass)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  )
})

function contains(set: readonly number[], code: number): boolean {
  return set.some((first, at) => at % 2 === 0 && first <= code && code <= set[at + 1]!)
}
