// The check digit of the Mexican population register (CURP): places weigh 18 to 2, modulo 10. Ñ has a value between N
// and O, though no CURP is written with one.
const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

/** Whether the last of eighteen digits and capital letters is the check digit of those before it. */
export function passesCurpCheck(text: string): boolean {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += alphabet.indexOf(text[i]!) * (18 - i)
  return (10 - (sum % 10)) % 10 === text.charCodeAt(17) - 0x30
}
