// Why something in a text is found, and why something is not: for identifiers at work, before a job reads a terabyte.
//
// The text is answered and nothing else is done with it: it is neither stored nor logged. The search is linear and the
// text short, so it is done at once.
import { z } from 'zod'
import { createExplainer } from '../../detection/explain/explainer.ts'
import { isClose, type ExplainedText } from '../../detection/explain/explanation.ts'
import { reasonTexts } from '../../detection/explain/reason-text.ts'
import { textPassage } from '../../detection/explain/text-passage.ts'
import { isManagedIdentifier, managedIdentifierById } from '../../detection/select-identifiers.ts'
import { managedIdentifiers } from '../../detection/managed/index.ts'
import type { AllowedText, CustomIdentifierDefinition } from '../../model/identifier.ts'
import type { Location } from '../../model/location.ts'
import type { Passage } from '../../model/passage.ts'
import { findAllowLists } from '../../store/allow-lists.ts'
import { findCustomDataIdentifiers } from '../../store/custom-data-identifiers.ts'
import { invalid, notFound, standardErrors } from '../errors.ts'
import { anyText, codePoints, listOf, text } from '../members.ts'
import { operation, type Call } from '../operation.ts'

const mostCharacters = 4_000
const mostAnswers = 500

const input = z
  .object({
    allowListIds: listOf(anyText, 0, 10).default([]),
    /** One row: a keyword counts in the cell, or in one of its names. */
    cells: listOf(
      z.object({ names: listOf(text(0, 256), 0, 10).default([]), text: anyText }),
      1,
      100,
    ).optional(),
    customDataIdentifierIds: listOf(anyText, 0, 10).default([]),
    /** All of them where it is absent; then only what one thing alone kept from counting is told. */
    managedDataIdentifierIds: listOf(anyText, 0, 200).optional(),
    text: text(1, mostCharacters).optional(),
  })
  .superRefine(({ cells, text: prose }, check) => {
    const refuse = (message: string): void => check.addIssue({ code: 'custom', message })
    if ((cells === undefined) === (prose === undefined)) refuse('must have either text or cells')
    const characters = (cells ?? []).reduce((sum, cell) => sum + codePoints(cell.text), 0)
    if (characters > mostCharacters)
      refuse(`must have cells of at most ${mostCharacters} characters together`)
  })
type ExplainInput = z.infer<typeof input>

export interface ExplainAnswer {
  readonly explanations: readonly {
    /** The managed identifier's id, or the custom identifier's. */
    readonly identifier: string
    readonly found: boolean
    readonly text: string
    readonly location: Location
    /** What stood in the way, the first thing first; none where it is found. */
    readonly reasons: readonly { readonly reason: string; readonly description: string }[]
    /** Which keyword, where and how far. */
    readonly keyword: object
    /** null where nothing checks it. */
    readonly check: { readonly name: string; readonly passes: boolean } | null
    /** The expression that the text fits; null where nothing fits it, or the identifier is custom. */
    readonly pattern: string | null
    readonly coveredBy: string | null
  }[]
  /** There was more to tell than an answer holds. */
  readonly truncated: boolean
}

export const explainText = operation({
  name: 'ExplainText',
  method: 'POST',
  path: '/magpie/explain',
  input,
  errors: standardErrors,
  async handle(call): Promise<ExplainAnswer> {
    const asked = call.input
    const managed = managedOf(asked.managedDataIdentifierIds)
    const explainer = createExplainer({
      managed,
      custom: await customOf(call),
      allowed: await allowedOf(call),
    })
    const passage = textPassage(textOf(asked))
    const all = explainer.explain(passage)
    const told = asked.managedDataIdentifierIds === undefined ? all.filter(isClose) : all
    return {
      explanations: told.slice(0, mostAnswers).map((explanation) => ({
        identifier: explanation.identifier,
        found: explanation.reasons.length === 0,
        text: bytesOf(passage, explanation),
        location: passage.locate(explanation.start, explanation.end),
        reasons: explanation.reasons.map((reason) => ({ reason, description: reasonTexts[reason] })),
        keyword: explanation.keyword,
        check: explanation.check ?? null,
        pattern: patternOf(explanation),
        coveredBy: explanation.coveredBy ?? null,
      })),
      truncated: told.length > mostAnswers,
    }
  },
})

function managedOf(ids: readonly string[] | undefined): typeof managedIdentifiers {
  if (ids === undefined) return managedIdentifiers
  const unknown = ids.find((id) => !isManagedIdentifier(id))
  if (unknown !== undefined)
    throw invalid(`managedDataIdentifierIds must name identifiers that exist: ${unknown}`)
  return [...new Set(ids)].map(managedIdentifierById)
}

async function customOf({
  context,
  caller,
  input: asked,
}: Call<ExplainInput>): Promise<readonly CustomIdentifierDefinition[]> {
  const ids = asked.customDataIdentifierIds
  const found = await findCustomDataIdentifiers(context.database.interactive, caller.accountId, ids)
  if (ids.some((id) => found.every((each) => each.id !== id))) throw notFound('custom data identifier')
  return found.map(({ severityLevels: _levels, ...definition }) => definition)
}

/** The words of a list are in an object of the user's; of lists with an expression all is here. */
async function allowedOf({
  context,
  caller,
  input: asked,
}: Call<ExplainInput>): Promise<AllowedText | undefined> {
  const ids = asked.allowListIds
  if (ids.length === 0) return undefined
  const lists = await findAllowLists(context.database.interactive, caller.accountId, ids)
  if (ids.some((id) => lists.every((each) => each.id !== id))) throw notFound('allow list')
  const expressions = lists.map(({ criteria }) => {
    if ('regex' in criteria) return criteria.regex
    throw invalid('allowListIds must name lists with an expression: the words of others are not read here')
  })
  return { expressions, words: [] }
}

function textOf({ text: prose, cells }: ExplainInput): ExplainedText {
  const [first, ...more] = cells ?? []
  return first === undefined ? (prose ?? '') : [first, ...more]
}

function bytesOf(
  { bytes }: Passage,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  return new TextDecoder().decode(bytes.subarray(start, end))
}

function patternOf({
  identifier,
  form,
}: {
  readonly identifier: string
  readonly form: number | undefined
}): string | null {
  return form === undefined ? null : managedIdentifierById(identifier).forms[form]!.pattern.source
}
