// Says whether an expression can be a custom identifier's, and if not why, before one is stored.
import { compileExpression } from './compile-expression.ts'
import { ExpressionRefused } from './expression.ts'

/** `refused` is a sentence for whoever wrote the expression. */
export function checkExpression(regex: string): { ok: true } | { refused: string } {
  try {
    compileExpression(regex)
    return { ok: true }
  } catch (error) {
    if (error instanceof ExpressionRefused) return { refused: error.message }
    throw error
  }
}
