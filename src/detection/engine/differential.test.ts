// Both engines find the same, in whole content and in content that is cut anywhere. Random and adversarial bytes, the
// same in every run; MAGPIE_DIFFERENTIAL_CASES=N tries N cases, MAGPIE_DIFFERENTIAL_SEED=S others than usual.
import { describe, expect, test } from 'vitest'
import { contentOf, mayCut, randomCase, type ContentCase } from '../../../test/differential/content-case.ts'
import { detectors } from '../../../test/differential/detectors.ts'
import { foundIn, sameFound, type Found } from '../../../test/differential/found-in.ts'
import { largeContents, type LargeContent } from '../../../test/differential/large-content.ts'
import { markedIn } from '../../../test/passages.ts'
import { bytesSource } from '../../../test/readings.ts'
import { scanObject } from '../../scan/scan-object.ts'
import type { Detector } from '../detector.ts'
import { managedIdentifiers } from '../managed/index.ts'
import { shrinkCase } from '../../../test/differential/shrink-case.ts'
import { tellDifference } from '../../../test/differential/tell-difference.ts'
import { seededRandom } from '../../../test/seeded-random.ts'

const cases = Number(process.env['MAGPIE_DIFFERENTIAL_CASES'] ?? 1_500)
const firstSeed = process.env['MAGPIE_DIFFERENTIAL_SEED'] ?? 'engines'
const [oracle, compared] = detectors()

/** Two ways to look at one case that must come to the same. */
interface Comparison {
  readonly of: readonly [string, string]
  readonly answers: (content: ContentCase) => readonly [Found, Found]
}

const engines: Comparison = {
  of: ['the oracle', 'the engine'],
  answers: (content) => [foundIn(oracle, content), foundIn(compared, content)],
}

function cutOrWhole(name: string, detector: typeof oracle): Comparison {
  return {
    of: [`${name}, whole`, `${name}, cut`],
    answers: (content) => [foundIn(detector, { ...content, cuts: [] }), foundIn(detector, content)],
  }
}

function differs({ answers }: Comparison, content: ContentCase): boolean {
  const [one, other] = answers(content)
  return !sameFound(one, other)
}

/** The smallest case of the difference, told; undefined where there is none. */
function differenceOf(comparison: Comparison, content: ContentCase, seed: string): string | undefined {
  if (!differs(comparison, content)) return undefined
  const smallest = shrinkCase(content, (smaller) => differs(comparison, smaller))
  const [one, other] = comparison.answers(smallest)
  const [first, second] = comparison.of
  return tellDifference(seed, smallest, [oracle, { of: first, found: one }, { of: second, found: other }])
}

function expectNoDifference(comparisons: readonly Comparison[], content: ContentCase, seed: string): void {
  for (const comparison of comparisons) expect(differenceOf(comparison, content, seed)).toBeUndefined()
}

const all = [engines, cutOrWhole('the oracle', oracle), cutOrWhole('the engine', compared)]

const ibanCell = { bytes: Buffer.from('IS140159260076545510730339'), names: [] }
const marks = '\u0301'.repeat(260)
const before = 'x '.repeat(300)
const farKeyword = `n${'\u0301'.repeat(140)}if${'\u{1f600}'.repeat(29)}`

/** What each identifier finds, in cells with keywords of many others: its own beside it, or as the column's name. */
const amongOthers: ContentCase = {
  layout: 'table',
  cuts: [],
  parts: managedIdentifiers.flatMap(({ keywords: [keyword = ''], examples }) =>
    examples.flatMap(markedIn).flatMap((marked) => [
      { bytes: Buffer.from(`ssn iban dob phone ${keyword} ${marked}`), names: [] },
      { bytes: Buffer.from(`ssn iban dob phone ${marked}`), names: [keyword] },
    ]),
  ),
}

/** Each was a difference once, or would be one where a part looks less far than it must. */
const onceDifferent: readonly (readonly [string, ContentCase])[] = [
  [
    'a cell ends in the middle of a character',
    { layout: 'table', parts: [{ bytes: Uint8Array.of(0xdf), names: [] }, ibanCell], cuts: [2] },
  ],
  ['a cell has keywords of many identifiers', amongOthers],
  [
    'a keyword has more marks than letters',
    {
      layout: 'prose',
      parts: [{ bytes: Buffer.from(`n${marks}if 12345678Z`), names: [] }],
      cuts: [marks.length * 2 + 4],
    },
  ],
  [
    'a keyword begins as far before its data as it can',
    {
      layout: 'prose',
      parts: [{ bytes: Buffer.from(`${before}${farKeyword} 12345678Z`), names: [] }],
      cuts: [before.length + Buffer.byteLength(farKeyword) + 1],
    },
  ],
]

describe('both engines find the same, whole or cut', () => {
  test('in random content', () => {
    for (let number = 0; number < cases; number++) {
      const seed = `${firstSeed} ${number}`
      expectNoDifference(all, randomCase(seededRandom(seed)), seed)
    }
  }, 3_600_000)

  test('in content that is cut at every offset', () => {
    for (let number = 0; number < cases / 50; number++) {
      const seed = `${firstSeed}, every offset ${number}`
      const content = randomCase(seededRandom(seed))
      const laidOut = contentOf(content)
      if (laidOut.bytes.length > 300) continue
      for (let cut = 1; cut < laidOut.bytes.length; cut++) {
        if (mayCut(laidOut, cut)) expectNoDifference(all, { ...content, cuts: [cut] }, `${seed}, cut ${cut}`)
      }
    }
  }, 3_600_000)

  test('in content of one byte', () => {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Uint8Array.of(byte)
      expectNoDifference(all, { layout: 'prose', parts: [{ bytes, names: [] }], cuts: [] }, `byte ${byte}`)
    }
  })

  test.each(onceDifferent)('where %s', (_what, content) => {
    expectNoDifference(all, content, 'none')
  })

  const largeBytes = Math.min(64 * 2 ** 20, 300 * cases)

  test.each(largeContents(firstSeed, largeBytes))(
    'in $name, in blocks of 64 KB to 8 MB',
    async (large) => {
      const expected = await occurrencesIn(oracle, large, 256 * kilobyte)
      expect(expected.length).toBeGreaterThan(largeBytes / 2_000)
      for (const blockBytes of [64 * kilobyte, 100_003, 256 * kilobyte, 1_024 * kilobyte, 8_192 * kilobyte]) {
        for (const detector of [oracle, compared])
          expect(firstDifference(await occurrencesIn(detector, large, blockBytes), expected)).toBeUndefined()
      }
    },
    3_600_000,
  )
})

const kilobyte = 1_024

/** What a scan reports: identifier, text and place of every occurrence. */
async function occurrencesIn(
  detector: Detector,
  { name, content }: LargeContent,
  blockBytes: number,
): Promise<readonly string[]> {
  const occurrences: string[] = []
  const outcome = await scanObject(bytesSource(name, content), detector, {
    blockBytes,
    reveal: true,
    onOccurrences: (chunk) => void occurrences.push(...chunk.map((occurrence) => JSON.stringify(occurrence))),
  })
  expect(outcome.status).toBe('COMPLETE')
  return occurrences
}

/** Thousands are not worth printing. */
function firstDifference(one: readonly string[], other: readonly string[]): readonly unknown[] | undefined {
  const at = one.findIndex((occurrence, index) => occurrence !== other[index])
  if (at === -1 && one.length === other.length) return undefined
  return [at, one.slice(at, at + 3), other.slice(at, at + 3)]
}
