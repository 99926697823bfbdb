// Remainders modulo 97 of numbers too long for a double, and the IBAN check that rests on them (ISO 7064).

/** The remainder of a decimal number of any length. */
export function mod97(digits: string): number {
  return remainderAfter(0, digits)
}

/** Whether an IBAN in any case, with any separators, has the right check digits. Its length is not looked at. */
export function isIbanValid(text: string): boolean {
  let at = 0
  for (let read = 0; read < 4 && at < text.length; at++) if (valueOf(text.charCodeAt(at)) !== -1) read++
  return remainderAfter(remainderAfter(0, text.slice(at)), text.slice(0, at)) === 1
}

/** Goes on with the remainder: a letter stands for two digits, anything else for none. */
function remainderAfter(remainder: number, text: string): number {
  let after = remainder
  for (let at = 0; at < text.length; at++) {
    const value = valueOf(text.charCodeAt(at))
    if (value !== -1) after = (after * (value < 10 ? 10 : 100) + value) % 97
  }
  return after
}

/** 0 to 9 of a digit, 10 to 35 of a letter in either case, -1 of anything else. */
function valueOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x57 : -1
}
