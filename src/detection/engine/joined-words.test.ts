// What is joined to a keyword or to a number, and takes it out of what it was: tried in both engines.
import { describe, expect, test } from 'vitest'
import { findIn, record, table, text } from '../../../test/passages.ts'
import type { Joined } from '../../model/managed-identifier.ts'
import { detectorOf } from '../detector.ts'
import { managedIdentifier } from '../managed-identifier.ts'

const declared = {
  id: 'CODE',
  title: 'Code',
  category: 'PERSONAL_INFORMATION',
  severity: ['High', 'High', 'High'],
  sources: ['https://example.com'],
  pattern: /\d{4}/,
  examples: ['code «4711»'],
  counterExamples: [['4711', 'no keyword nearby']],
} as const

const words = ['kw', 'kw value']
const ending = managedIdentifier({ ...declared, keywords: { required: true, words, endingNames: ['kw'] } })
const plain = managedIdentifier({ ...declared, id: 'PLAIN', keywords: { required: true, words: ['kw'] } })

describe.each([['kernels'], ['typescript']] as const)('in the engine of %s', (kind) => {
  const engine = kind === 'typescript' ? { kind } : {}
  const detector = detectorOf([ending], [], engine)

  test.each([
    ['kw 4711', true],
    ['my_kw 4711', true],
    ['KW_4711', true],
    ['KW_VALUE_4711', true],
    ['kwValue = 4711', true],
    ['kw-value: 4711', true],
    ['kw, retries: 4711', true],
    ['KW_RETRIES = 4711', false],
    ['kw-retries: 4711', false],
    ['kwRetries = 4711', false],
    ['kw_überall = 4711', false],
    ['kw_retries, kw 4711', true],
    ['kw1 4711', true],
    ['kw12 4711', false],
    ['kw1a 4711', false],
  ])('a keyword that ends names counts in %j: %s', async (content, is) => {
    expect((await findIn(detector, text(content))).length).toBe(is ? 1 : 0)
    expect((await findIn(detector, table(['nr', 'remark'], [['1', content]]))).length).toBe(is ? 1 : 0)
  })

  test('a keyword that ends names counts anywhere in the name of a column or value', async () => {
    expect(await findIn(detector, table(['kw_of_customer'], [['4711']]))).toHaveLength(1)
    expect(await findIn(detector, record({ kwOfCustomer: '4711' }))).toHaveLength(1)
  })

  test.each<readonly [joined: Joined, content: string, is: boolean]>([
    ['digits', 'kw 4711-12', false],
    ['digits', 'kw 12_4711', false],
    ['digits', 'kw 4711-a', true],
    ['digits', 'kw /a/4711/b', false],
    ['path', 'kw /a/4711/b', false],
    ['path', 'kw a-4711-b', false],
    ['path', 'kw 12-4711', true],
    ['path', 'kw 12/4711', true],
    ['path', 'kw a/4711-b', true],
    ['path', 'kw a.4711.b', false],
    ['path', 'kw a/4711/ b', true],
    ['path', 'kw /4711/b', true],
    ['anything', 'kw 4711-a', false],
    ['anything', 'kw 12ab 4711', false],
    ['anything', 'kw x 4711', true],
    ['day', 'kw 12/4711', false],
    ['day', 'kw a/4711', true],
    ['base64', 'kw +ab+4711', false],
    ['base64', 'kw 4711_ab', false],
    ['base64', 'kw ab/4711', true],
    ['tail', 'kw +4711', false],
    ['tail', 'kw 12-4711', false],
    ['tail', 'kw 4711-12', true],
    ['tail', 'kw a-4711', true],
    ['tail', 'kw a-4711-b', false],
    ['tail', 'kw +90 4711', true],
    ['+49', 'kw +4711', false],
    ['+49', 'kw +90 4711', false],
    ['+49', 'kw (90)4711', false],
    ['+49', 'kw (+90) 4711', false],
    ['+49', 'kw +90 - 4711', false],
    ['+49', 'kw +49 - 4711', true],
    ['+49', 'kw (49)4711', true],
    ['+49', 'kw (90001)4711', true],
    ['+49', 'kw 90 4711', true],
    ['+49', 'kw () 4711', true],
  ])('where it is never joined to %s, a number counts in %j: %s', async (neverJoinedTo, content, is) => {
    const own = detectorOf([{ ...plain, neverJoinedTo }], [], engine)
    expect((await findIn(own, text(content))).length).toBe(is ? 1 : 0)
  })

  test('the name of a month does not follow the number of a day', async () => {
    const months = managedIdentifier({
      ...declared,
      pattern: /[A-Z][a-z]{2} \d{4}/,
      keywords: { required: true, words: ['kw'] },
      neverJoinedTo: 'day',
    })
    const own = detectorOf([months], [], engine)
    const counts = async (content: string): Promise<boolean> =>
      (await findIn(own, text(content))).length === 1
    expect(await counts('kw Dec 2026')).toBe(true)
    expect(await counts('kw 4711 Dec 2026')).toBe(true)
    for (const day of ['21', '1', '21st', '2nd']) expect(await counts(`kw ${day} Dec 2026`)).toBe(false)
  })
})

test('a word that ends names has to be a keyword, and of all identifiers that have it', () => {
  const strange = { required: true, words: ['kw'], endingNames: ['other'] }
  expect(() => managedIdentifier({ ...declared, keywords: strange })).toThrow(
    '"other" is none of its keywords',
  )
  expect(() => detectorOf([ending, plain], [], { kind: 'typescript' })).toThrow('ends a name for one')
})
