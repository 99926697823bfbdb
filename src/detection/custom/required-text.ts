// What every match of an expression must contain: `EMP-\d{6}` has EMP- in each. Where such a text is not, nothing
// needs to be searched.
//
// The fact to know: only texts that begin a bounded number of characters after the match does are of use: then the
// match begins shortly before the text.
import type { CharacterSet } from './character-set.ts'
import type { Expression } from './expression.ts'
import { likelihood } from './keyword-fragments.ts'
import { foldCase } from './letter-case.ts'

export interface RequiredText {
  /** One of them is in every match, whatever its case. */
  readonly options: readonly string[]
  /** Characters of a match before it, at most. */
  readonly mostBefore: number
  /** Characters of a match, at most; Infinity where it has no bound. */
  readonly mostLength: number
}

const leastBytes = 3
const mostOptions = 16
const longestText = 24
const farthest = 256
/** For expressions, bytes that are no UTF-8 are this character too. */
const replacement = 0xfffd

export function requiredText(expression: Expression): RequiredText | undefined {
  const { exact, part, most } = factsOf(expression)
  const best = rarer(part, exact === undefined ? undefined : asPart(exact))
  return best === undefined ? undefined : { ...best, mostLength: most }
}

interface Facts {
  /** Characters, at most. */
  readonly most: number
  /** All texts that match, folded; undefined where they are many. */
  readonly exact: readonly string[] | undefined
  /** The best that each match must contain. */
  readonly part: Part | undefined
}

type Part = Pick<RequiredText, 'options' | 'mostBefore'>

const nothing: Facts = { most: 0, exact: [''], part: undefined }

function factsOf(expression: Expression): Facts {
  switch (expression.kind) {
    case 'character':
      return { most: 1, exact: fewCharacters(expression.set), part: undefined }
    case 'assertion':
      return nothing
    case 'sequence':
      return inSequence(expression.parts.map(factsOf))
    case 'choice':
      return eitherOf(expression.options.map(factsOf))
    case 'repeat':
      return repeated(factsOf(expression.of), expression.least, expression.most)
    default:
      return expression satisfies never
  }
}

function fewCharacters(set: CharacterSet): readonly string[] | undefined {
  const codes = new Set<number>()
  for (let at = 0; at < set.length; at += 2) {
    for (let code = set[at]!; code <= set[at + 1]!; code++) {
      codes.add(foldCase(code))
      if (codes.size > mostOptions / 4 || code === replacement) return undefined
    }
  }
  return [...codes].map((code) => String.fromCodePoint(code))
}

function inSequence(parts: readonly Facts[]): Facts {
  let most = 0
  let best: Part | undefined
  /** What the latest parts match, were they all exact, and characters before them. */
  let run: readonly string[] = ['']
  let before = 0
  let isExact = true
  for (const { most: own, exact, part } of parts) {
    const longer = exact === undefined ? undefined : product(run, exact)
    if (longer === undefined) {
      best = rarer(best, asPart(run, before))
      best = rarer(best, part === undefined ? undefined : { ...part, mostBefore: most + part.mostBefore })
      isExact = false
      run = exact ?? ['']
      before = exact === undefined ? most + own : most
    } else run = longer
    most += own
  }
  return isExact
    ? { most, exact: run, part: best }
    : { most, exact: undefined, part: rarer(best, asPart(run, before)) }
}

function product(left: readonly string[], right: readonly string[]): readonly string[] | undefined {
  if (left.length * right.length > mostOptions) return undefined
  const joined = left.flatMap((text) => right.map((more) => text + more))
  return joined.some((text) => text.length > longestText) ? undefined : joined
}

function eitherOf(options: readonly Facts[]): Facts {
  const most = Math.max(...options.map((option) => option.most))
  const exact = options.flatMap((option) => option.exact ?? [])
  if (options.every((option) => option.exact !== undefined) && exact.length <= mostOptions)
    return { most, exact: [...new Set(exact)], part: undefined }
  const parts = options.map(({ exact: own, part }) =>
    rarer(part, own === undefined ? undefined : asPart(own)),
  )
  const texts = new Set(parts.flatMap((part) => part?.options ?? []))
  const isRequired = parts.every((part) => part !== undefined) && texts.size <= mostOptions
  const mostBefore = Math.max(...parts.map((part) => part?.mostBefore ?? 0))
  return { most, exact: undefined, part: isRequired ? { options: [...texts], mostBefore } : undefined }
}

function repeated(of: Facts, least: number, most: number): Facts {
  const length = of.most === 0 ? 0 : of.most * most
  if (most === 0 || of.most === 0) return nothing
  if (least === most && most <= longestText) return { ...inSequence(Array.from({ length: most }, () => of)) }
  if (least === 0) return { most: length, exact: undefined, part: undefined }
  const copies = inSequence(Array.from({ length: Math.min(least, longestText) }, () => of))
  const part = rarer(copies.part, copies.exact === undefined ? undefined : asPart(copies.exact))
  return { most: length, exact: undefined, part }
}

function asPart(options: readonly string[], mostBefore = 0): Part | undefined {
  const isOfUse = mostBefore <= farthest && options.every((text) => Buffer.byteLength(text) >= leastBytes)
  return isOfUse && options.length > 0 ? { options, mostBefore } : undefined
}

function rarer(a: Part | undefined, b: Part | undefined): Part | undefined {
  if (a === undefined || b === undefined)
    return [a, b].find((part) => part !== undefined && part.mostBefore <= farthest)
  return sum(b) < sum(a) && b.mostBefore <= farthest ? b : a
}

function sum({ options }: Part): number {
  return options.reduce((all, text) => all + likelihood(text), 0)
}
