// Which columns and elements are named for people, remembered: a number never changes its meaning.
//
// The fact to know: "customer name" is, "customer" is not: companies stand there as well.
import type { ContextTable } from '../../model/passage.ts'
import { facts, factsOf, foldName } from './name-facts.ts'

export interface NameColumns {
  /** Of each context 0 or 1. */
  of(table: ContextTable): { readonly contexts: Uint8Array; readonly any: boolean }
}

export function createNameColumns(): NameColumns {
  const known = new WeakMap<ContextTable, { contexts: Uint8Array; size: number; any: boolean }>()
  return {
    of(table) {
      let columns = known.get(table)
      if (columns === undefined)
        known.set(table, (columns = { contexts: new Uint8Array(64), size: 0, any: false }))
      if (table.size > columns.contexts.length) {
        const more = new Uint8Array(table.size * 2)
        more.set(columns.contexts)
        columns.contexts = more
      }
      for (; columns.size < table.size; columns.size++) {
        if (!isForNames(table.names(columns.size).at(-1))) continue
        columns.contexts[columns.size] = 1
        columns.any = true
      }
      return columns
    },
  }
}

/** "Customer Name", `full_name`, `nom`. */
function isForNames(name: string | undefined): boolean {
  return name !== undefined && (factsOf(foldName(name).replaceAll(/[^a-z]/g, '')) & facts.nameOfRole) !== 0
}
