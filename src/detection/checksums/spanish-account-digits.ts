// The two control digits in the middle of a Spanish account number (CCC): bank 4, branch 4, control 2, account 10.
import { weightedSum } from './weighted-sum.ts'

/** Whether both control digits of a string of 20 digits are right. */
export function hasSpanishAccountDigits(digits: string): boolean {
  return digits.slice(8, 10) === controlDigit(`00${digits.slice(0, 8)}`) + controlDigit(digits.slice(10))
}

function controlDigit(tenDigits: string): string {
  const digit = 11 - (weightedSum(tenDigits, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11)
  return String(digit === 11 ? 0 : digit === 10 ? 1 : digit)
}
