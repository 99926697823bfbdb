// The check digit of NHS numbers: weights 10 to 2, modulo 11. Where ten would be needed the number is not given out.
// All zeros and all ones pass.
import { weightedSum } from './weighted-sum.ts'

/** Whether the last of ten digits is the check digit of those before it. */
export function passesNhsCheck(digits: string): boolean {
  // The check digit itself weighs one: together they are a multiple of eleven, which no single digit makes of 10.
  return weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
}
