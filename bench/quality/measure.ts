// Scores: what was found against what is known of each sample.
//
// The fact to know: every identifier is on. What another identifier finds in a sample counts against that other one,
// unless the two are declared to be ambiguous: the same number with the same keyword, by the rules of both.
import { isAmbiguous } from './ambiguities.ts'
import type { Sample } from './corpus.ts'
import type { Find, Hit } from './find.ts'
import { squeezed } from './squeezed.ts'

export interface Score {
  found: number
  missed: number
  /** Found where nothing is. */
  wrong: number
}

/** One thing that went wrong, with its sample, for who mends it. */
export interface Failure {
  readonly what: 'missed' | 'wrong'
  readonly id: string
  readonly sample: Sample
  readonly text: string
}

export interface Measurement {
  readonly scores: ReadonlyMap<string, Score>
  readonly failures: readonly Failure[]
  /** Found in samples of another identifier, and right by the rules of both: `id in id`, how often. */
  readonly ambiguous: ReadonlyMap<string, number>
  readonly samples: number
}

export async function measure(find: Find, samples: readonly Sample[]): Promise<Measurement> {
  const scores = new Map<string, Score>()
  const failures: Failure[] = []
  const ambiguous = new Map<string, number>()
  const scoreOf = (id: string): Score => {
    const score = scores.get(id) ?? { found: 0, missed: 0, wrong: 0 }
    scores.set(id, score)
    return score
  }
  for (const sample of samples) {
    const hits = await find(sample.document.name, Buffer.from(sample.document.content))
    const own = sample.value === undefined ? undefined : hits.find((hit) => isFound(sample, hit))
    if (own !== undefined) scoreOf(sample.id).found++
    else if (sample.value !== undefined) {
      scoreOf(sample.id).missed++
      failures.push({ what: 'missed', id: sample.id, sample, text: sample.value })
    }
    for (const hit of hits.filter((each) => each !== own)) {
      if (isAmbiguous(sample, hit)) {
        const pair = `${hit.id} in ${sample.id}`
        ambiguous.set(pair, (ambiguous.get(pair) ?? 0) + 1)
      } else {
        scoreOf(hit.id).wrong++
        failures.push({ what: 'wrong', id: hit.id, sample, text: hit.text })
      }
    }
  }
  return { scores, failures, ambiguous, samples: samples.length }
}

function isFound({ id, value }: Sample, hit: Hit): boolean {
  return hit.id === id && squeezed(hit.text) === squeezed(value!)
}

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** Of no sample, all is right. */
export function qualityOf({ found, missed, wrong }: Score): Quality {
  return {
    precision: share(found, found + wrong),
    recall: share(found, found + missed),
    f1: share(2 * found, 2 * found + missed + wrong),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}

export function sumOf(scores: Iterable<Score>): Score {
  const sum = { found: 0, missed: 0, wrong: 0 }
  for (const { found, missed, wrong } of scores) {
    sum.found += found
    sum.missed += missed
    sum.wrong += wrong
  }
  return sum
}
