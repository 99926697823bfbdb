// An image that finds fewer identifiers: the same tables, from whose lists the forms of the others are taken.
import { imageFacts, setRecordIn } from './image-facts.ts'
import { identifiersOf, listOf, writeForms } from './set-record.ts'

const mostGroups = 32

/** `wanted[identifier]` says which ones stay; they keep their numbers. */
export function narrowImage(image: Uint8Array, wanted: readonly boolean[]): Uint8Array {
  if (wanted.every(Boolean)) return image
  const narrow = image.slice()
  const facts = imageFacts(narrow)
  const { forms, listsAt, groupsAt } = facts
  const words = new Uint32Array(narrow.buffer)
  const stays = (form: number): boolean => wanted[forms[form]!.identifier] === true
  for (let set = 1; set < facts.sets + facts.groups; set++) {
    const record = setRecordIn(narrow, facts, set)
    const [list, count] = listOf(record)
    const at = (listsAt + list) / 4
    const kept = [...words.subarray(at, at + count)].filter(stays)
    if (kept.length === count) continue
    words.set(kept, at)
    for (const identifier of identifiersOf(record))
      if (wanted[identifier] !== true) clearBit(record, identifier)
    writeForms(
      record,
      kept.map((form) => forms[form]!),
      list,
    )
  }
  for (let group = 0; group < mostGroups; group++) {
    const [list, count] = [words[groupsAt / 4 + group * 2]!, words[groupsAt / 4 + group * 2 + 1]!]
    const at = (listsAt + list) / 4
    const pairs = Array.from(
      { length: count },
      (_, n) => [words[at + 2 * n]!, words[at + 2 * n + 1]!] as const,
    )
    const kept = pairs.filter(([form]) => stays(form))
    words.set(kept.flat(), at)
    words[groupsAt / 4 + group * 2 + 1] = kept.length
  }
  return narrow
}

function clearBit(bits: Uint8Array, bit: number): void {
  bits[bit >> 3]! &= ~(1 << (bit & 7))
}
