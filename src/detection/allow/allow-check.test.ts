import { describe, expect, test } from 'vitest'
import { findIn, table, text, type Content } from '../../../test/passages.ts'
import type { AllowedText, CustomIdentifierDefinition } from '../../model/identifier.ts'
import { createDetector } from '../detector.ts'
import { createAllowCheck, mayBeAllowed } from './allow-check.ts'
import { createWordSet } from './allowed-words.ts'

function wordsOf(words: readonly string[]): Uint8Array {
  const set = createWordSet()
  for (const word of words) set.add(word)
  return set.packed()
}

const allow = (words: readonly string[], expressions: readonly string[] = []): AllowedText => ({
  words: [wordsOf(words)],
  expressions,
})

describe('a text is allowed', () => {
  test.each<[string, AllowedText, string, boolean]>([
    ['that is a word', allow(['536-22-1234']), '536-22-1234', true],
    ['in any case', allow(['Straße Ünï']), 'STRASSE ÜNÏ'.replace('SS', 'ß'), true],
    ['not by a word that is part of it', allow(['536-22']), '536-22-1234', false],
    ['not by a word that it is part of', allow(['536-22-1234 ']), '536-22-1234', false],
    ['not by a word taken for an expression', allow(['[0-9-]+', '.*']), '536-22-1234', false],
    ['not where nothing is', allow([]), '536-22-1234', false],
    ['that an expression fits whole', allow([], ['[0-9-]{11}']), '536-22-1234', true],
    ['not where it fits a beginning', allow([], ['536']), '536-22-1234', false],
    ['not where it fits an end', allow([], ['1234']), '536-22-1234', false],
    ['though an earlier choice ends sooner', allow([], ['536|536-22-1234']), '536-22-1234', true],
    ['by an expression in any case where it says so', allow([], ['(?i)ab']), 'AB', true],
    ['and ^ and $ are its own ends', allow([], [String.raw`^\b536.*1234\b$`]), '536-22-1234', true],
    ['by any of several expressions', allow([], ['x', 'y', '[0-9-]+']), '536-22-1234', true],
    ['of characters outside the first plane', allow([], ['..']), '🐦🐦', true],
  ])('%s', (_title, allowed, found, isAllowed) => {
    expect(createAllowCheck(allowed)(found)).toBe(isAllowed)
  })

  test('by each of a hundred thousand words, and by none beside them', () => {
    const words = Array.from({ length: 100_000 }, (_, n) => `word ${n}`)
    const isAllowed = createAllowCheck({ expressions: [], words: [wordsOf([...words, ...words])] })
    expect(wordsOf([...words, ...words]).length).toBe(1_600_000)
    expect(words.filter((word) => !isAllowed(word))).toEqual([])
    expect(words.filter((word) => isAllowed(`${word}.`))).toEqual([])
  })

  test('by any of several lists', () => {
    const words = [wordsOf(['one', 'two']), wordsOf([]), wordsOf(['two', 'three'])]
    const isAllowed = createAllowCheck({ expressions: [], words })
    expect(['one', 'two', 'three', 'four'].map((word) => isAllowed(word))).toEqual([true, true, true, false])
  })
})

describe('in content', () => {
  const badge: CustomIdentifierDefinition = {
    id: 'uuid',
    name: 'Badge',
    regex: 'B-[0-9]{4}',
    keywords: [],
    ignoreWords: [],
    maximumMatchDistance: 50,
  }
  const found = async (content: Content, allowed: AllowedText): Promise<string[]> => {
    const managed = ['USA_SOCIAL_SECURITY_NUMBER']
    const matches = await findIn(createDetector({ managed, custom: [badge], allowed }), content)
    return matches.map((match) => match.text)
  }

  test('what is allowed is not found, of managed and custom identifiers', async () => {
    const content = text('ssn 536-22-1234 and ssn 536-22-1235, B-0001 and B-0002')
    expect(await found(content, allow(['536-22-1234', 'b-0002']))).toEqual(['536-22-1235', 'B-0001'])
    expect(await found(content, allow([], ['.*[15]']))).toEqual(['536-22-1234', 'B-0002'])
  })

  test('cells are allowed one by one', async () => {
    const content = table(
      ['name', 'ssn'],
      [
        ['ann', '536-22-1234'],
        ['bob', '536-22-1235'],
      ],
    )
    expect(await found(content, allow(['536-22-1234']))).toEqual(['536-22-1235'])
  })

  test('mailing addresses are never allowed', () => {
    expect(mayBeAllowed('ADDRESS')).toBe(false)
    expect(mayBeAllowed('USA_SOCIAL_SECURITY_NUMBER')).toBe(true)
  })
})
