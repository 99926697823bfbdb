// Does an expression fit a whole text, and not only a part of it? In one step a character.
//
// The fact to know: the text stands alone here: ^ and $ are its own ends, and \b sees nothing beside it.
import { compileExpression } from './compile-expression.ts'
import { flagged, forwardAutomaton } from './lazy-automaton.ts'
import { atBoundary, atEnd, atStart } from './position-automaton.ts'

/** @throws ExpressionRefused */
export function createWholeMatch(regex: string): (text: string) => boolean {
  const { positions } = compileExpression(regex)
  const automaton = forwardAutomaton(positions)
  const kinds = positions.places.length
  const placeAt = (text: string, at: number): number => (kinds === 1 ? 0 : placeIn(text, at) & (kinds - 1))
  return (text) => {
    automaton.renew()
    let state = automaton.begin(placeAt(text, 0))
    let canEnd = false
    for (let at = 0; at < text.length;) {
      const character = text.codePointAt(at)!
      at += character > 0xffff ? 2 : 1
      const column = positions.classes.classOf(character) * kinds + placeAt(text, at)
      const value = automaton.step(state, column)
      state = value >> 2
      canEnd = (value & flagged) !== 0
    }
    return canEnd
  }
}

function placeIn(text: string, at: number): number {
  const isBoundary = isWord(text, at - 1) !== isWord(text, at)
  return (isBoundary ? atBoundary : 0) + (at === 0 ? atStart : 0) + (at === text.length ? atEnd : 0)
}

function isWord(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at))
}
