// The check digit of Argentinian tax numbers (CUIT and CUIL). Where ten would be needed, the number is given out
// under another prefix: 23 or 33.
import { weightedSum } from './weighted-sum.ts'

/** Whether the last of eleven digits is the check digit of those before it. */
export function passesCuitCheck(digits: string): boolean {
  return weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}
