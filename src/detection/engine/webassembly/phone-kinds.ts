// The area codes of phone numbers as one table of the kernels.
import { germanPrefixes } from '../../managed/personal/germany-phone-number.ts'
import { italianPrefixes } from '../../managed/personal/italy-phone-number.ts'
import { britishPrefixes } from '../../managed/personal/uk-phone-number.ts'

const tables = [...germanPrefixes, ...italianPrefixes, ...britishPrefixes]

/** Bit n of an entry: a number that begins with these four digits begins as the nth table says, as src/kernels/phones.ts. */
export function phoneKinds(): Uint16Array {
  const kinds = new Uint16Array(10_000)
  tables.forEach((begins, bit) => {
    for (let value = 0; value < kinds.length; value++)
      if (begins({ value, digits: 4 })) kinds[value]! |= 1 << bit
  })
  return kinds
}
