// A set of identifiers as `src/kernels/sets.ts` reads it: which identifiers, which first bytes their forms have, the
// list of those forms, the longest of them, whether all need a digit.
import type { ProgramForm } from '../program.ts'

export const setRecordBytes = 128
const identifiersAt = 0
const firstBytesAt = 64
const listAt = 96

/** `list` is where the numbers of the forms are, in bytes from the first list. */
export function setRecord(
  identifiers: readonly number[],
  forms: readonly ProgramForm[],
  list: number,
): Uint8Array {
  const record = new Uint8Array(setRecordBytes)
  for (const identifier of identifiers) setBit(record, identifiersAt * 8 + identifier)
  for (const form of forms) {
    form.firstBytes.forEach((first, byte) => {
      if (first === 1) setBit(record, firstBytesAt * 8 + byte)
    })
  }
  const longest = forms.reduce((most, form) => Math.max(most, form.longest), 0)
  const needsDigit = forms.every((form) => form.needsDigit) ? 1 : 0
  new Uint32Array(record.buffer, listAt).set([list, forms.length, longest, needsDigit])
  return record
}

export function setBit(bits: Uint8Array, bit: number): void {
  bits[bit >> 3]! |= 1 << (bit & 7)
}
