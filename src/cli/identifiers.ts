// `magpie identifiers`: what this release can find, from the very list that detection uses.
import { managedIdentifiers } from '../detection/managed/index.ts'
import { isManagedIdentifier, managedIdentifierById } from '../detection/select-identifiers.ts'
import type { CounterExample, Example, Finder, Form, ManagedIdentifier } from '../model/managed-identifier.ts'
import { CommandFailure } from './command-failure.ts'
import { nearestName } from '../model/nearest-name.ts'
import { renderTable } from './render-report.ts'

export async function listIdentifiers({ json }: { readonly json?: boolean }): Promise<void> {
  const sorted = managedIdentifiers.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (json) {
    for (const { id, title, category, recommended = false, beyondMacie = false } of sorted) {
      process.stdout.write(`${JSON.stringify({ id, title, category, recommended, beyondMacie })}\n`)
    }
    return
  }
  const rows = sorted.map(({ id, title, category, recommended, beyondMacie }) => [
    id,
    category,
    recommended ? 'yes' : '',
    beyondMacie ? 'yes' : '',
    title,
  ])
  const header = ['IDENTIFIER', 'CATEGORY', 'RECOMMENDED', 'BEYOND MACIE', 'WHAT IT IS']
  process.stdout.write(renderTable([header, ...rows]))
}

export async function showIdentifier(id: string): Promise<void> {
  if (!isManagedIdentifier(id)) throw unknownIdentifier('show', id)
  process.stdout.write(renderIdentifier(managedIdentifierById(id)))
}

export function unknownIdentifier(task: string, id: string): CommandFailure {
  const meant = nearestName(
    id,
    managedIdentifiers.map((known) => known.id),
  )
  return new CommandFailure(`Cannot ${task} ${id}: there is no such identifier`, {
    next: meant === undefined ? 'See "magpie identifiers list".' : `Did you mean ${meant}?`,
  })
}

/** Examples are those of the tests: what stands between « and » is what is found. */
export function renderIdentifier(identifier: ManagedIdentifier): string {
  const { id, title, category, severity, keywords, forms, sources } = identifier
  const marks = `${identifier.recommended ? ', recommended' : ''}${identifier.beyondMacie ? ', beyond Macie' : ''}`
  const sections = [
    `${id}: ${title}`,
    `${category}${marks}; severity of 1, of 2 to 99, of 100 or more: ${severity.join(', ')}`,
    section(
      'Looks for',
      identifier.finder === undefined ? forms.map(formText) : [finderText[identifier.finder]],
    ),
    section('Keywords', keywords.length === 0 ? [] : [keywords.join(', ')]),
    section('Found', identifier.examples.map(exampleText)),
    section('Not found', identifier.counterExamples.map(counterExampleText)),
    section('Known misses', (identifier.knownMisses ?? []).map(exampleText)),
    section('Sources', sources),
  ]
  return `${sections.filter((text) => text !== '').join('\n')}\n`
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0
    ? ''
    : `\n${heading}:\n${lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`).join('\n')}`
}

export const finderText: Readonly<Record<Finder, string>> = {
  names: 'a known given name and a known surname, capitalised, with initials or further names between',
  addresses: 'number and street, place and postal code, as the countries write them',
}

export function formText({ pattern, keyword, validate }: Form): string {
  const near = { required: ', near a keyword', none: '', absent: ', where no keyword is near' }[keyword]
  return `${pattern.source}${near}${validate === undefined ? '' : ', and a check of its digits or parts'}`
}

function exampleText(example: Example): string {
  return typeof example === 'string' ? example : `${example.text} in a column named ${example.label}`
}

function counterExampleText([text, reason]: CounterExample): string {
  return `${exampleText(text)} (${reason})`
}
