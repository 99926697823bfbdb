// The letter of Spanish identity and tax numbers: a lookup of the number modulo 23.

/** The control letter of up to eight digits. */
export function dniLetter(digits: string): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23]!
}
