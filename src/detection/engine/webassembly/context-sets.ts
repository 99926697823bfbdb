// Which set of identifiers the names of each column or path make active, in the list that the kernels read.
//
// The fact to know: sets are numbered once for a loaded program; when there is no room for more, all are forgotten but
// those of keywords.
import type { ContextTable } from '../../../model/passage.ts'
import type { ScanMemory } from '../../../scan-memory/scan-memory.ts'
import { mostContexts } from '../../../scan-memory/layout.ts'
import type { Program } from '../program.ts'
import { mostListBytes, mostSets, type Image } from './image.ts'
import { setRecord, setRecordBytes } from './set-record.ts'

export interface ContextSets {
  /** Makes the sets of all contexts of the table known to the kernels; false where there is no room for them. */
  prepare(table: ContextTable): boolean
  /** To be called when the program was loaded (anew). */
  reset(): void
}

export function createContextSets(
  memory: ScanMemory,
  loaded: { readonly program: Program; readonly image: Image },
  identifiersOf: (table: ContextTable, context: number) => readonly number[],
): ContextSets {
  const { image, program } = loaded
  const list = new Uint16Array(memory.buffer, memory.layout.address.contexts, mostContexts)
  const numbers = new Map<string, number>()
  let known = new WeakMap<ContextTable, Uint16Array>()
  let sets = image.sets
  let listBytes = image.listBytes
  let current: ContextTable | undefined
  let count = 0

  const reset = (): void => {
    numbers.clear()
    known = new WeakMap()
    sets = image.sets
    listBytes = image.listBytes
    current = undefined
    count = 0
  }
  const add = (identifiers: readonly number[]): number | undefined => {
    const forms = identifiers.flatMap((identifier) => program.formsNearKeywords[identifier]!)
    const bytes = forms.length * 4
    if (sets === mostSets || listBytes + bytes > mostListBytes) return undefined
    memory.words.set(
      forms.map((form) => form.index),
      (image.listsAddress + listBytes) / 4,
    )
    memory.bytes.set(setRecord(identifiers, forms, listBytes), image.setsAddress + sets * setRecordBytes)
    listBytes += bytes
    return sets++
  }
  const setOf = (identifiers: readonly number[]): number | undefined => {
    if (identifiers.length === 0) return 0
    const key = identifiers.join()
    const number = numbers.get(key) ?? add(identifiers)
    if (number !== undefined) numbers.set(key, number)
    return number
  }
  const extend = (table: ContextTable): boolean => {
    for (; count < table.size; count++) {
      const set = setOf(identifiersOf(table, count))
      if (set === undefined) return false
      list[count] = set
    }
    return true
  }

  return {
    reset,
    prepare(table) {
      if (table.size > mostContexts) return false
      if (table !== current) {
        if (current !== undefined) known.set(current, list.slice(0, count))
        const before = known.get(table)
        current = table
        count = before?.length ?? 0
        if (before !== undefined) list.set(before)
      }
      if (extend(table)) return true
      reset()
      current = table
      return extend(table)
    },
  }
}
