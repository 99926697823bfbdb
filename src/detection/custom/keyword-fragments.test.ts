import { expect, test } from 'vitest'
import { chooseFragments } from './keyword-fragments.ts'

/** What is looked for of each text, one for each of the forms that its letters have. */
function fragmentsOf(...texts: string[]): string[] {
  return [...chooseFragments(texts).byKey.values()].flatMap((fragments) =>
    fragments.map(({ characters, at }) => String.fromCodePoint(...characters.slice(at, at + 4))),
  )
}

test.each([
  ['xylophone', 'xylo'],
  // Not what many words have.
  ['teaxylo', 'xylo'],
  ['number qqqq', 'qqqq'],
  ['badge number', 'badg'],
  ['content id', 't id'],
  // What ends a word and begins another is not as rare as it looks.
  ['bx xbel', 'xbel'],
])('of %j, %j is looked for', (text, fragment) => {
  expect(fragmentsOf(text)).toEqual([fragment])
})

test('of a text of less than four bytes all is, of others four bytes nevertheless', () => {
  const { short, byKey } = chooseFragments(['pin', 'xylophone', 'id'])
  expect(short).toBe(2)
  const keys = [...byKey.keys()].map((key) =>
    Buffer.from(Uint32Array.of(key).buffer).toString().replaceAll('\0', ''),
  )
  expect(keys).toEqual([expect.stringMatching(/^..$/), 'xylo', 'id'])
})

test('a letter that has a form of other bytes is looked for in each form', () => {
  // The sign of the kelvin and the long s.
  expect(fragmentsOf('kqqq')).toEqual(['kqqq', 'kqqq'])
  expect(fragmentsOf('sqqqq')).toEqual(['qqqq'])
})
