// Both sides are asked about the same numbers: Magpie by a text with one number a line behind its keyword, all
// identifiers on; a library by its function. What they differ on must be in a class that is explained.
//
// The fact to know: a class is a claim about numbers, not an excuse for verdicts. Where it holds of a number that both
// take, or of none that they differ on, the class is wrong.
import { readContent } from '../../src/content/read-content.ts'
import { createDetector, type Detector } from '../../src/detection/detector.ts'
import { matchesOf } from '../../src/detection/engine/match-list.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { atFixedTime } from './fixed-time.ts'
import { bytesSource } from '../readings.ts'
import { numbersOf } from './numbers.ts'
import type { Difference, Opinion, Question, TextOpinion } from './opinion.ts'

export interface Comparison {
  readonly question: Question
  readonly opinion: Opinion | TextOpinion
  readonly bothTake: number
  readonly bothRefuse: number
  readonly explained: readonly Explained[]
  /** Numbers on which the two differ and that are in no class, each with who takes it. */
  readonly unexplained: readonly string[]
  /** Numbers that both take, though a class says that one of them refuses. */
  readonly contradicting: readonly string[]
}

export interface Explained {
  readonly difference: Difference
  readonly count: number
  readonly example: string | undefined
}

export function createAllDetector(): Detector {
  return createDetector({ managed: managedIdentifiers.map(({ id }) => id), custom: [] })
}

export async function compare(detector: Detector, question: Question): Promise<readonly Comparison[]> {
  const numbers = numbersOf(question)
  const found = await foundBy(detector, question, numbers)
  const comparisons: Comparison[] = []
  for (const opinion of question.opinions) {
    const taken = await takenBy(opinion, numbers)
    const verdicts = numbers.map((number, at) => ({
      number,
      byMagpie: found.has(at),
      byLibrary: taken.has(number),
    }))
    comparisons.push(comparisonOf(question, opinion, verdicts))
  }
  return comparisons
}

async function takenBy(
  opinion: Opinion | TextOpinion,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  if ('finds' in opinion) return await opinion.finds(numbers)
  return atFixedTime(today, () => new Set(numbers.filter((number) => opinion.accepts(number))))
}

/** When this was written. */
const today = Date.UTC(2026, 10, 28)

interface Verdicts {
  readonly number: string
  readonly byMagpie: boolean
  readonly byLibrary: boolean
}

function comparisonOf(
  question: Question,
  opinion: Opinion | TextOpinion,
  verdicts: readonly Verdicts[],
): Comparison {
  const sum = { bothTake: 0, bothRefuse: 0 }
  const members: string[][] = opinion.differences.map(() => [])
  const unexplained: string[] = []
  const contradicting: string[] = []
  for (const { number, byMagpie, byLibrary } of verdicts) {
    if (byMagpie && byLibrary) {
      sum.bothTake++
      if (opinion.differences.some(({ holds }) => holds(number))) contradicting.push(number)
    } else if (byMagpie === byLibrary) sum.bothRefuse++
    else {
      const taker = byMagpie ? 'Magpie' : 'library'
      const known = opinion.differences.findIndex((each) => each.takenBy === taker && each.holds(number))
      if (known === -1) unexplained.push(`${number}: taken by ${byMagpie ? 'Magpie' : opinion.library} alone`)
      else members[known]!.push(number)
    }
  }
  const explained = opinion.differences.map((difference, at) => ({
    difference,
    count: members[at]!.length,
    example: members[at]![0],
  }))
  return { question, opinion, ...sum, explained, unexplained, contradicting }
}

/** Places in the list of those numbers that Magpie finds as a whole, as this identifier. */
async function foundBy(
  detector: Detector,
  { id, keyword }: Question,
  numbers: readonly string[],
): Promise<ReadonlySet<number>> {
  const text = numbers.map((number) => `${keyword === '' ? 'see' : keyword} ${number}\n`).join('')
  const found = new Set<number>()
  for await (const passage of readContent(bytesSource('numbers.txt', text), {
    looksSensitive: () => false,
  })) {
    const bytes = Buffer.from(passage.bytes.buffer, passage.bytes.byteOffset, passage.bytes.byteLength)
    for (const { identifier, start, end } of matchesOf(detector.detect(passage))) {
      if (detector.identifiers[identifier]!.id !== id) continue
      const location = passage.locate(start, end)
      if (location.kind !== 'lines')
        throw new Error(`Cannot tell the line of a match: it is a ${location.kind}`)
      const at = location.start - 1
      if (bytes.toString('utf8', start, end) === numbers[at]) found.add(at)
    }
  }
  return found
}
