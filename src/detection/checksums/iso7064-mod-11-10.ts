// ISO 7064, MOD 11,10: the check digit of the German tax number. It chains a product modulo 11 through the digits.

/** Whether the last digit is the check digit of those before it. */
export function passesMod11And10(digits: string): boolean {
  let product = 10
  const last = digits.length - 1
  for (let i = 0; i < last; i++) {
    const sum = (digits.charCodeAt(i) - 0x30 + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === digits.charCodeAt(last) - 0x30
}
