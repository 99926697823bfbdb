// Explains what managed identifiers find in passages, and what they nearly find: which shape, keyword and check
// decided, what covered it, what allowed it.
//
// The fact to know: what is found is the engine's own answer. The reasons are worked out beside it, from the engine's
// automata, keywords and borders; a test holds the two together for every identifier.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { Match } from '../../model/match.ts'
import { mayBeAllowed } from '../allow/allow-check.ts'
import { createCoverCheck } from '../engine/covered-matches.ts'
import { checkedText } from '../engine/checked-text.ts'
import { createEngine } from '../engine/engine.ts'
import { createWalker } from '../engine/find-instance.ts'
import { createJoinedCheck } from '../engine/joined-matches.ts'
import { addMatch, createMatchList, matchesOf } from '../engine/match-list.ts'
import type { SearchedPassage } from '../engine/passage-search.ts'
import { compileProgram, type Program, type ProgramForm } from '../engine/program.ts'
import type { ByteRange, Explanation, ExplainPassage, KeywordFact, Reason } from './explanation.ts'
import { readKeywordFacts, type KeywordFacts } from './keyword-facts.ts'
import { keepClosest } from './keep-closest.ts'
import { shapesAt, type ShapePlace } from './shape-places.ts'

/** Explains the passages of one content in order. */
export function createManagedExplainer(
  identifiers: readonly ManagedIdentifier[],
  isAllowed: (text: string) => boolean,
): ExplainPassage {
  const program = compileProgram(identifiers)
  const engine = createEngine(identifiers, { kind: 'typescript' })
  const dropJoined = createJoinedCheck(identifiers)
  const coverCheck = createCoverCheck(identifiers)
  const byFirstByte = Array.from({ length: 256 }, (_, byte) =>
    program.forms.filter(({ firstBytes }) => firstBytes[byte] === 1),
  )
  return (passage, within) => {
    const matches = createMatchList()
    engine.search(passage, matches)
    const instances = new Set(matchesOf(matches).map(keyOf))
    dropJoined(matches, passage)
    const all = matchesOf(matches)
    coverCheck.drop(matches, passage)
    const kept = new Set(matchesOf(matches).map(keyOf))
    const found: Found = { instances, all, keys: new Set(all.map(keyOf)), kept, isAllowed }
    const facts = readKeywordFacts(program, passage)
    const explained: Explained = { program, passage, found, facts }
    const explanations = placesIn(passage, within, byFirstByte).flatMap((place) => {
      const explanation = explainPlace(explained, place)
      return explanation === undefined ? [] : [explanation]
    })
    const lonely = lonelyKeywords(explained, within, explanations)
    return [...keepClosest(explanations, passage), ...lonely]
  }
}

/** What the engine found in the passage. */
interface Found {
  /** Before any of them was dropped. */
  readonly instances: ReadonlySet<string>
  /** Those that nothing is joined to. */
  readonly all: readonly Match[]
  readonly keys: ReadonlySet<string>
  /** Those that no other covers. */
  readonly kept: ReadonlySet<string>
  readonly isAllowed: (text: string) => boolean
}

interface Explained {
  readonly program: Program
  readonly passage: SearchedPassage
  readonly found: Found
  readonly facts: KeywordFacts
}

interface FormPlace extends ShapePlace {
  readonly form: ProgramForm
  readonly segment: number | undefined
}

function keyOf({ identifier, start, end }: Match): string {
  return `${identifier} ${start} ${end}`
}

function placesIn(
  passage: SearchedPassage,
  within: ByteRange,
  byFirstByte: readonly (readonly ProgramForm[])[],
): readonly FormPlace[] {
  const { bytes, segments } = passage
  const walker = createWalker()
  walker.begin(bytes)
  const places: FormPlace[] = []
  const read = (segment: number | undefined, lowest: number, end: number): void => {
    for (let at = Math.max(lowest, within.from); at < Math.min(end, within.to); at++) {
      for (const form of byFirstByte[bytes[at]!]!) {
        for (const shape of shapesAt(walker, form, { bytes, lowest, at, end }))
          places.push({ ...shape, form, segment })
      }
    }
  }
  if (segments === undefined) read(undefined, passage.start, passage.end)
  else for (let i = 0; i < segments.count; i++) read(i, segments.starts[i]!, segments.ends[i]!)
  return places
}

/** undefined where an instance before it, of the same identifier, reaches into it. */
function explainPlace(
  { program, passage, found, facts }: Explained,
  { form, segment, start, end, touched }: FormPlace,
): Explanation | undefined {
  const { identifier } = form
  const declared = program.identifiers[identifier]!
  const keyword: KeywordFact =
    form.keyword === 'none' ? { kind: 'not-needed' } : facts.of({ identifier, start, end, segment })
  const { validate } = form
  const check = validate && {
    name: nameOf(validate),
    passes: validate(checkedText(bytesOf(passage), start, end)),
  }
  const told = { identifier: declared.id, start, end, form: formNumber(program, form), keyword, check }
  const match = { identifier, start, end }
  const standing: readonly Reason[] = [
    ...touched,
    ...keywordReason(form, keyword),
    ...(check?.passes === false ? (['check-refused'] as const) : []),
  ]
  const key = keyOf(match)
  if (!found.instances.has(key)) return standing.length === 0 ? undefined : { ...told, reasons: standing }
  // Another form of the identifier is what was found here.
  if (standing.length > 0) return undefined
  if (!found.keys.has(key)) return { ...told, reasons: ['joined'] }
  if (!found.kept.has(key))
    return { ...told, reasons: ['covered'], ...coveringOf(program, found, { match, passage }) }
  return {
    ...told,
    reasons:
      mayBeAllowed(declared.id) && found.isAllowed(bytesOf(passage).toString('utf8', start, end))
        ? ['allowed']
        : [],
  }
}

/** A check that is written where the form is has the name of the member. */
function nameOf({ name }: NonNullable<ProgramForm['validate']>): string {
  return name === '' || name === 'validate' ? 'a check of its own' : name
}

function formNumber({ forms }: Program, { index, identifier }: ProgramForm): number {
  return index - forms.findIndex((form) => form.identifier === identifier)
}

function bytesOf({ bytes }: SearchedPassage): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function keywordReason(form: ProgramForm, { kind }: KeywordFact): readonly Reason[] {
  if (form.keyword === 'none') return []
  const isNear = kind === 'near' || kind === 'in-name'
  if (form.keyword === 'absent') return isNear ? ['keyword-near'] : []
  switch (kind) {
    case 'near':
    case 'in-name':
    case 'not-needed':
    case 'alone':
    case 'before':
      return []
    case 'too-far':
      return ['keyword-too-far']
    case 'in-other-name':
    case 'in-other-value':
      return ['keyword-elsewhere']
    case 'in-data':
      return ['keyword-in-data']
    case 'none':
      return ['no-keyword']
    default:
      return kind satisfies never
  }
}

/** Asks the rule itself, of one pair after the other. */
function coveringOf(
  program: Program,
  { all }: Found,
  { match, passage }: { readonly match: Match; readonly passage: SearchedPassage },
): { readonly coveredBy?: string } {
  for (const other of all) {
    if (other.start > match.start || other.end < match.end || other.identifier === match.identifier) continue
    const pair = createMatchList()
    for (const each of [other, match].toSorted((a, b) => a.start - b.start || b.end - a.end))
      addMatch(pair, each)
    createCoverCheck(program.identifiers).drop(pair, { ...passage, start: passage.from })
    const isLeft = matchesOf(pair).some(({ identifier }) => identifier === match.identifier)
    if (!isLeft) return { coveredBy: program.identifiers[other.identifier]!.id }
  }
  return {}
}

/** Keywords of identifiers of which nothing else is to be told. */
function lonelyKeywords(
  { program, facts }: Explained,
  { from, to }: ByteRange,
  explanations: readonly Explanation[],
): readonly Explanation[] {
  const explained = new Set(explanations.map(({ identifier }) => identifier))
  return program.identifiers.flatMap(({ id, forms }, number): Explanation[] => {
    if (explained.has(id) || forms.every(({ keyword }) => keyword !== 'required')) return []
    const hit = facts.hitsOf(number).find((each) => each.start >= from && each.start < to)
    if (hit === undefined) return []
    const { start, end, keyword } = hit
    const fact: KeywordFact = { kind: 'alone', keyword }
    const told = { identifier: id, start, end, form: undefined, keyword: fact, check: undefined }
    return [{ ...told, reasons: ['no-shape'] }]
  })
}
