// The choice of a sampled run. Its buckets are listed twice: first only the ranks of the eligible objects are looked
// at, then the listing proper takes those up to the line. So a planner that is killed repeats nothing that was saved.
import { countRanks, sampleRank, type SampleSeed } from '../jobs/sampling.ts'

/** Kept in the run's row. */
export interface SampleLine {
  /** The greatest that is chosen. */
  readonly rank: number
}

export interface SampleCount {
  add(bucket: string, key: string): void
  line(): SampleLine
}

export function countSample(seed: SampleSeed, percentage: number): SampleCount {
  const ranks = countRanks(percentage)
  return {
    add: (bucket, key) => ranks.add(sampleRank(seed, bucket, key)),
    line: () => ({ rank: ranks.line() }),
  }
}

export interface SampleChoice {
  isChosen(bucket: string, key: string): boolean
}

export function chooseSample(seed: SampleSeed, line: SampleLine): SampleChoice {
  return { isChosen: (bucket, key) => sampleRank(seed, bucket, key) <= line.rank }
}
