// docs/reference/quality.md: everything in it is measured, but the sentences.
import { managedIdentifierById } from '../../src/detection/select-identifiers.ts'
import { ambiguities } from './ambiguities.ts'
import type { CleanMeasured } from './clean-verdicts.ts'
import { qualityOf, sumOf, type Failure, type Measurement, type Score } from './measure.ts'
import { whyOf } from './limits.ts'
import { table, withCommas } from './markdown.ts'
import type { Subject } from './subject.ts'
import { targetRows } from './targets.ts'

interface Beside {
  /** Of samples that nobody looked at. */
  readonly heldOut: Measurement
  readonly clean: CleanMeasured | undefined
  readonly subjects: readonly Subject[]
}

export function renderPage(measurement: Measurement, { heldOut, clean, subjects }: Beside): string {
  const { scores } = measurement
  const measured = [...new Set(subjects.map(({ id }) => id))].toSorted()
  const checked = new Set(subjects.filter((subject) => subject.checked).map(({ id }) => id))
  return `${[
    '# How often Magpie is right',
    introduction(measurement),
    '## What is wanted',
    table(['What', 'Wanted', 'Measured', 'Falls short'], targetRows({ scores, checked, clean })),
    '## All identifiers',
    summary(scores, measured, checked),
    '## Samples that nobody looked at',
    heldOutText(heldOut, measured, checked),
    '## Each identifier',
    'Worst first. ✔: the number has check digits, or a structure that is decoded. Wrong: found where none is.',
    table(
      ['Identifier', '✔', 'Found', 'Missed', 'Wrong', 'Precision', 'Recall', 'F1'],
      measured
        .toSorted((a, b) => byQuality(scores, a, b))
        .map((id) => [id, checked.has(id) ? '✔' : '', ...cells(scoreOf(scores, id))]),
    ),
    '## What goes wrong',
    'Every kind of sample that was missed, or in which something was found that is none.',
    table(['Identifier', 'What', 'In', 'Samples', 'Why'], kinds(measurement.failures)),
    ...(clean === undefined ? [] : cleanSection(clean)),
    '## What these numbers do not say',
    notSaid,
    '## What nobody can tell',
    'These are counted neither for nor against: one number that is right by the rules of several identifiers.',
    ...ambiguities
      .map(({ why, ids: several }) => `- ${why}: ${several.join(', ')}`)
      .join('\n')
      .split('\n\n'),
  ].join('\n\n')}\n`
}

function introduction({ samples }: Measurement): string {
  return [
    `This page is written by \`npm run bench:quality\`, from ${withCommas(samples)} generated samples in which is known what is to`,
    'be found: prose, CSV, JSON, logs, SQL, e-mail, HTML, XML, YAML, settings, Markdown and code, around them sentences of ten',
    'languages. Of every identifier there are at least 180 numbers that count and 180 that do not: wrong check digits, issuers',
    'that do not exist, numbers whose keyword is far or missing, documented test numbers, order numbers, UUIDs, hashes, times,',
    'versions, paths, constants and texts that mean something else. Each keyword that AWS documents stands near a number that',
    'counts. The numbers come from published rules by arithmetic of their own, the keywords from the guide of Macie; no code',
    'and no table is shared with the detectors. All identifiers are on, as in a job that selects ALL. Tests repeat a tenth of',
    'it, and fail when an identifier falls.',
  ].join('\n')
}

function heldOutText(
  { scores, samples }: Measurement,
  measured: readonly string[],
  checked: ReadonlySet<string>,
): string {
  const worst = measured.toSorted((a, b) => byQuality(scores, a, b)).slice(0, 3)
  const lowest = worst.map((id) => `${id} ${qualityOf(scoreOf(scores, id)).f1.toFixed(3)}`).join(', ')
  const sentences = [
    `Rules were mended on samples like those above. So as many others, ${withCommas(samples)} drawn from another seed, are measured as`,
    `well; what goes wrong in them is shown to nobody. Lowest F1: ${lowest}.`,
  ]
  return `${sentences.join('\n')}\n\n${summary(scores, measured, checked)}`
}

function cleanSection(clean: CleanMeasured): readonly string[] {
  const perGigabyte = (count: number): string => withCommas(Math.round((count * 1_000) / clean.megabytes))
  const unclassed =
    clean.unclassed === 0
      ? 'Each has its verdict: most were read one by one, alike ones of one kind of file together.'
      : `${withCommas(clean.unclassed)} more were not looked at yet: ${perGigabyte(clean.unclassed)} a gigabyte.`
  return [
    '## In text in which nothing is to be found',
    [
      `The installed npm packages, and Debian's documentation, manual pages, headers and Python and Perl programs of one machine`,
      'without libraries that check such numbers, which are full of right ones:',
      `${withCommas(clean.megabytes)} MB in ${withCommas(clean.files)} files, each text once. ${withCommas(clean.right)} hits are what they are said to be, if only as examples in`,
      `documentation and tests. ${withCommas(clean.wrong)} are wrong: **${perGigabyte(clean.wrong)} a gigabyte**. ${unclassed}`,
    ].join('\n'),
    ...clean.people.map(
      ({ id, count, looked, right }) =>
        `Not counted here is ${id}, which such text is full of: ${withCommas(count)} hits, and of ${withCommas(looked)} looked at ${withCommas(right)} right.`,
    ),
    table(
      ['Identifier', 'What it is', 'Hits', 'A gigabyte'],
      clean.kinds.map(({ id, why, count }) => [id, why, withCommas(count), perGigabyte(count)]),
    ),
  ]
}

const notSaid = [
  '- One number in thirty is written in small letters, and one in thirty-one with no-break blanks: how often that is so in your',
  '  data is not known.',
  '- The samples are ours. Scanned paper, misspelt keywords and numbers broken over lines are not in them, nor licences of',
  '  fewer than five signs or of letters alone, which some states have.',
  '- A keyword that no list has is a miss in your data, and no miss here.',
  '- Identifiers without check digits take any number of their shape near their keyword: how often that is wrong depends on',
  '  what stands near such words in your data.',
  '- Names are found in Latin script, by lists of names that are common in Europe and America, fewer of other continents: others are missed',
  '  where no title or column tells, and a company that is named like a person (Morgan Stanley, Hugo Boss) is taken for one.',
].join('\n')

function summary(
  scores: ReadonlyMap<string, Score>,
  ids: readonly string[],
  checked: ReadonlySet<string>,
): string {
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['All', ids],
    ...['CREDENTIALS', 'FINANCIAL_INFORMATION', 'PERSONAL_INFORMATION'].map(
      (category) => [category, ids.filter((id) => managedIdentifierById(id).category === category)] as const,
    ),
    ['With check digits', ids.filter((id) => checked.has(id))],
  ]
  return table(
    ['Identifiers', 'Number', 'Found', 'Missed', 'Wrong', 'Precision', 'Recall', 'F1'],
    groups.map(([title, members]) => [
      title,
      String(members.length),
      ...cells(sumOf(members.map((id) => scoreOf(scores, id)))),
    ]),
  )
}

function cells(score: Score): readonly string[] {
  const { precision, recall, f1 } = qualityOf(score)
  const { found, missed, wrong } = score
  return [
    ...[found, missed, wrong].map(withCommas),
    ...[precision, recall, f1].map((share) => share.toFixed(3)),
  ]
}

function scoreOf(scores: ReadonlyMap<string, Score>, id: string): Score {
  return scores.get(id) ?? { found: 0, missed: 0, wrong: 0 }
}

function byQuality(scores: ReadonlyMap<string, Score>, a: string, b: string): number {
  return qualityOf(scoreOf(scores, a)).f1 - qualityOf(scoreOf(scores, b)).f1 || (a < b ? -1 : 1)
}

function kinds(failures: readonly Failure[]): readonly (readonly string[])[] {
  const counts = new Map<string, number>()
  for (const { what, id, sample } of failures) {
    const kind = sample.value === undefined || what === 'missed' ? sample.kind : 'its numbers'
    const where = sample.id === id ? kind : `${kind} of ${sample.id}`
    const key = `${id}\n${what}\n${where}\n${whyOf(id, sample.kind)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => {
      const [id = '', what = '', where = '', why = ''] = key.split('\n')
      return [id, what, where, String(count), why]
    })
}
