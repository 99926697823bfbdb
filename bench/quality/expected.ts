// What a tenth of the samples gave when `npm run bench:quality` ran last: the tests let nothing fall below it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Measurement, Score } from './measure.ts'

export const expectedFile = path.join(import.meta.dirname, 'expected.json')

/** One line an identifier: found, missed, wrong. */
export function renderExpected({ scores }: Measurement): string {
  const lines = [...scores]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { found, missed, wrong }]) => `  "${id}": [${found}, ${missed}, ${wrong}]`)
  return `{\n${lines.join(',\n')}\n}\n`
}

export function readExpected(): ReadonlyMap<string, Score> {
  const content = JSON.parse(readFileSync(expectedFile, 'utf8')) as Record<string, [number, number, number]>
  return new Map(
    Object.entries(content).map(([id, [found, missed, wrong]]) => [id, { found, missed, wrong }]),
  )
}

/** Identifiers that find less, or more that is not there, than expected: one sentence each. */
export function falls(
  scores: ReadonlyMap<string, Score>,
  expected: ReadonlyMap<string, Score>,
): readonly string[] {
  const nothing: Score = { found: 0, missed: 0, wrong: 0 }
  return [...new Set([...scores.keys(), ...expected.keys()])].flatMap((id) => {
    const [now, then] = [scores.get(id) ?? nothing, expected.get(id) ?? nothing]
    return [
      ...(now.missed > then.missed || now.found < then.found
        ? [`${id} misses ${now.missed} instead of ${then.missed}`]
        : []),
      ...(now.wrong > then.wrong ? [`${id} is wrong ${now.wrong} times instead of ${then.wrong}`] : []),
    ]
  })
}
