// The two check digits of Brazilian company numbers (CNPJ), which may have letters since July 2026: a character
// counts its ASCII code less 48. The remainders 0 and 1 have the same digit. All zeros pass.
import { weightedSum } from './weighted-sum.ts'

const second = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
const first = second.slice(1)

/** Whether the last two of fourteen digits and capital letters are the check digits of those before them. */
export function passesCnpjCheck(text: string): boolean {
  return (
    checkDigit(text.slice(0, 12), first) === text[12] && checkDigit(text.slice(0, 13), second) === text[13]
  )
}

function checkDigit(text: string, weights: readonly number[]): string {
  return '00987654321'[weightedSum(text, weights) % 11]!
}
