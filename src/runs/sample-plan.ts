// The choice of a sampled run. Its buckets are listed twice: first only the ranks of the eligible objects are looked
// at, then the listing proper takes those below the line. So a planner that is killed repeats nothing that was saved.
//
// The one fact to know: up to 100,000 eligible objects the line is an exact rank; above that it is a bin of a
// histogram, of which so many are taken as make the number exact.
import {
  cutOff,
  heldObjectsLimit,
  histogramBin,
  histogramBins,
  sampleRank,
  sampleSize,
  type SampleSeed,
} from '../jobs/sampling.ts'

/** Kept in the run's row. */
export type SampleLine =
  | { readonly kind: 'rank'; readonly rank: number }
  | { readonly kind: 'bin'; readonly bin: number; readonly take: number; readonly taken: number }

export interface SampleCount {
  add(bucket: string, key: string): void
  line(percentage: number): SampleLine
}

export function countSample(seed: SampleSeed): SampleCount {
  let held: number[] | undefined = []
  const histogram = Array.from({ length: histogramBins }, () => 0)
  let eligible = 0
  return {
    add(bucket, key) {
      const rank = sampleRank(seed, bucket, key)
      eligible++
      histogram[histogramBin(rank)] = (histogram[histogramBin(rank)] ?? 0) + 1
      held?.push(rank)
      if (eligible > heldObjectsLimit) held = undefined
    },
    line(percentage) {
      const size = sampleSize(percentage, eligible)
      if (held === undefined) return { kind: 'bin', ...cutOff(histogram, size), taken: 0 }
      held.sort((a, b) => a - b)
      return { kind: 'rank', rank: size === 0 ? -1 : (held[size - 1] ?? Infinity) }
    },
  }
}

export interface SampleChoice {
  isChosen(bucket: string, key: string): boolean
  /** To be saved with what was chosen. */
  line(): SampleLine
}

export function chooseSample(seed: SampleSeed, saved: SampleLine): SampleChoice {
  let taken = saved.kind === 'bin' ? saved.taken : 0
  return {
    isChosen(bucket, key) {
      const rank = sampleRank(seed, bucket, key)
      if (saved.kind === 'rank') return rank <= saved.rank
      const bin = histogramBin(rank)
      if (bin !== saved.bin) return bin < saved.bin
      return taken < saved.take && ++taken > 0
    },
    line: () => (saved.kind === 'rank' ? saved : { ...saved, taken }),
  }
}
