// Which forms a keyword, a column name or a path makes active, remembered so that each name is read once.
import type { ContextTable } from '../../model/passage.ts'
import { createFoundWords } from './found-words.ts'
import type { Anchors, Program, ProgramForm } from './program.ts'
import { readWords } from './read-words.ts'

/** Identifiers whose keyword was met, and their forms that need one. */
export interface FormSet {
  /** has[identifier] is 1. */
  readonly has: Uint8Array
  readonly forms: readonly ProgramForm[]
  /** The forms that can begin with each byte. */
  readonly byFirstByte: readonly (readonly ProgramForm[] | undefined)[]
  /** Bytes of the longest instance of all forms. */
  readonly longest: number
  readonly needsDigit: boolean
}

export interface FormSets {
  ofKeyword(keyword: number): FormSet
  /** undefined where no name of the context is a keyword of anything. */
  ofContext(table: ContextTable, context: number): FormSet | undefined
}

const noAnchors: Anchors = {
  masks: [new Int32Array(256), new Int32Array(256), new Int32Array(256), new Int32Array(256)],
  groups: [],
  signs: new Uint8Array(256),
}

export function createFormSets(program: Program): FormSets {
  const sets = new Map<string, FormSet>()
  const ofKeywords: (FormSet | undefined)[] = []
  const ofContexts = new WeakMap<ContextTable, (FormSet | null)[]>()
  const encoder = new TextEncoder()
  const words = createFoundWords()
  const keywordsOnly = { keywords: program.keywords, anchors: noAnchors }

  const setOf = (identifiers: readonly number[]): FormSet => {
    const key = identifiers.join()
    const known = sets.get(key)
    if (known !== undefined) return known
    const set = buildFormSet(program, identifiers)
    sets.set(key, set)
    return set
  }

  const readNames = (names: readonly string[]): readonly number[] => {
    words.clear()
    for (const name of names) {
      const bytes = encoder.encode(name)
      const end = bytes.length
      readWords(keywordsOnly, { bytes, lowest: 0, from: 0, to: end, end, isName: true }, words)
    }
    const found = new Set<number>()
    for (let index = 0; index < words.keywords.count; index++) {
      for (const owner of program.keywords.keywords[words.keywords.items[index]!]!.owners) found.add(owner)
    }
    return [...found].toSorted((a, b) => a - b)
  }

  return {
    ofKeyword(keyword) {
      return (ofKeywords[keyword] ??= setOf(program.keywords.keywords[keyword]!.owners))
    },
    ofContext(table, context) {
      let known = ofContexts.get(table)
      if (known === undefined) ofContexts.set(table, (known = []))
      let set = known[context]
      if (set === undefined) {
        const identifiers = readNames(table.names(context))
        set = known[context] = identifiers.length === 0 ? null : setOf(identifiers)
      }
      return set ?? undefined
    },
  }
}

function buildFormSet(program: Program, identifiers: readonly number[]): FormSet {
  const has = new Uint8Array(program.identifiers.length)
  for (const identifier of identifiers) has[identifier] = 1
  const forms = identifiers.flatMap((identifier) => program.formsNearKeywords[identifier]!)
  const byFirstByte = Array.from({ length: 256 }, (_, byte) => {
    const beginning = forms.filter((form) => form.firstBytes[byte] === 1)
    return beginning.length === 0 ? undefined : beginning
  })
  return {
    has,
    forms,
    byFirstByte,
    longest: forms.reduce((most, form) => Math.max(most, form.longest), 0),
    needsDigit: forms.every((form) => form.digitWithin > 0),
  }
}
