// Which share of a run's eligible objects is analysed. The choice is by hash, so that a run that is resumed,
// or planned a second time, chooses the same objects; another run of the same job chooses others.
import { createHash } from 'node:crypto'

export interface SampleSeed {
  readonly jobId: string
  readonly runNumber: number
}

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

export interface RankCount {
  /** An eligible object's rank, from `sampleRank`. */
  add(rank: number): void
  /** The greatest rank that belongs to the sample; -1 where none does. */
  line(): number
}

/**
 * Where the sample of a run's eligible objects ends, which is known when all have been counted. Of many objects only
 * those ranks are held near which the line can still lie, a number that grows as the root of how many there are.
 */
export function countRanks(percentage: number, heldRanks = 100_000): RankCount {
  let held: number[] = []
  let seen = 0
  let below = 0
  let window: RankWindow = { low: 0, high: Infinity }
  let narrowAbove = heldRanks
  const narrow = (): void => {
    const { low, high } = (window = rankWindow(percentage, seen))
    below += held.filter((rank) => rank < low).length
    held = held.filter((rank) => rank >= low && rank <= high)
    narrowAbove = Math.max(heldRanks, 2 * held.length)
  }
  return {
    add(rank) {
      seen++
      if (rank < window.low) below++
      else if (rank <= window.high) held.push(rank)
      if (held.length > narrowAbove) narrow()
    },
    line() {
      const size = sampleSize(percentage, seen)
      if (size === 0) return -1
      const line = held.sort((a, b) => a - b)[size - below - 1]
      if (line === undefined) throw new Error('Cannot choose a sample: its ranks are not evenly spread')
      return line
    },
  }
}

interface RankWindow {
  readonly low: number
  readonly high: number
}

/**
 * The line lies where the share of all ranks does, but for chance: twelve standard deviations are never left, by
 * Bernstein's bound, nor are two hundred objects where they are more. Windows of more objects lie within each other.
 */
function rankWindow(percentage: number, objects: number): RankWindow {
  const share = percentage / 100
  const margin = 12 * Math.sqrt((share * (1 - share)) / objects) + 200 / objects
  const ranks = 2 ** (8 * rankBytes)
  return { low: (share - margin) * ranks, high: (share + margin) * ranks }
}

const rankBytes = 6
