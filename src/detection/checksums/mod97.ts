// Remainders modulo 97 of numbers too long for a double, and the IBAN check that rests on them (ISO 7064).

/** The remainder of a decimal number of any length. */
export function mod97(digits: string): number {
  let remainder = 0
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97
  return remainder
}

/** Whether an IBAN in any case, with any separators, has the right check digits. Its length is not looked at. */
export function isIbanValid(text: string): boolean {
  const iban = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const turned = iban.slice(4) + iban.slice(0, 4)
  return mod97(turned.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) === 1
}
