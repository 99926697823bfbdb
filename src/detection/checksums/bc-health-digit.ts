// The check digit of the personal health numbers of British Columbia: the leading 9 does not count, and where ten
// would be needed the number is not given out.
import { weightedSum } from './weighted-sum.ts'

/** Whether the last of ten digits is the check digit of the eight before it. */
export function passesBcHealthCheck(digits: string): boolean {
  return weightedSum(digits.slice(1), [2, 4, 8, 5, 10, 9, 7, 3, 1]) % 11 === 0
}
