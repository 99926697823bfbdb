// The check digit of German driving licences: nine characters weighed 9 to 1, letters from A = 10, modulo 11; ten is X.

/** Whether the tenth character is the check digit of the nine before it. What follows is not looked at. */
export function hasGermanLicenceDigit(licence: string): boolean {
  let sum = 0
  for (let at = 0; at < 9; at++) sum += (9 - at) * Number.parseInt(licence[at]!, 36)
  return '0123456789X'[sum % 11] === licence[9]
}
