// Whether the text of a match is allowed: one of the words, or fitted whole by one of the expressions.
import type { AllowedText } from '../../model/identifier.ts'
import { createWholeMatch } from '../custom/whole-match.ts'
import { digestWord, hasWord } from './allowed-words.ts'

/** @throws ExpressionRefused */
export function createAllowCheck({ expressions, words }: AllowedText): (text: string) => boolean {
  const fits = expressions.map(createWholeMatch)
  return (text) => {
    const digest = words.length === 0 ? undefined : digestWord(text)
    const isWord = digest !== undefined && words.some((list) => hasWord(list, digest))
    return isWord || fits.some((isWhole) => isWhole(text))
  }
}

/** Mailing addresses are written in too many ways for a list of them. */
export function mayBeAllowed(identifier: string): boolean {
  return identifier !== 'ADDRESS'
}
