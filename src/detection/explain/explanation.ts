// What decided whether a piece of text counts as an identifier: what an explanation says.
import type { NonEmpty } from '../../model/managed-identifier.ts'
import type { Passage } from '../../model/passage.ts'

export interface Explanation {
  /** The managed identifier's id, or the custom identifier's UUID. */
  readonly identifier: string
  /** Bytes [start, end) of the passage: the data; of `no-shape` the keyword. */
  readonly start: number
  readonly end: number
  /** What stood in the way, the first thing first; empty where it is found. */
  readonly reasons: readonly Reason[]
  /** Which of the managed identifier's forms it has; undefined of `no-shape` and of what has a finder. */
  readonly form: number | undefined
  readonly keyword: KeywordFact
  /** What the form's check said of it; undefined where the form has none. */
  readonly check: { readonly name: string; readonly passes: boolean } | undefined
  /** The identifier that claims the same text, of `covered`. */
  readonly coveredBy?: string
}

export const reasons = [
  /** A letter or digit stands right before or behind it. */
  'touches-word',
  /** It is cut out of a decimal or dotted number: `1.234`, `10.0.0.1`. */
  'within-number',
  /** A sign or blank joins it to what such a number never has. */
  'joined',
  'no-keyword',
  /** A keyword is there, but more than 30 characters away. */
  'keyword-too-far',
  /** The keyword is a part of the data itself. */
  'keyword-in-data',
  /** The keyword is the name of another column or path, or stands in another cell or value. */
  'keyword-elsewhere',
  /** The form counts only where no keyword is near. */
  'keyword-near',
  'check-refused',
  /** An ignore word of the custom identifier is in the match. */
  'ignore-word',
  /** Another identifier claims the same text and has precedence. */
  'covered',
  /** An allow list permits it. */
  'allowed',
  /** A keyword is there, and nothing of the shape near it. */
  'no-shape',
  /** A street, a company or a place has the name. */
  'named-for',
  /** The words of the name are also words of the language, and nothing before them says that a name follows. */
  'common-words',
  /** What follows the given name is in no list of surnames. */
  'unknown-surname',
] as const

export type Reason = (typeof reasons)[number]

/** `distance` is in characters that stand between; `keyword` is as the identifier declares it. */
export type KeywordFact =
  | { readonly kind: 'not-needed' }
  | {
      readonly kind: 'near' | 'too-far'
      readonly keyword: string
      readonly side: 'before' | 'behind'
      readonly distance: number
    }
  /** `name` is the user's own; undefined where it must not be told. */
  | { readonly kind: 'in-name' | 'in-other-name'; readonly keyword: string; readonly name?: string }
  | { readonly kind: 'in-other-value' | 'in-data' | 'alone'; readonly keyword: string }
  /** Of custom identifiers, whose keywords only count before the match. */
  | { readonly kind: 'before'; readonly keyword: string }
  | { readonly kind: 'none' }

export interface ByteRange {
  readonly from: number
  readonly to: number
}

/** Explains what begins in the range, which is in [from, to) of the passage. */
export type ExplainPassage = (passage: Passage, within: ByteRange) => readonly Explanation[]

/** A cell or value of a text to explain, and the names of its column or path. */
export interface NamedText {
  readonly names: readonly string[]
  readonly text: string
}

/** A text to explain: prose, or one row of cells. */
export type ExplainedText = string | NonEmpty<NamedText>

/** Is it found, or did one thing alone stand in the way? That no keyword is there at all does not make it close. */
export function isClose({ reasons: inTheWay }: Explanation): boolean {
  const [first, second] = inTheWay
  return second === undefined && first !== 'no-keyword' && first !== 'no-shape'
}
