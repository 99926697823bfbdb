// A parsed expression, and how one is refused.
import type { CharacterSet } from './character-set.ts'

/** ^ and $ are the content's (or cell's) start and end; the others a change, or none, between \w and \W. */
export type Assertion = 'start' | 'end' | 'boundary' | 'inside'

export type Expression =
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly of: Expression; readonly least: number; readonly most: number }

/** The message is for whoever wrote the expression: where, what, and what to do instead. */
export class ExpressionRefused extends Error {
  override readonly name = 'ExpressionRefused'
}
