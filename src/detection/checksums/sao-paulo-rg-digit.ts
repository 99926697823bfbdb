// The check digit of identity cards of the state of São Paulo: weights 2 to 9, modulo 11; ten is an X. Other states
// number their cards in other ways.
import { weightedSum } from './weighted-sum.ts'

/** The check digit of eight digits. */
export function saoPauloRgDigit(digits: string): string {
  return '0X987654321'[weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9]) % 11]!
}
