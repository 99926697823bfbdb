// Which share of a run's eligible objects is analysed. The choice is by hash, so that a run that is resumed,
// or planned a second time, chooses the same objects; another run of the same job chooses others.
import { createHash } from 'node:crypto'

export interface SampleSeed {
  readonly jobId: string
  readonly runNumber: number
}

export interface Ranked {
  /** From `sampleRank`. */
  readonly rank: number
}

/** Up to so many eligible objects a planner holds them all and chooses exactly; above, it lists twice. */
export const heldObjectsLimit = 100_000
/** Bins of the histogram of ranks that the first of two listings makes. */
export const histogramBins = 4_096

/** How many of the run's eligible objects are chosen. */
export function sampleSize(percentage: number, eligible: number): number {
  return Math.ceil((percentage * eligible) / 100)
}

/** Evenly spread over [0, 2^48): the smaller, the sooner an object is chosen. */
export function sampleRank(seed: SampleSeed, bucket: string, key: string): number {
  // A bucket's name has no slash, so the parts cannot be read in another way.
  const text = `${seed.jobId}/${seed.runNumber}/${bucket}/${key}`
  return createHash('sha256').update(text).digest().readUIntBE(0, rankBytes)
}

/** The `size` items of the smallest ranks, in the order in which they were given; of equals, the earlier ones. */
export function smallestRanks<T extends Ranked>(items: readonly T[], size: number): T[] {
  if (size >= items.length) return [...items]
  const ascending = items.map((item, index) => ({ rank: item.rank, index }))
  ascending.sort((a, b) => a.rank - b.rank || a.index - b.index)
  const chosen = new Set(ascending.slice(0, size).map(({ index }) => index))
  return items.filter((_item, index) => chosen.has(index))
}

export function histogramBin(rank: number): number {
  return Math.floor(rank / (2 ** (8 * rankBytes) / histogramBins))
}

export interface CutOff {
  /** Every object of a lower bin is chosen, none of a higher one. */
  readonly bin: number
  /** So many of the smallest ranks of this bin are chosen. */
  readonly take: number
}

/** Where the smallest `size` ranks end, by the counts of each bin. */
export function cutOff(histogram: readonly number[], size: number): CutOff {
  let missing = size
  for (const [bin, count] of histogram.entries()) {
    if (missing <= count) return { bin, take: missing }
    missing -= count
  }
  return { bin: histogram.length, take: 0 }
}

const rankBytes = 6
