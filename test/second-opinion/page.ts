// docs/reference/second-opinion.md: everything in it is compared, but the sentences.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { table, withCommas } from '../../bench/quality/markdown.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import { managedIdentifierById } from '../../src/detection/select-identifiers.ts'
import type { Comparison } from './compare.ts'
import { numbersPerQuestion } from './numbers.ts'

const root = path.join(import.meta.dirname, '..', '..')
export const pageFile = path.join(root, 'docs', 'reference', 'second-opinion.md')

export function renderPage(comparisons: readonly Comparison[]): string {
  const compared = new Set(comparisons.map(({ question }) => question.id))
  const alone = managedIdentifiers
    .map(({ id }) => id)
    .filter((id) => !compared.has(id))
    .toSorted()
  return `${[
    '# What other libraries say',
    introduction(comparisons, compared.size),
    '## Libraries',
    table(['Library', 'Version', 'Identifiers', 'Numbers', 'Alike', 'Differ'], libraries(comparisons)),
    '## Every difference',
    'Numbers are examples that were drawn: nobody’s, as far as anyone can know.',
    table(
      ['Identifier', 'Library', 'Taken by', 'Why', 'Numbers', 'For instance', 'Source'],
      differences(comparisons),
    ),
    '## Every comparison',
    table(['Identifier', 'Library', 'Asked', 'Both take', 'Both refuse', 'Differ'], comparisons.map(row)),
    '## What was mended',
    mended,
    '## Without a second opinion',
    notCompared,
    `${alone.join(', ')}.`,
  ].join('\n\n')}\n`
}

function introduction(comparisons: readonly Comparison[], identifiers: number): string {
  const opinions = comparisons.length
  return [
    `This page is written by \`npm run second-opinion\`, and a test fails where it is not current. The numbers of ${identifiers} of`,
    `the ${managedIdentifiers.length} identifiers are validated by a maintained library as well, some by several: ${opinions} comparisons. In each,`,
    `${withCommas(numbersPerQuestion)} numbers are shown to both: a third as they are issued, a third of those with one mistake (another sign, two`,
    'signs in the wrong order, one too many, one too few), a third of the right shape and nothing else. Magpie is asked as in',
    'a job that selects ALL: by a text in which each number stands on a line behind a keyword. At least a thousand numbers',
    'of each comparison are taken by both.',
    '',
    'Where the two differ, the number must be in one of the classes below. A class is a claim about numbers, and is tested:',
    'one side takes its numbers, the other refuses all of them, and there are such numbers. Where a library was right, the',
    'identifier was mended, so that what is left is of four kinds: the library knows less of the rule, the library has a list',
    'of another year, Magpie refuses what is nobody’s number, or Magpie takes more because the number stands beside a keyword.',
  ].join('\n')
}

function libraries(comparisons: readonly Comparison[]): readonly (readonly string[])[] {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>
  }
  const names = [...new Set(comparisons.map(({ opinion }) => opinion.library))].toSorted()
  return names.map((name) => {
    const own = comparisons.filter(({ opinion }) => opinion.library === name)
    const differ = own.reduce((sum, each) => sum + differing(each), 0)
    const numbers = own.length * numbersPerQuestion
    return [
      name,
      devDependencies[name] ?? '',
      String(new Set(own.map(({ question }) => question.id)).size),
      withCommas(numbers),
      withCommas(numbers - differ),
      withCommas(differ),
    ]
  })
}

interface Row {
  readonly ids: string[]
  readonly cells: readonly string[]
  readonly example: string
  readonly source: string
  count: number
}

/** One line for what holds of several identifiers alike. */
function differences(comparisons: readonly Comparison[]): readonly (readonly string[])[] {
  const rows = new Map<string, Row>()
  for (const { question, opinion, explained } of comparisons) {
    for (const { difference, count, example = '' } of explained) {
      const { takenBy, why, source } = difference
      const cells = [opinion.library, takenBy === 'library' ? opinion.library : takenBy, why]
      const key = [...cells, source].join('\n')
      const known = rows.get(key)
      if (known === undefined)
        rows.set(key, { ids: [question.id], cells, example: shown(question.id, example), source, count })
      else {
        if (!known.ids.includes(question.id)) known.ids.push(question.id)
        known.count += count
      }
    }
  }
  return [...rows.values()].map(({ ids, cells, example, source, count }) => [
    ids.length > 3 ? `${ids[0]} and ${ids.length - 1} others alike` : ids.join(', '),
    ...cells,
    withCommas(count),
    `\`${example}\``,
    `<${source}>`,
  ])
}

/** The beginning of what scanners would take for a leaked key. */
function shown(id: string, example: string): string {
  return managedIdentifierById(id).category === 'CREDENTIALS' ? `${example.slice(0, 8)}…` : example
}

function row(comparison: Comparison): readonly string[] {
  const { question, opinion, bothTake, bothRefuse } = comparison
  const name = question.kind === undefined ? question.id : `${question.id} (${question.kind})`
  return [
    name,
    opinion.library,
    opinion.asked,
    ...[bothTake, bothRefuse, differing(comparison)].map(withCommas),
  ]
}

function differing({ explained, unexplained }: Comparison): number {
  return explained.reduce((sum, { count }) => sum + count, unexplained.length)
}

const notCompared = [
  'These are not compared: for most, which have no check, no maintained library was found. Libraries that read private keys',
  'exist; keys are too costly to make ten thousand of.',
].join('\n')

const mended = [
  '- GERMANY_TAX_IDENTIFICATION_NUMBER: a digit that occurs three times never does so in a row (validator).',
  '- ITALY_NATIONAL_IDENTIFICATION_NUMBER: the order of consonants and vowels, the first letter of the place, the day of the',
  '  month (validator).',
  '- USA_SOCIAL_SECURITY_NUMBER: two numbers that were printed in advertisements are nobody’s (stdnum).',
  '- PHONE_NUMBER: area codes that are set aside, and 211 to 911 (libphonenumber-js).',
  '- GERMANY_PHONE_NUMBER: how long mobile numbers of 015 and numbers without a place are at least (libphonenumber-js).',
  '- GERMANY_PASSPORT_NUMBER, GERMANY_NATIONAL_IDENTIFICATION_NUMBER and the driving licences: three equal digits among',
  '  letters are no placeholder, so that one passport in a hundred was missed (stdnum, driver-license-validator).',
  '- FINLAND_DRIVERS_LICENSE: who was born since 2000 has a letter for the hyphen (stdnum).',
  '- SWEDEN_DRIVERS_LICENSE: the day of birth is one of its month (stdnum).',
  '- DRIVERS_LICENSE: a format of Missouri was missing, and eight digits and a letter are of no state',
  '  (driver-license-validator).',
  '- VEHICLE_IDENTIFICATION_NUMBER: makers from 7F to 70 are of the United States and have the check digit (vin-validator).',
  '- JSON_WEB_TOKEN: parts that no bytes encode to, payloads that are not UTF-8, and payloads whose first name begins with',
  '  a digit or behind a blank (jose).',
].join('\n')
