// The check digit of Mexican tax numbers (RFC): 39 characters have the values of their places, the places weigh 13 to 2,
// modulo 11. An organisation's name is a letter shorter: a blank stands before it.
const alphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'

/** Whether the last of twelve or thirteen digits, capital letters, & and Ñ is the check digit of those before it. */
export function passesRfcCheck(text: string): boolean {
  const { length } = text
  let sum = length === 12 ? 13 * alphabet.indexOf(' ') : 0
  for (let at = 0; at < length - 1; at++) sum += alphabet.indexOf(text[at]!) * (length - at)
  const check = (11 - (sum % 11)) % 11
  return text[length - 1] === (check === 10 ? 'A' : String(check))
}
