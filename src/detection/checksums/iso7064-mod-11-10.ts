// ISO 7064, MOD 11,10: the check digit of the German tax number. It chains a product modulo 11 through the digits.

/** Whether the last digit is the check digit of those before it. */
export function passesMod11And10(digits: string): boolean {
  let product = 10
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === Number(digits.at(-1))
}
