import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countRanks, sampleRank, sampleSize, type SampleSeed } from './sampling.ts'

fc.configureGlobal({ seed: 20_240_510 })

const seed: SampleSeed = { jobId: '8df4fca1eccfdae45d8b936a21f1882d', runNumber: 1 }
const keys = Array.from({ length: 10_000 }, (_key, index) => `folder/${index}.csv`)
const ranked = keys.map((key) => ({ key, rank: sampleRank(seed, 'bucket', key) }))
function sample(percentage: number, from = ranked): string[] {
  const count = countRanks(percentage)
  for (const { rank } of from) count.add(rank)
  const line = count.line()
  return from.filter(({ rank }) => rank <= line).map(({ key }) => key)
}

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
})

describe('the line of a sample', () => {
  test('lies at the last of the smallest ranks, however few are held', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 1, max: 4_000 }),
        fc.integer({ min: 0, max: 50 }),
        (percentage, objects, heldRanks) => {
          const count = countRanks(percentage, heldRanks)
          const ranks = ranked.slice(0, objects).map(({ rank }) => rank)
          for (const rank of ranks) count.add(rank)
          ranks.sort((a, b) => a - b)
          expect(count.line()).toBe(ranks[sampleSize(percentage, objects) - 1])
        },
      ),
      { numRuns: 100 },
    )
  })

  test('is found among a million objects of which a hundredth is held', () => {
    const count = countRanks(37, 1_000)
    // A sequence that spreads as evenly as ranks do: the multiples of an odd number, modulo 2^48.
    const ranks = Array.from({ length: 1_000_000 }, (_rank, index) => (index * 8_999_999_993) % 2 ** 48)
    for (const rank of ranks) count.add(rank)
    ranks.sort((a, b) => a - b)
    expect(count.line()).toBe(ranks[369_999])
  })

  test('lies below every rank where nothing is eligible', () => {
    expect(countRanks(50).line()).toBe(-1)
  })
})
