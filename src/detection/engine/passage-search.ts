// What the ways of searching a passage share.
import type { Passage } from '../../model/passage.ts'
import type { Candidates } from './candidates.ts'
import type { Walker } from './find-instance.ts'
import type { FormSets } from './form-sets.ts'
import type { FoundWords } from './found-words.ts'
import type { Program, ProgramForm } from './program.ts'

export type SearchedPassage = Omit<Passage, 'layout' | 'locate'>

export interface PassageSearch {
  readonly program: Program
  readonly sets: FormSets
  readonly words: FoundWords
  readonly candidates: Candidates
  readonly walker: Walker
  /** triedUntil[form]: starts below were tried. */
  readonly triedUntil: Int32Array
  text: Buffer
}

/** The text of an instance, for its check. */
export function isValid(shared: PassageSearch, form: ProgramForm, start: number, end: number): boolean {
  return form.validate === undefined || form.validate(shared.text.toString('utf8', start, end))
}
