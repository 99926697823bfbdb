// The shape of a managed data identifier: what a contributor writes, one file each.
import type { IdentifierCategory, SeverityDescription } from './identifier.ts'

export type NonEmpty<T> = readonly [T, ...T[]]

/** A text in which `«…»` marks exactly what must be found; with `label`, the text is a cell under that column name. */
export type Example = string | { readonly label: string; readonly text: string }
/** A text in which nothing must be found, and why: the reason becomes the test's name. */
export type CounterExample = readonly [text: Example, reason: string]

export interface Form {
  /**
   * ASCII shape of the data, without look-around, back-references or anchors. It matches whole tokens: no letter
   * or digit may touch it on either side. The longest match from a start counts.
   */
  readonly pattern: RegExp
  /** required: only near a keyword. none: anywhere. absent: only where no keyword is near. */
  readonly keyword: 'required' | 'none' | 'absent'
  /** Check digits, dates, allocation tables: the text as found. Pure. */
  readonly validate?: (text: string) => boolean
}

/**
 * digits: a hyphen, slash or underscore and a group that holds digits; nor is it as in a path. path: it is not between two
 * slashes, hyphens or points. anything: any group behind a hyphen or slash, and behind a blank one of four. day: digits
 * behind a hyphen or slash, and a day's before the name of a month. base64: any group behind a hyphen, underscore or plus.
 * tail: before it a plus, or a hyphen and digits; nor is it as in a path. +49: as a tail, and before it the code of another
 * country than that.
 */
export type Joined = 'digits' | 'path' | 'anything' | 'day' | 'base64' | 'tail' | `+${number}`

/** What is no shape near a keyword, but found with lists: see src/detection/gazetteer/. */
export type Finder = 'names' | 'addresses'

export interface ManagedIdentifier {
  readonly id: string
  readonly title: string
  readonly category: IdentifierCategory
  /** In the set that AWS recommends for jobs. */
  readonly recommended?: true
  /** Magpie's own: Macie's list has no such id. See docs/decisions/beyond-macie.md. */
  readonly beyondMacie?: true
  /** Severity by occurrences in one object: 1, 2-99, 100 or more. */
  readonly severity: readonly [SeverityDescription, SeverityDescription, SeverityDescription]
  readonly sources: NonEmpty<string>
  /** Case and accents do not count; a blank also stands for none, `_` or `-`. */
  readonly keywords: readonly string[]
  /** Those of them that count in a text only where no more words are joined to them: `cvc_error` is another's name. */
  readonly keywordsEndingNames?: readonly string[]
  /** None where a finder looks for it. */
  readonly forms: readonly Form[]
  readonly finder?: Finder
  readonly examples: NonEmpty<Example>
  readonly counterExamples: NonEmpty<CounterExample>
  /** Real instances that are not found, known and accepted; a test fails when one is found after all. */
  readonly knownMisses?: readonly Example[]
  /** What never stands right beside such a number, joined to it. Without it, a hyphen or slash ends a number. */
  readonly neverJoinedTo?: Joined
  /** Identifiers that may claim an example of this one as well. */
  readonly overlaps?: readonly string[]
}

/**
 * What a contributor writes: `pattern`, `validate` and `keywords.required` are the short way to a single form. Names
 * and addresses have a finder instead.
 */
export interface ManagedIdentifierDeclaration extends Omit<
  ManagedIdentifier,
  'keywords' | 'keywordsEndingNames' | 'forms'
> {
  readonly keywords?: {
    readonly required: boolean
    readonly words: readonly string[]
    /** See `keywordsEndingNames`: these are among the words as well. */
    readonly endingNames?: readonly string[]
  }
  readonly pattern?: RegExp
  readonly validate?: (text: string) => boolean
  readonly forms?: NonEmpty<Form>
}
