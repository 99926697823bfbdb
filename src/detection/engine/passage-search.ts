// What the ways of searching a passage share.
import { checkedText } from './checked-text.ts'
import type { Passage } from '../../model/passage.ts'
import { createCandidates, type Candidates } from './candidates.ts'
import { createWalker, type Walker } from './find-instance.ts'
import { createFormSets, type FormSets } from './form-sets.ts'
import { createFoundWords, type FoundWords } from './found-words.ts'
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
  /** The bytes of the passage at hand, for the checks of forms. */
  text: Buffer
  /** Makes an instance a candidate, unless its form's check refuses its text. */
  addIfValid(form: ProgramForm, start: number, end: number): void
}

export function createPassageSearch(program: Program): PassageSearch {
  const candidates = createCandidates()
  const shared: PassageSearch = {
    program,
    sets: createFormSets(program),
    words: createFoundWords(),
    candidates,
    walker: createWalker(),
    triedUntil: new Int32Array(program.forms.length),
    text: Buffer.alloc(0),
    addIfValid(form, start, end) {
      if (form.validate === undefined || form.validate(checkedText(shared.text, start, end)))
        candidates.add(form.identifier, start, end)
    },
  }
  return shared
}
