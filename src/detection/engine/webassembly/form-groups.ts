// The forms that depend on keywords in groups that are walked together, whatever set they are wanted for: a column or a
// path whose names are keywords of many identifiers has no automaton of its own.
import type { ProgramForm } from '../program.ts'
import { uniteAutomata, type UnionAutomaton } from './union-automaton.ts'

export interface FormGroup {
  readonly forms: readonly ProgramForm[]
  readonly union: UnionAutomaton
}

/** Walks that are shorter leave no trail. */
export const trailStep = 64
const mostInGroup = 16
/** A set names its groups by the bits of one word. */
const mostGroups = 64

/** Those that are alone, or too large together, are in no group. */
export function groupForms(forms: readonly ProgramForm[]): readonly FormGroup[] {
  const short = forms
    .filter(({ keyword, longest }) => keyword === 'required' && longest < trailStep)
    .toSorted((a, b) => (kindOf(a) < kindOf(b) ? -1 : 1))
  const groups: FormGroup[] = []
  for (let at = 0; at < short.length; at += mostInGroup)
    groups.push(...united(short.slice(at, at + mostInGroup)))
  return groups.slice(0, mostGroups)
}

/** Like with like: what begins with the same bytes, and is about as long. */
function kindOf({ firstBytes, longest }: ProgramForm): string {
  return `${firstBytes.join('')} ${String(longest).padStart(3, '0')}`
}

function united(forms: readonly ProgramForm[]): readonly FormGroup[] {
  if (forms.length < 2) return []
  const union = uniteAutomata(forms.map(({ automaton }) => automaton))
  if (union !== undefined) return [{ forms, union }]
  const half = forms.length >> 1
  return [...united(forms.slice(0, half)), ...united(forms.slice(half))]
}
