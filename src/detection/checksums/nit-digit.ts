// The check digit of Colombian tax numbers (NIT): primes as weights from the right, modulo 11. The remainders 1 and
// 10 have the same digit.
const weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]

/** Whether the last of up to sixteen digits is the check digit of those before it. */
export function passesNitCheck(digits: string): boolean {
  const last = digits.length - 1
  let sum = 0
  for (let i = 0; i < last; i++) sum += (digits.charCodeAt(last - 1 - i) - 0x30) * weights[i]!
  return '01987654321'.charCodeAt(sum % 11) === digits.charCodeAt(last)
}
