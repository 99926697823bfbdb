// No bytes make the engine slow out of all proportion: the worst that were ever found cost no more, beside clean text,
// than they did when they were found. Both are measured in this run, in processor time, and the bound is generous.
import { describe, expect, test, vi } from 'vitest'
import { keptRecipes } from '../../../test/worst-case/kept.ts'
import { costOf, timesClean } from '../../../test/worst-case/measure.ts'
import { createDetector } from '../detector.ts'
import { managedIdentifiers } from '../managed/index.ts'

/** What another machine, or a busy one, may add. */
const slack = 4

const detector = createDetector({ managed: managedIdentifiers.map(({ id }) => id), custom: [] })

describe('a byte of the worst content costs no more than it did', () => {
  test.each(keptRecipes)('$name, as $way', async (recipe) => {
    expect(await timesClean(detector, recipe)).toBeLessThan(slack * recipe.timesClean)
  })

  test('of which some are kept', () => {
    expect(keptRecipes.length).toBeGreaterThan(10)
  })
})

/** One token that goes on and on, each of whose values ends in what begins another. */
const valuesThatBegin = Buffer.from(`{"a":"12~${'{"}"1234~'.repeat(1_000)}`).toString('base64url')

describe('of what only begins like a token, over and over', () => {
  test.each([
    ['a name', 'eyJ-'.repeat(4_000)],
    ['a name and its value', 'eyJhIjoi-'.repeat(2_000)],
    ['a member', `${Buffer.from('{"a":1,"b":"~').toString('base64url')}-`.repeat(900)],
    ['a token in a token', valuesThatBegin],
  ])('no more than a few times as many characters are read as there are: %s', async (_, beginnings) => {
    const bytes = Buffer.from(`${beginnings}.eyJ.x`)
    expect(await charactersDecoded(bytes)).toBeLessThan(8 * bytes.length)
  })
})

/** Characters that are made into texts, or decoded from base64url, while the bytes are searched. */
async function charactersDecoded(bytes: Buffer): Promise<number> {
  const texts = vi.spyOn(Buffer.prototype, 'toString')
  const decoded = vi.spyOn(Buffer, 'from')
  try {
    await costOf(detector, { file: 'a.txt', bytes }, 1)
    const calls = decoded.mock.calls as readonly (readonly unknown[])[]
    const given = calls.flatMap(([text, coding]) => (coding === 'base64url' ? [text as string] : []))
    const made = texts.mock.results.map(({ value }) => value as string)
    return [...given, ...made].reduce((sum, { length }) => sum + length, 0)
  } finally {
    vi.restoreAllMocks()
  }
}
