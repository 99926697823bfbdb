// How an identifier is searched for: only behind its keywords, only around a text that each match contains, or
// everywhere. What a user is told of its cost is what the search goes by.
import type { CustomIdentifierDefinition } from '../../model/identifier.ts'
import { compileExpression, type CompiledExpression } from './compile-expression.ts'
import type { RequiredText } from './required-text.ts'

/**
 * `keyword`: only what follows its keywords is read. `text`: only what surrounds a text that each match contains.
 * `everywhere`: each byte, at some 300 MB/s for this identifier alone.
 */
export type SearchCost = SearchPlan['kind']

export type SearchPlan =
  | { readonly kind: 'keyword'; readonly keywords: readonly string[]; readonly distance: number }
  | { readonly kind: 'text'; readonly required: RequiredText }
  | { readonly kind: 'everywhere' }

export type SearchedDefinition = Pick<
  CustomIdentifierDefinition,
  'regex' | 'keywords' | 'ignoreWords' | 'maximumMatchDistance'
>

export function planSearch(
  { keywords, maximumMatchDistance }: SearchedDefinition,
  { required }: CompiledExpression,
): SearchPlan {
  if (keywords.length > 0) return { kind: 'keyword', keywords, distance: maximumMatchDistance }
  return required === undefined ? { kind: 'everywhere' } : { kind: 'text', required }
}

/** @throws ExpressionRefused */
export function searchCost(definition: SearchedDefinition): SearchCost {
  return planSearch(definition, compileExpression(definition.regex)).kind
}
