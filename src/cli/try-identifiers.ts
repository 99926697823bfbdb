// `magpie identifiers try`: what is found in a text, and what decided it: which form, which keyword, which check.
//
// The one fact to know: nothing is guessed here. Each answer is the engine's own, asked with one form, one keyword or
// no check at a time.
import { searchCost, type SearchCost } from '../detection/custom/search-plan.ts'
import { detectorOf, type Detector } from '../detection/detector.ts'
import {
  isManagedIdentifier,
  managedIdentifierById,
  selectManagedIdentifiers,
} from '../detection/select-identifiers.ts'
import type { CustomIdentifierDefinition } from '../model/identifier.ts'
import type { Form, ManagedIdentifier } from '../model/managed-identifier.ts'
import type { Occurrence } from '../model/scan-outcome.ts'
import { scanObject } from '../scan/scan-object.ts'
import { CommandFailure } from './command-failure.ts'
import { readCustomFile } from './custom-file.ts'
import { formText, unknownIdentifier } from './identifiers.ts'
import { locationText } from './render-report.ts'
import { standardInput } from './standard-input.ts'
import { terminalText } from './terminal-text.ts'

export interface TryOptions {
  readonly custom?: string
  readonly text?: string
  readonly json?: boolean
}

interface Explanation {
  readonly keywords: readonly string[]
  /** In words. */
  readonly form: string
  /** The name of the function that said yes. */
  readonly check: string | undefined
  /** Of a custom identifier. */
  readonly cost?: SearchCost
}

export async function tryIdentifiers(id: string | undefined, options: TryOptions): Promise<void> {
  const custom = options.custom === undefined ? [] : await readCustomFile(options.custom)
  const managed = selected(id)
  if (managed.length + custom.length === 0) {
    throw new CommandFailure('Cannot try: no identifier is named', {
      next: 'Name one of "magpie identifiers list", or ALL, or a file with --custom.',
    })
  }
  const content = options.text === undefined ? await readAll(process.stdin) : Buffer.from(options.text)
  const found = await findIn(detectorOf(managed, custom), content)
  const explain = explainer({ managed, custom }, content)
  for (const occurrence of found) {
    const explanation = await explain(occurrence)
    const name = custom.find((each) => each.id === occurrence.identifier)?.name ?? occurrence.identifier
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...occurrence, identifier: name, ...explanation })}\n`
        : shown({ ...occurrence, identifier: name }, explanation),
    )
  }
  if (options.json) return
  const missing = [...managed, ...custom].filter((each) =>
    found.every(({ identifier }) => identifier !== each.id),
  )
  if (id !== 'ALL' || found.length === 0) {
    for (const each of missing) {
      const why = 'forms' in each ? whyNoManaged(each, content) : await whyNoCustom(each, content)
      if (why !== undefined)
        process.stdout.write(`${'forms' in each ? each.id : each.name}: not found: ${why}\n`)
    }
    if (found.length === 0) process.stdout.write('Nothing was found.\n')
  }
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

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function findIn(detector: Detector, content: Buffer): Promise<readonly Occurrence[]> {
  const found: Occurrence[] = []
  const source = standardInput(oneChunk(content))
  await scanObject(source, detector, { reveal: true, onOccurrences: (chunk) => void found.push(...chunk) })
  return found
}

async function* oneChunk(content: Buffer): AsyncGenerator<Buffer> {
  if (content.length > 0) yield content
}

interface Tried {
  readonly managed: readonly ManagedIdentifier[]
  readonly custom: readonly CustomIdentifierDefinition[]
}

type Explain = (occurrence: Occurrence) => Promise<Explanation>

function explainer({ managed, custom }: Tried, content: Buffer): Explain {
  const variants = new Map<string, ReturnType<typeof placesOfVariants>>()
  return async (occurrence) => {
    const { identifier } = occurrence
    const definition = custom.find(({ id }) => id === identifier)
    const declared = managed.find(({ id }) => id === identifier)
    let known = variants.get(identifier)
    if (known === undefined)
      variants.set(identifier, (known = placesOfVariants({ declared, definition }, content)))
    const place = placeOf(occurrence)
    const { keywords, forms } = await known
    const form = forms.find(({ places }) => places.has(place))?.form
    return {
      keywords: keywords.filter(({ places }) => places.has(place)).map(({ keyword }) => keyword),
      form: form === undefined ? (definition?.regex ?? '') : formText(form),
      check: form?.validate === undefined ? undefined : form.validate.name || 'a check of its own',
      ...(definition === undefined ? {} : { cost: searchCost(definition) }),
    }
  }
}

interface Named {
  readonly declared: ManagedIdentifier | undefined
  readonly definition: CustomIdentifierDefinition | undefined
}

/** Where the identifier is found with one of its keywords alone, and with one of its forms alone. */
async function placesOfVariants({ declared, definition }: Named, content: Buffer) {
  const keywords: { keyword: string; places: ReadonlySet<string> }[] = []
  const forms: { form: Form; places: ReadonlySet<string> }[] = []
  for (const keyword of declared?.keywords ?? definition?.keywords ?? []) {
    const only =
      declared === undefined
        ? detectorOf([], definition === undefined ? [] : [{ ...definition, keywords: [keyword] }])
        : detectorOf([{ ...declared, keywords: [keyword] }])
    // A form that needs no keyword is found with any.
    const needed = declared === undefined || declared.forms.some((form) => form.keyword === 'required')
    if (needed) keywords.push({ keyword, places: await placesIn(only, content) })
  }
  for (const form of declared?.forms ?? []) {
    if (declared !== undefined)
      forms.push({ form, places: await placesIn(detectorOf([{ ...declared, forms: [form] }]), content) })
  }
  return { keywords, forms }
}

async function placesIn(detector: Detector, content: Buffer): Promise<ReadonlySet<string>> {
  return new Set((await findIn(detector, content)).map(placeOf))
}

function placeOf({ location, text }: Occurrence): string {
  return JSON.stringify([location, text])
}

function shown(
  { identifier, location, text = '' }: Occurrence,
  { keywords, form, check }: Explanation,
): string {
  const near = keywords.length === 0 ? 'none needed' : keywords.map(terminalText).join(', ')
  return (
    `${terminalText(identifier)}: ${terminalText(text)} (${locationText(location)})\n` +
    `  form:    ${form}\n  keyword: ${near}\n  check:   ${check === undefined ? 'none' : `${check} says yes`}\n`
  )
}

/** What stood in the way; undefined where nothing of the shape is there. */
function whyNoManaged(identifier: ManagedIdentifier, content: Buffer): string | undefined {
  const names = identifier.keywords.slice(0, 1)
  const [first, ...rest] = identifier.forms.map(({ pattern, keyword }) => ({ pattern, keyword }))
  const unchecked = detectorOf([
    { ...identifier, forms: first === undefined ? identifier.forms : [first, ...rest] },
  ])
  const passes = detectorOf([identifier]).looksSensitive(content, names)
  if (passes)
    return `something has its shape, but no keyword is near: ${identifier.keywords.slice(0, 5).join(', ')}, …`
  if (!unchecked.looksSensitive(content, names)) return undefined
  const checks = new Set(
    identifier.forms.map(({ validate }) => validate?.name).filter((name) => name !== undefined),
  )
  return `something has its shape, but the check says no: ${[...checks].join(', ')}`
}

async function whyNoCustom(
  definition: CustomIdentifierDefinition,
  content: Buffer,
): Promise<string | undefined> {
  const found = async (changes: Partial<CustomIdentifierDefinition>): Promise<boolean> =>
    (await findIn(detectorOf([], [{ ...definition, ...changes }]), content)).length > 0
  if (await found({ ignoreWords: [] })) return 'its expression matches, but an ignore word is in the match'
  if (await found({ ignoreWords: [], keywords: [] })) {
    const { keywords, maximumMatchDistance } = definition
    return `its expression matches, but no keyword ends at most ${maximumMatchDistance} characters before the end of the match: ${keywords.join(', ')}`
  }
  return undefined
}
