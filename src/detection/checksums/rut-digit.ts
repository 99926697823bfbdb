// The check digit of Chilean RUN and RUT: weights 2 to 7 from the right, over and over, modulo 11; ten is a K.

/** The check digit of a number of any length. */
export function rutDigit(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    sum += (digits.charCodeAt(digits.length - 1 - i) - 0x30) * ((i % 6) + 2)
  }
  return '0K987654321'[sum % 11]!
}
