// `magpie identifiers try`: what is found in a text and what is nearly found, and what decided it: which form, which
// keyword at what distance, which check, what covers it, what allows it.
import { searchCost, type SearchCost } from '../detection/custom/search-plan.ts'
import type { Explained } from '../detection/explain/explainer.ts'
import {
  isManagedIdentifier,
  managedIdentifierById,
  selectManagedIdentifiers,
} from '../detection/select-identifiers.ts'
import type { ManagedIdentifier } from '../model/managed-identifier.ts'
import { allowedText } from './allowed-text.ts'
import { CommandFailure } from './command-failure.ts'
import { readCustomFile } from './custom-file.ts'
import { explainContent, toldObject, toldText } from './explain-content.ts'
import { unknownIdentifier } from './identifiers.ts'
import { standardInput } from './standard-input.ts'
import { terminalText } from './terminal-text.ts'

export interface TryOptions {
  readonly custom?: string
  readonly allow?: readonly string[]
  readonly text?: string
  readonly json?: boolean
}

export async function tryIdentifiers(id: string | undefined, options: TryOptions): Promise<void> {
  const custom = options.custom === undefined ? [] : await readCustomFile(options.custom)
  const managed = selected(id)
  if (managed.length + custom.length === 0) {
    throw new CommandFailure('Cannot try: no identifier is named', {
      next: 'Name one of "magpie identifiers list", or ALL, or a file with --custom.',
    })
  }
  const explained: Explained = { managed, custom, ...(await allowedText(options.allow)) }
  const source = standardInput(options.text === undefined ? process.stdin : oneChunk(options.text))
  let isFound = false
  for await (const told of explainContent(source, explained, { closeOnly: id === 'ALL' })) {
    isFound ||= told.explanation.reasons.length === 0
    const definition = custom.find((each) => each.id === told.explanation.identifier)
    const cost = definition === undefined ? {} : { cost: searchCost(definition) }
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...toldObject(told, explained, { reveal: true }), ...cost })}\n`
        : toldText(told, explained, { reveal: true }),
    )
  }
  if (options.json) return
  if (!isFound) process.stdout.write('Nothing was found.\n')
  for (const each of custom)
    process.stdout.write(`${terminalText(each.name)}: cost: ${costs[searchCost(each)]}\n`)
}

/** What looking for a custom identifier takes, whatever else is looked for. */
const costs: Readonly<Record<SearchCost, string>> = {
  keyword: 'keyword: little, only what follows its keywords is read',
  text: 'text: little, only what surrounds a text that each match contains is read',
  everywhere: 'everywhere: every byte is read for it alone; keywords would change that',
}

function selected(id: string | undefined): readonly ManagedIdentifier[] {
  if (id === undefined) return []
  if (id === 'ALL') return selectManagedIdentifiers('ALL', []).map(managedIdentifierById)
  if (!isManagedIdentifier(id)) throw unknownIdentifier('try', id)
  return [managedIdentifierById(id)]
}

async function* oneChunk(text: string): AsyncGenerator<Buffer> {
  if (text !== '') yield Buffer.from(text)
}
