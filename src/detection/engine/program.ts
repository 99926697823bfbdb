// What the engine needs to know of the identifiers it looks for, derived from their declarations once per detector.
//
// The fact to know: automata are compiled when a text first asks for them; only keywords and the first bytes of
// forms that need no keyword are read before.
import { overReadBytes } from '../../model/passage.ts'
import type { Form, ManagedIdentifier } from '../../model/managed-identifier.ts'
import { digitWithin } from './digit-distance.ts'
import { buildKeywordAutomaton, type KeywordAutomaton } from './keyword-automaton.ts'
import { compileShape, leadingBytes, type ShapeAutomaton } from './shape-automaton.ts'
import { lengthRange, parseShape, type Shape } from './shape-syntax.ts'
import { byteClasses, digitClass, wordClasses } from './text-classes.ts'

export interface Program {
  readonly identifiers: readonly ManagedIdentifier[]
  readonly forms: readonly ProgramForm[]
  readonly keywords: KeywordAutomaton
  /** Of each identifier: the forms that are tried only near its keywords. */
  readonly formsNearKeywords: readonly (readonly ProgramForm[])[]
  readonly anchors: Anchors
}

export interface ProgramForm {
  readonly index: number
  readonly identifier: number
  readonly keyword: Form['keyword']
  readonly validate: ((text: string) => boolean) | undefined
  readonly automaton: ShapeAutomaton
  /** firstBytes[byte] is 1 where an instance can begin with that byte. */
  readonly firstBytes: Uint8Array
  /** Bytes of the longest instance, at most overReadBytes. */
  readonly longest: number
  /** See digit-distance.ts. */
  readonly digitWithin: number
}

/** A form that needs no keyword is tried where the masks of four bytes in a row share its group's bit. */
export interface Anchors {
  readonly masks: readonly [Int32Array, Int32Array, Int32Array, Int32Array]
  readonly groups: readonly (readonly AnchoredForm[])[]
  /** 1 for each byte that is no letter or digit and begins an instance of such a form. */
  readonly signs: Uint8Array
}

export interface AnchoredForm {
  readonly form: ProgramForm
  /** Bit n of leading[byte]: the byte can be at place n of an instance, or the first one behind it and on. */
  readonly leading: Uint8Array
}

/** No form that depends on keywords may be longer: its keyword would be out of sight. */
export const longestNearKeywords = 2_048
const anchorBytes = 4
/** Places that a form's own leading bytes are told of: a run of dashes begins no key. */
const leadingPlaces = 8
const groupCount = 31

/** @throws Error with the reason where a declaration cannot be searched for in bounded time. */
export function compileProgram(identifiers: readonly ManagedIdentifier[]): Program {
  const forms: ProgramForm[] = []
  const anchored: AnchoredForm[] = []
  identifiers.forEach((identifier, number) => {
    for (const form of identifier.forms) {
      const compiled = programForm(form, identifier, { identifier: number, index: forms.length })
      forms.push(compiled)
      if (form.keyword !== 'required')
        anchored.push({ form: compiled, leading: anchorOf(form, identifier.id) })
    }
  })
  return {
    identifiers,
    forms,
    keywords: buildKeywordAutomaton(identifiers),
    formsNearKeywords: identifiers.map((_, number) =>
      forms.filter((form) => form.identifier === number && form.keyword === 'required'),
    ),
    anchors: buildAnchors(anchored),
  }
}

interface Compiled {
  readonly shape: Shape
  automaton?: ShapeAutomaton
  leading?: Uint8Array
  digitWithin?: number
}

/** Shared by all detectors of a thread: patterns are constants. */
const compiledPatterns = new WeakMap<RegExp, Compiled>()
const compiledWithPlainBlanks = new WeakMap<RegExp, Compiled>()

function compiledPattern({ pattern, keyword }: Form): Compiled {
  const patterns = keyword === 'required' ? compiledPatterns : compiledWithPlainBlanks
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  const shape = parseShape(pattern)
  // Without keyword, numbers are found by their first groups, in which a blank is one byte.
  const isPlain = keyword !== 'required' && beginsWithDigit(shape)
  const compiled = { shape: isPlain ? parseShape(pattern, true) : shape }
  patterns.set(pattern, compiled)
  return compiled
}

function beginsWithDigit(shape: Shape): boolean {
  return leadingBytes(shape, 1).every((places, byte) => places === 0 || byteClasses[byte] === digitClass)
}

function programForm(
  form: Form,
  declared: ManagedIdentifier,
  place: { readonly identifier: number; readonly index: number },
): ProgramForm {
  const compiled = compiledPattern(form)
  const [least, most] = lengthRange(compiled.shape)
  if (least === 0) throw new Error(`Cannot compile ${declared.id}: a form matches the empty text`)
  if (form.keyword !== 'none' && most > longestNearKeywords) {
    throw new Error(
      `Cannot compile ${declared.id}: a form that depends on keywords can exceed ${longestNearKeywords} bytes`,
    )
  }
  return {
    ...place,
    keyword: form.keyword,
    validate: form.validate,
    longest: Math.min(most, overReadBytes),
    get automaton() {
      return (compiled.automaton ??= compileShape(compiled.shape, declared.id))
    },
    get firstBytes() {
      return (compiled.leading ??= leadingBytes(compiled.shape, 1))
    },
    get digitWithin() {
      return (compiled.digitWithin ??= digitWithin(this.automaton))
    },
  }
}

function anchorOf(form: Form, id: string): Uint8Array {
  const { shape } = compiledPattern(form)
  const [least] = lengthRange(shape)
  if (least < anchorBytes)
    throw new Error(`Cannot compile ${id}: a form without keyword is shorter than ${anchorBytes} bytes`)
  const leading = leadingBytes(shape, leadingPlaces)
  for (let place = least; place < leadingPlaces; place++)
    for (let byte = 0; byte < 256; byte++) leading[byte]! |= 1 << place
  if (leading.every((places) => (places & 1) === 1))
    throw new Error(`Cannot compile ${id}: a form without keyword begins with anything`)
  return leading
}

function buildAnchors(anchored: readonly AnchoredForm[]): Anchors {
  const masks = [0, 1, 2, 3].map(() => new Int32Array(256)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  const signs = new Uint8Array(256)
  const alike = anchored.toSorted((a, b) => (a.leading.join('') < b.leading.join('') ? 1 : -1))
  const groups: AnchoredForm[][] = []
  alike.forEach((entry, rank) => {
    const group = Math.floor((rank * Math.min(groupCount, alike.length)) / alike.length)
    ;(groups[group] ??= []).push(entry)
    entry.leading.forEach((places, byte) => {
      masks.forEach((mask, place) => {
        if ((places & (1 << place)) !== 0) mask[byte]! |= 1 << group
      })
      if ((places & 1) === 1 && (byteClasses[byte]! & wordClasses) === 0) signs[byte] = 1
    })
  })
  return { masks, groups, signs }
}
