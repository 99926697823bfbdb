import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cutOff,
  histogramBin,
  histogramBins,
  sampleRank,
  sampleSize,
  smallestRanks,
  type SampleSeed,
} from './sampling.ts'

fc.configureGlobal({ seed: 20_240_510 })

const seed: SampleSeed = { jobId: '8df4fca1eccfdae45d8b936a21f1882d', runNumber: 1 }
const keys = Array.from({ length: 10_000 }, (_key, index) => `folder/${index}.csv`)
const ranked = keys.map((key) => ({ key, rank: sampleRank(seed, 'bucket', key) }))
const sample = (percentage: number, from = ranked): string[] =>
  smallestRanks(from, sampleSize(percentage, from.length)).map(({ key }) => key)

describe('the size of a sample', () => {
  test.each([
    [20, 10_000, 2_000],
    [1, 1, 1],
    [1, 100, 1],
    [1, 101, 2],
    [99, 1, 1],
    [33, 10, 4],
    [100, 12_345, 12_345],
    [50, 0, 0],
    [7, 1_000_000_000, 70_000_000],
  ])('%d %% of %d objects are %d', (percentage, eligible, expected) => {
    expect(sampleSize(percentage, eligible)).toBe(expected)
  })

  test('is never below its share, nor an object above it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 1e12 }),
        (percentage, eligible) => {
          const surplus =
            BigInt(sampleSize(percentage, eligible)) * 100n - BigInt(percentage) * BigInt(eligible)
          expect(surplus >= 0n && surplus < 100n).toBe(true)
        },
      ),
    )
  })
})

describe('the choice', () => {
  test('is the same whenever and in whatever order the objects are listed', () => {
    const reversed = sample(20, ranked.toReversed())
    expect(reversed.toReversed()).toEqual(sample(20))
    expect(sampleRank(seed, 'bucket', 'folder/0.csv')).toBe(ranked[0]?.rank)
  })

  test('keeps what a smaller percentage chose', () => {
    for (const [smaller, larger] of [
      [1, 10],
      [10, 50],
      [50, 99],
    ] as const) {
      const chosen = new Set(sample(larger))
      expect(sample(smaller).filter((key) => !chosen.has(key))).toEqual([])
    }
  })

  test('is another one in another run, of another job, and in another bucket', () => {
    const ranks = [
      sampleRank(seed, 'bucket', 'key'),
      sampleRank({ ...seed, runNumber: 2 }, 'bucket', 'key'),
      sampleRank({ ...seed, jobId: '0'.repeat(32) }, 'bucket', 'key'),
      sampleRank(seed, 'bucke', 'tkey'),
      sampleRank(seed, 'other', 'key'),
    ]
    expect(new Set(ranks).size).toBe(ranks.length)
  })

  test('spreads evenly: each tenth of the ranks has its tenth of the objects', () => {
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const { rank } of ranked) {
      const tenth = Math.floor((rank / 2 ** 48) * 10)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    // Five standard deviations of 10,000 draws around 1,000.
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150)
  })

  test('does not follow the names: of every ten that follow each other it leaves and takes some', () => {
    const chosen = new Set(sample(50))
    const taken = keys.filter((key) => chosen.has(key) && key.endsWith('0.csv')).length
    expect(Math.abs(taken - 500)).toBeLessThan(80)
  })

  test('takes the earlier ones of equal ranks, and all where the size allows it', () => {
    const items = [3, 1, 2, 1, 1].map((rank, index) => ({ rank, index }))
    expect(smallestRanks(items, 2).map(({ index }) => index)).toEqual([1, 3])
    expect(smallestRanks(items, 9)).toEqual(items)
    expect(smallestRanks(items, 0)).toEqual([])
  })
})

describe('the cut-off of a histogram', () => {
  test.each([
    [[2, 0, 3], 0, { bin: 0, take: 0 }],
    [[2, 0, 3], 1, { bin: 0, take: 1 }],
    [[2, 0, 3], 2, { bin: 0, take: 2 }],
    [[2, 0, 3], 3, { bin: 2, take: 1 }],
    [[2, 0, 3], 5, { bin: 2, take: 3 }],
    [[2, 0, 3], 6, { bin: 3, take: 0 }],
    [[], 1, { bin: 0, take: 0 }],
  ])('of %j for %d objects is %j', (histogram, size, expected) => {
    expect(cutOff(histogram, size)).toEqual(expected)
  })

  test('every rank has a bin, and bins ascend with ranks', () => {
    expect(histogramBin(0)).toBe(0)
    expect(histogramBin(2 ** 48 - 1)).toBe(histogramBins - 1)
    expect(histogramBin(2 ** 36)).toBe(1)
    expect(histogramBin(2 ** 36 - 1)).toBe(0)
  })

  test('chooses just what the smallest ranks are', () => {
    const rank = fc.integer({ min: 0, max: 2 ** 48 - 1 })
    fc.assert(
      fc.property(fc.uniqueArray(rank, { maxLength: 60 }), fc.nat(60), (ranks, size) => {
        const histogram = Array.from({ length: histogramBins }, () => 0)
        for (const one of ranks) {
          const bin = histogramBin(one)
          histogram[bin] = (histogram[bin] ?? 0) + 1
        }
        const { bin, take } = cutOff(histogram, size)
        const below = ranks.filter((one) => histogramBin(one) < bin)
        const edge = ranks.filter((one) => histogramBin(one) === bin).sort((a, b) => a - b)
        const chosen = [...below, ...edge.slice(0, take)].sort((a, b) => a - b)
        const expected = smallestRanks(
          ranks.map((one) => ({ rank: one })),
          size,
        )
        expect(chosen).toEqual(expected.map((item) => item.rank).sort((a, b) => a - b))
      }),
      { numRuns: 50 },
    )
  })
})
