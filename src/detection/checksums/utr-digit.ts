// The check digit of British taxpayer references (UTR) is the first one. Some remainders share a digit.
import { weightedSum } from './weighted-sum.ts'

/** Whether the first of ten digits is the check digit of those behind it. */
export function passesUtrCheck(digits: string): boolean {
  return '21987654321'[weightedSum(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] === digits[0]
}
