// Which identifiers a column's or element's name calls for: those that have a keyword in it, or in a name on its path.
import type { ContextTable } from '../../model/passage.ts'
import type { SearchedTexts } from './place-finder.ts'
import type { SearchPlan } from './search-plan.ts'

/** The identifiers that a context of the table calls for; each context is looked at once. */
export type NameCheck = (table: ContextTable) => (context: number) => readonly number[]

/** undefined where no identifier has keywords. */
export function createNameCheck(
  plans: readonly SearchPlan[],
  { search, ownersOf }: SearchedTexts,
): NameCheck | undefined {
  if (plans.every(({ kind }) => kind !== 'keyword')) return undefined
  const encoder = new TextEncoder()
  const namedBy = (names: readonly string[]): readonly number[] => {
    const found = new Set<number>()
    for (const name of names) {
      const bytes = encoder.encode(name)
      search.search(bytes, { from: 0, to: bytes.length }, (text) => {
        for (const owner of ownersOf[text]!) if (plans[owner]!.kind === 'keyword') found.add(owner)
      })
    }
    return [...found]
  }
  const known = new WeakMap<ContextTable, (readonly number[] | undefined)[]>()
  return (table) => {
    let answers = known.get(table)
    if (answers === undefined) known.set(table, (answers = []))
    const own = answers
    return (context) => (own[context] ??= namedBy(table.names(context)))
  }
}
