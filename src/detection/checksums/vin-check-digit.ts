// The ninth character of a North American vehicle identification number: the other sixteen, weighed, modulo 11; ten is
// X. Letters count 1 to 9 in three rows, A-I, J-R and S-Z, of which the last starts at 2. I, O and Q are never used.

const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const letterValues = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9]

/** Whether a text of seventeen digits and capital letters has the right check digit. */
export function hasVinCheckDigit(vin: string): boolean {
  let sum = 0
  for (let at = 0; at < 17; at++) {
    const code = vin.charCodeAt(at)
    sum += weights[at]! * (code < 0x41 ? code - 0x30 : letterValues[code - 0x41]!)
  }
  return vin[8] === '0123456789X'[sum % 11]
}
