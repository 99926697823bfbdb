import { expect, test } from 'vitest'
import { bothCases, foldCase, formsOf } from './letter-case.ts'

const letters = Array.from({ length: 0x1f000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((letter) => /[\p{L}\p{M}\p{N}\p{So}]/u.test(letter))

test('folding never changes how many characters there are', () => {
  expect(
    letters.filter((letter) => Array.from(String.fromCodePoint(foldCase(codeOf(letter)))).length !== 1),
  ).toEqual([])
})

test('letters are alike where they are to V8 but for case', () => {
  const differing = letters.filter((letter) => {
    const folded = String.fromCodePoint(foldCase(codeOf(letter)))
    return folded !== letter && !new RegExp(`^${folded}$`, 'iu').test(letter)
  })
  expect(differing).toEqual([])
})

test.each(Array.from('aKkSsſßẞéÉσςΣµμΜǅǆǄꭰᏰᾳᾼ𐐨'))(
  'the other cases of %s are all that V8 takes for it',
  (letter) => {
    const pattern = new RegExp(`^${letter}$`, 'iu')
    const others = letters.filter((other) => pattern.test(other))
    expect(membersOf(bothCases([codeOf(letter), codeOf(letter)]))).toEqual(others)
  },
)

test.each(['ı', 'İ', 'ŉ', '1', '-', 'あ'])('%s has no other case', (letter) => {
  expect(bothCases([codeOf(letter), codeOf(letter)])).toEqual([codeOf(letter), codeOf(letter)])
})

test('the forms of a folded letter are all that fold to it', () => {
  const forms = new Map<number, number[]>()
  for (const code of [...Array(0x80).keys(), ...letters.map(codeOf).filter((wide) => wide >= 0x80)]) {
    const folded = foldCase(code)
    forms.set(folded, [...(forms.get(folded) ?? []), code])
  }
  for (const [folded, codes] of forms) expect(formsOf(folded).toSorted((a, b) => a - b)).toEqual(codes)
})

test('ranges take the other cases of their letters', () => {
  expect(bothCases([0x30, 0x39, 0x61, 0x63])).toEqual([0x30, 0x39, 0x41, 0x43, 0x61, 0x63])
  expect(bothCases([0, 0x10ffff])).toEqual([0, 0x10ffff])
  expect(bothCases([])).toEqual([])
})

function codeOf(letter: string): number {
  return letter.codePointAt(0)!
}

function membersOf(set: readonly number[]): string[] {
  const members: string[] = []
  for (let at = 0; at < set.length; at += 2) {
    for (let code = set[at]!; code <= set[at + 1]!; code++) members.push(String.fromCodePoint(code))
  }
  return members
}
