// What maintained libraries say of the same numbers, 10,000 for each: the table is in second-opinion/opinions.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compare, createAllDetector, type Comparison } from './second-opinion/compare.ts'
import { atFixedTime } from './second-opinion/fixed-time.ts'
import { numbersOf, numbersPerQuestion, shapes } from './second-opinion/numbers.ts'
import { libraryTakes, magpieTakes, type Opinion, type Question } from './second-opinion/opinion.ts'
import { questions } from './second-opinion/opinions/index.ts'
import { pageFile, renderPage } from './second-opinion/page.ts'

const detector = createAllDetector()
const made = new Map<Question, Promise<readonly Comparison[]>>()

/** Made once, by whichever test comes first. */
function comparisonsOf(question: Question): Promise<readonly Comparison[]> {
  const known = made.get(question) ?? compare(detector, question)
  made.set(question, known)
  return known
}

describe('a second opinion', () => {
  test.each(questions.map((question) => [`${question.id} ${question.kind ?? ''}`.trim(), question] as const))(
    'of %s differs in what is explained alone',
    async (_title, question) => {
      for (const { opinion, bothTake, explained, unexplained, contradicting } of await comparisonsOf(
        question,
      )) {
        const asked = `${opinion.library} ${opinion.asked}`
        expect({ asked, unexplained, contradicting }).toEqual({ asked, unexplained: [], contradicting: [] })
        // Who refuses all differs in nothing either.
        expect(bothTake).toBeGreaterThanOrEqual(1_000)
        const empty = explained.filter(({ count }) => count === 0).map(({ difference }) => difference.why)
        expect({ asked, empty }).toEqual({ asked, empty: [] })
      }
    },
  )

  test('is asked about ten thousand numbers, the same each time', () => {
    for (const question of questions.filter((_, at) => at % 10 === 0)) {
      const numbers = numbersOf(question)
      expect(numbers).toHaveLength(numbersPerQuestion)
      expect(numbersOf(question)).toEqual(numbers)
    }
  })

  test('is written down in a page that is current', async () => {
    const comparisons: Comparison[] = []
    for (const question of questions) comparisons.push(...(await comparisonsOf(question)))
    expect(renderPage(comparisons), 'npm run second-opinion').toBe(readFileSync(pageFile, 'utf8'))
  }, 300_000)
})

describe('a comparison', () => {
  const question = (opinion: Partial<Opinion>): Question => ({
    id: 'USA_SOCIAL_SECURITY_NUMBER',
    keyword: 'ssn',
    issued: shapes('536-22-####'),
    shaped: shapes('666-22-####', '536-22-####'),
    opinions: [
      { library: 'none', asked: '', accepts: (number) => number.length === 11, differences: [], ...opinion },
    ],
  })
  const of666 = (number: string): boolean => number.startsWith('666')
  const comparisonWith = async (...differences: Opinion['differences']): Promise<Comparison> => {
    const [comparison] = await compare(detector, question({ differences }))
    return comparison!
  }

  test('names every number on which the two differ, and who takes it', async () => {
    const { unexplained } = await comparisonWith()
    expect(unexplained.some((told) => /^666-22-\d{4}: taken by none alone$/.test(told))).toBe(true)
    const [refusing] = await compare(detector, question({ accepts: () => false }))
    expect(refusing?.bothTake).toBe(0)
    expect(refusing?.unexplained[0]).toMatch(/^536-22-\d{4}: taken by Magpie alone$/)
  })

  test('counts the numbers of a class, and only those that the right side takes', async () => {
    const { explained, unexplained } = await comparisonWith(
      magpieTakes('another side', '', of666),
      libraryTakes('areas', '', of666),
      libraryTakes('nothing', '', () => false),
    )
    const counts = explained.map(({ count }) => count)
    expect([counts[0], counts[2]]).toEqual([0, 0])
    expect(counts[1]).toBeGreaterThan(1_000)
    expect(unexplained.filter(of666)).toEqual([])
  })

  test('names numbers of a class that both take after all', async () => {
    expect((await comparisonWith(libraryTakes('areas', '', of666))).contradicting).toEqual([])
    const { contradicting, bothTake } = await comparisonWith(libraryTakes('everything', '', () => true))
    expect(contradicting).toHaveLength(bothTake)
  })

  test('takes no part of a number for the number', async () => {
    const [comparison] = await compare(detector, {
      ...question({ accepts: () => false }),
      issued: shapes('536-22-1### z'),
      shaped: shapes('536-22-1### z'),
    })
    expect(comparison?.unexplained).toEqual([])
  })

  test('shows libraries one moment, and leaves the clock as it was', () => {
    const real = Date
    const shown = atFixedTime(0, () => [
      new Date().getTime(),
      Date.now(),
      new Date(2000, 1, 1).getFullYear(),
      Date.UTC(1970, 0, 2),
    ])
    expect(shown).toEqual([0, 0, 2000, 86_400_000])
    expect(() =>
      atFixedTime(0, () => {
        throw new Error('a library')
      }),
    ).toThrow('a library')
    expect(Date).toBe(real)
  })
})
