// The check digit of GS1's trade item numbers: weights 3 and 1 in turn, modulo 10. All zeros pass.
import { weightedSum } from './weighted-sum.ts'

/** Whether the last of fourteen digits is the check digit of those before it. */
export function passesGtinCheck(digits: string): boolean {
  return weightedSum(digits, [3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}
