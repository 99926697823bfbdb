// How fast readers and engine get through some bytes, in processor time, all threads of the process.
import { createInvented } from '../../scripts/invented-people.ts'
import { readContent } from '../../src/content/read-content.ts'
import type { Detector } from '../../src/detection/detector.ts'
import { sourceOfBytes } from '../source-of-bytes.ts'
import { bytesOf, fileOf, type Recipe } from './recipe.ts'

export interface Cost {
  /** Reading, detecting and locating together. */
  readonly seconds: number
  readonly detectSeconds: number
}

/** The cheapest of `rounds`: what else the machine does only ever adds. */
export async function costOf(
  detector: Detector,
  content: { readonly file: string; readonly bytes: Uint8Array },
  rounds: number,
): Promise<Cost> {
  let best: Cost = { seconds: Infinity, detectSeconds: Infinity }
  for (let round = 0; round < rounds; round++) {
    const cost = await scan(detector, content)
    if (cost.seconds < best.seconds) best = cost
  }
  return best
}

async function scan(
  detector: Detector,
  { file, bytes }: { readonly file: string; readonly bytes: Uint8Array },
): Promise<Cost> {
  const looksSensitive = (cell: Uint8Array, names: readonly string[]): boolean =>
    detector.looksSensitive(cell, names)
  const begun = process.cpuUsage()
  let detectSeconds = 0
  for await (const passage of readContent(sourceOfBytes(file, bytes), { looksSensitive })) {
    const before = process.cpuUsage()
    const matches = detector.detect(passage)
    detectSeconds += secondsSince(before)
    for (let i = 0; i < matches.count; i++) passage.locate(matches.starts[i]!, matches.ends[i]!)
  }
  return { seconds: secondsSince(begun), detectSeconds }
}

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

const cleanText = Buffer.from(
  createInvented(7)
    .many(2_000, ({ prose }) => `${prose(90)}\n`)
    .join(''),
)

/** How many times the cost of clean text a byte of the recipe costs, both looked at in turn. */
export async function timesClean(detector: Detector, recipe: Recipe): Promise<number> {
  const bytes = bytesOf(recipe, comparedBytes)
  let [slow, clean, spent] = [Infinity, Infinity, 0]
  // What is over in a moment is looked at more often: until the compiler is done with it, and the clock is fine enough.
  for (let round = 0; round < 5 || (spent < 0.2 && round < 40); round++) {
    const { seconds } = await costOf(detector, { file: fileOf(recipe), bytes }, 1)
    slow = Math.min(slow, seconds)
    spent += seconds
    clean = Math.min(clean, (await costOf(detector, { file: 'clean.txt', bytes: cleanText }, 1)).seconds)
  }
  return slow / bytes.length / (clean / cleanText.length)
}

const comparedBytes = 64 * 1_024
