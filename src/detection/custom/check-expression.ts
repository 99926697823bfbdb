// Says whether an expression can be a custom identifier's, and if not why, before one is stored.
import { buildGraph } from './expression-graph.ts'
import { ExpressionRefused, type Expression } from './expression.ts'
import { hasChainOfOpenRepeats } from './open-repeats.ts'
import { parseExpression } from './parse-expression.ts'

/** `refused` is a sentence for whoever wrote the expression. */
export function checkExpression(regex: string): { ok: true } | { refused: string } {
  try {
    const expression = parseExpression(regex)
    if (hasChainOfOpenRepeats(expression)) return { refused: chainMessage }
    if (!readsAnything(expression))
      return { refused: 'The expression can match only the empty text; add what is to be found.' }
    buildGraph(expression)
    return { ok: true }
  } catch (error) {
    if (error instanceof ExpressionRefused) return { refused: error.message }
    throw error
  }
}

const chainMessage =
  'The expression has three or more open repeats (*) with nothing between them that must match a character; ' +
  'bound them as in {0,20}, or put a required character between them.'

function readsAnything(expression: Expression): boolean {
  switch (expression.kind) {
    case 'character':
      return expression.set.length > 0
    case 'assertion':
      return false
    case 'sequence':
      return expression.parts.some(readsAnything)
    case 'choice':
      return expression.options.some(readsAnything)
    case 'repeat':
      return expression.most > 0 && readsAnything(expression.of)
    default:
      return expression satisfies never
  }
}
