// A set of identifiers as `src/kernels/sets.ts` reads it: which identifiers, which first bytes their forms have, the
// list of those forms, the longest of them, within how many bytes all have a digit.
import type { ProgramForm } from '../program.ts'

export const setRecordBytes = 144
const identifiersAt = 0
const firstBytesAt = 64
const listAt = 96
const unionAt = 112
const groupsAt = 136
/** Words of a form's record, see `src/kernels/shapes.ts`. */
export const longestWord = 3
export const identifierWord = 4
export const firstBytesOfForm = 32
export const digitWithinWord = 16

/** What a set knows of a form: `firstBytes` has one bit for each byte. */
export interface SetForm {
  readonly firstBytes: Uint8Array
  readonly longest: number
  readonly digitWithin: number
}

/** `list` is where the numbers of the forms are, in bytes from the first list. */
export function setRecord(
  identifiers: readonly number[],
  forms: readonly SetForm[],
  list: number,
): Uint8Array {
  const record = new Uint8Array(setRecordBytes)
  for (const identifier of identifiers) setBit(record, identifiersAt * 8 + identifier)
  writeForms(record, forms, list)
  return record
}

/** Addresses of a set's united automaton: table, classes, accepted, lists; how many forms, the first ones, and its start. */
export function writeUnion(
  record: Uint8Array,
  union: { readonly addresses: readonly number[]; readonly count: number; readonly start: number },
): void {
  const [table = 0, classes = 0, accepted = 0, lists = 0] = union.addresses
  new Uint32Array(record.buffer, record.byteOffset + unionAt, 6).set([
    table,
    classes,
    accepted,
    lists,
    union.count,
    union.start,
  ])
}

/** How many of its forms, the first ones, are united. */
export function unitedIn(record: Uint8Array): number {
  return new Uint32Array(record.buffer, record.byteOffset + unionAt, 6)[4]!
}

/** Names the groups that unite the first `count` forms of a set: one bit each. */
export function writeGroups(record: Uint8Array, count: number, groups: bigint): void {
  new Uint32Array(record.buffer, record.byteOffset + unionAt, 6)[4] = count
  new BigUint64Array(record.buffer, record.byteOffset + groupsAt, 1)[0] = groups
}

/** Replaces the forms of a set, which then has no united automaton. */
export function writeForms(record: Uint8Array, forms: readonly SetForm[], list: number): void {
  record.fill(0, firstBytesAt)
  for (const { firstBytes } of forms) {
    for (let i = 0; i < 32; i++) record[firstBytesAt + i]! |= firstBytes[i]!
  }
  const longest = forms.reduce((most, form) => Math.max(most, form.longest), 0)
  const within = forms.some((form) => form.digitWithin === 0)
    ? 0
    : forms.reduce((most, form) => Math.max(most, form.digitWithin), 0)
  new Uint32Array(record.buffer, record.byteOffset + listAt, 4).set([list, forms.length, longest, within])
}

/** Where its list is, in bytes from the first list, and how many forms it has. */
export function listOf(record: Uint8Array): readonly [list: number, count: number] {
  const [list = 0, count = 0] = new Uint32Array(record.buffer, record.byteOffset + listAt, 2)
  return [list, count]
}

/** Which identifiers a set has, ascending. */
export function identifiersOf(record: Uint8Array): number[] {
  const found: number[] = []
  for (let bit = identifiersAt * 8; bit < firstBytesAt * 8; bit++) {
    if ((record[bit >> 3]! & (1 << (bit & 7))) !== 0) found.push(bit)
  }
  return found
}

export function setsFormOf({ firstBytes, longest, digitWithin }: ProgramForm): SetForm {
  const bits = new Uint8Array(32)
  firstBytes.forEach((first, byte) => {
    if (first === 1) setBit(bits, byte)
  })
  return { firstBytes: bits, longest, digitWithin }
}

export function setBit(bits: Uint8Array, bit: number): void {
  bits[bit >> 3]! |= 1 << (bit & 7)
}
