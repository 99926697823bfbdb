// The last character of Finnish personal identity codes: the nine digits modulo 31, in an alphabet without
// G, I, O, Q and Z.

const alphabet = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/** Whether the last of eleven characters is the check of six digits, a sign for the century and three digits. */
export function passesHetuCheck(code: string): boolean {
  const number = Number(code.slice(0, 6) + code.slice(7, 10))
  return code[10] === alphabet[number % 31]
}
