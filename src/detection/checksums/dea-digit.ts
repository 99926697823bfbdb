// The check digit of DEA registrations: of the six digits before it, every second one counts twice. The two letters
// in front do not count. All zeros pass.
import { weightedSum } from './weighted-sum.ts'

/** Whether the last of seven digits is the check digit of those before it. */
export function passesDeaCheck(digits: string): boolean {
  return weightedSum(digits.slice(0, 6), [1, 2, 1, 2, 1, 2]) % 10 === digits.charCodeAt(6) - 0x30
}
