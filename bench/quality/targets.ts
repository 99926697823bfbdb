// What is wanted of the numbers on docs/reference/quality.md, and whether they are so.
import { people, type CleanMeasured } from './clean-verdicts.ts'
import { qualityOf, sumOf, type Score } from './measure.ts'

interface Measured {
  readonly scores: ReadonlyMap<string, Score>
  readonly checked: ReadonlySet<string>
  readonly clean: CleanMeasured | undefined
}

/** Rows of: what, wanted, measured, and who falls short. */
export function targetRows({ scores, checked, clean }: Measured): readonly (readonly string[])[] {
  const qualities = [...scores].map(([id, score]) => ({ id, ...qualityOf(score) }))
  const withDigits = sumOf([...scores].filter(([id]) => checked.has(id)).map(([, score]) => score))
  const short = (wanted: (quality: (typeof qualities)[number]) => boolean): string =>
    qualities
      .filter((quality) => !wanted(quality))
      .map(({ id }) => id)
      .toSorted()
      .join(', ')
  const rows = [
    ['F1 of all', '0.98', qualityOf(sumOf(scores.values())).f1.toFixed(3), ''],
    [
      'recall of those with check digits',
      '0.97 each',
      qualityOf(withDigits).recall.toFixed(3),
      short(({ id, recall }) => !checked.has(id) || recall >= 0.97),
    ],
    [
      'precision of those with check digits',
      '0.98 each',
      qualityOf(withDigits).precision.toFixed(3),
      short(({ id, precision }) => !checked.has(id) || precision >= 0.98),
    ],
    [
      'F1 of each, of names and addresses',
      '0.85, 0.75',
      Math.min(...qualities.map(({ f1 }) => f1)).toFixed(3),
      short(({ id, f1 }) => f1 >= leastF1(id)),
    ],
  ]
  if (clean !== undefined) {
    const perGigabyte = Math.round((clean.wrong * 1_000) / clean.megabytes)
    const worst = clean.kinds
      .slice(0, 2)
      .map(({ id, why, count }) => `${id}: ${count} of ${clean.wrong} (${why})`)
    rows.push([
      'wrong a gigabyte of published text, at most',
      '100',
      String(perGigabyte),
      perGigabyte <= 100 ? '' : worst.join('; '),
    ])
  }
  return rows
}

function leastF1(id: string): number {
  return people.includes(id) ? 0.75 : 0.85
}
