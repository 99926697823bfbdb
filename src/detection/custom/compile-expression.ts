// The one way from the text of an expression to what searches for it: whatever is refused is refused here.
import { ExpressionRefused, type Expression } from './expression.ts'
import { hasChainOfOpenRepeats } from './open-repeats.ts'
import { parseExpression } from './parse-expression.ts'
import { buildPositions, type PositionAutomaton } from './position-automaton.ts'
import { requiredText, type RequiredText } from './required-text.ts'

export interface CompiledExpression {
  readonly positions: PositionAutomaton
  /** undefined where matches need not have any text in common. */
  readonly required: RequiredText | undefined
}

/** @throws ExpressionRefused with a sentence for whoever wrote the expression. */
export function compileExpression(regex: string): CompiledExpression {
  const expression = parseExpression(regex)
  if (hasChainOfOpenRepeats(expression)) throw new ExpressionRefused(chainMessage)
  if (!readsAnything(expression)) throw new ExpressionRefused(emptyMessage)
  return { positions: buildPositions(expression), required: requiredText(expression) }
}

const chainMessage =
  'The expression has three or more open repeats (*) with nothing between them that must match a character; ' +
  'bound them as in {0,20}, or put a required character between them.'
const emptyMessage = 'The expression can match only the empty text; add what is to be found.'

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
