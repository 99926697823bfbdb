// Which set of identifiers the names of each column or path make active, in the list that the kernels read.
//
// The fact to know: sets are numbered once for a loaded program; when there is no room for more, all are forgotten but
// those of keywords.
import type { ContextTable } from '../../../model/passage.ts'
import { mostContexts } from '../../../scan-memory/layout.ts'
import type { ScanMemory } from '../../../scan-memory/scan-memory.ts'
import type { ImageFacts, ImageForm } from './image-facts.ts'
import { mostListBytes, mostSets } from './image.ts'
import { identifiersOf, listOf, setRecord, setRecordBytes, unitedIn, writeGroups } from './set-record.ts'

export interface ContextSets {
  /** Makes the sets of all contexts of the table known to the kernels; false where there is no room for them. */
  prepare(table: ContextTable): boolean
  /** Makes `loneContext` stand for these names, a list that never changes; false where there is no room. */
  prepareLone(names: readonly string[]): boolean
  /** To be called when the program was loaded (anew). */
  reset(): void
}

/** A context beside those of tables. */
export const loneContext = mostContexts - 1
const mostNames = 16_384

export function createContextSets(memory: ScanMemory, image: ImageFacts): ContextSets {
  const list = new Uint16Array(memory.buffer, memory.layout.address.contexts, mostContexts)
  const numbers = new Map<string, number>()
  const ofNames = new Map<string, readonly number[]>()
  const nearKeywords = formsByIdentifier(image)
  let known = new WeakMap<ContextTable, Uint16Array>()
  let sets = image.sets + image.groups
  let { listBytes } = image
  let groupOf: readonly (number | undefined)[] = []
  let current: ContextTable | undefined
  let count = 0
  /** The latest names of `loneContext`: each cell of a header is asked about under all of its names. */
  let lone: readonly string[] | undefined

  const reset = (): void => {
    numbers.clear()
    known = new WeakMap()
    sets = image.sets + image.groups
    ;({ listBytes } = image)
    current = undefined
    count = 0
    lone = undefined
    groupOf = groupsOfForms(memory, image)
    // The names of most columns have one keyword: its own set serves, whose forms may be united.
    for (let set = 1; set < image.sets; set++) numbers.set(identifiersOf(recordAt(set)).join(), set)
  }
  const recordAt = (set: number): Uint8Array => {
    const at = image.setsAddress + set * setRecordBytes
    return memory.bytes.subarray(at, at + setRecordBytes)
  }
  const add = (identifiers: readonly number[]): number | undefined => {
    const all = identifiers.flatMap((identifier) => nearKeywords[identifier] ?? [])
    const grouped = all.length < fewestGrouped ? [] : all.filter(({ index }) => groupOf[index] !== undefined)
    const forms = [...grouped, ...all.filter((form) => !grouped.includes(form))]
    const bytes = forms.length * 4
    if (sets === mostSets || listBytes + bytes > mostListBytes) return undefined
    memory.words.set(
      forms.map((form) => form.index),
      (image.listsAddress + listBytes) / 4,
    )
    const record = setRecord(identifiers, forms, listBytes)
    const groups = new Set(grouped.map((form) => groupOf[form.index]!))
    writeGroups(
      record,
      grouped.length,
      [...groups].reduce((bits, group) => bits | (1n << BigInt(group)), 0n),
    )
    recordAt(sets).set(record)
    listBytes += bytes
    return sets++
  }
  const identifiersOfName = (name: string): readonly number[] => {
    const before = ofNames.get(name)
    if (before !== undefined) return before
    if (ofNames.size === mostNames) ofNames.clear()
    const found = readName(memory, image, name)
    ofNames.set(name, found)
    return found
  }
  const setOf = (names: readonly string[]): number | undefined => {
    const all = new Set(names.flatMap(identifiersOfName))
    if (all.size === 0) return 0
    const identifiers = [...all].toSorted((a, b) => a - b)
    const key = identifiers.join()
    const number = numbers.get(key) ?? add(identifiers)
    if (number !== undefined) numbers.set(key, number)
    return number
  }
  /** A name that is no keyword changes nothing: the path has its parent's set, and is not read again. */
  const setOfContext = (table: ContextTable, context: number): number | undefined => {
    const { paths } = table
    const isPlain = paths !== undefined && context > 0 && identifiersOfName(paths.name(context)).length === 0
    return isPlain ? list[paths.parent(context)] : setOf(table.names(context))
  }
  const extend = (table: ContextTable): boolean => {
    for (; count < table.size; count++) {
      const set = setOfContext(table, count)
      if (set === undefined) return false
      list[count] = set
    }
    return true
  }

  return {
    reset,
    prepare(table) {
      if (table.size >= loneContext) return false
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
    prepareLone(names) {
      if (names === lone) return true
      let set = setOf(names)
      if (set === undefined) {
        reset()
        set = setOf(names)
      }
      list[loneContext] = set ?? 0
      lone = set === undefined ? undefined : names
      return set !== undefined
    },
  }
}

/** Sets with fewer forms are walked form by form. */
const fewestGrouped = 4

/** The group of each form that is in one. A group that lost forms to a narrower choice is none. */
function groupsOfForms(memory: ScanMemory, image: ImageFacts): readonly (number | undefined)[] {
  const groupOf: (number | undefined)[] = []
  for (let group = 0; group < image.groups; group++) {
    const at = image.setsAddress + (image.sets + group) * setRecordBytes
    const record = memory.bytes.subarray(at, at + setRecordBytes)
    if (unitedIn(record) === 0) continue
    const [list, count] = listOf(record)
    const from = (image.listsAddress + list) / 4
    for (const form of memory.words.subarray(from, from + count)) groupOf[form] = group
  }
  return groupOf
}

function formsByIdentifier({ forms }: ImageFacts): readonly (ImageForm[] | undefined)[] {
  const byIdentifier: ImageForm[][] = []
  for (const form of forms) if (form.nearKeywords) (byIdentifier[form.identifier] ??= []).push(form)
  return byIdentifier
}

/** The identifiers whose keywords are in the name. */
function readName(memory: ScanMemory, image: ImageFacts, name: string): readonly number[] {
  const { guest, hits } = memory.layout.address
  const { written } = encoder.encodeInto(name, memory.bytes.subarray(guest, guest + longestName))
  const count = memory.kernels.readKeywords(guest, written)
  const found = new Set<number>()
  for (let hit = 0; hit < count; hit++) {
    const at = image.setsAddress + memory.words[hits / 4 + hit * hitWords + setWord]! * setRecordBytes
    for (const identifier of identifiersOf(memory.bytes.subarray(at, at + setRecordBytes)))
      found.add(identifier)
  }
  return [...found]
}

const encoder = new TextEncoder()
const longestName = 16_384
const hitWords = 3
const setWord = 2
