// What the Colombian tax numbers (NIT) of people and of organisations share. A person’s is the number of the citizenship
// card and a check digit; nine digits before it that begin with 8 or 9 are an organisation’s.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { passesNitCheck } from '../../checksums/nit-digit.ts'

export const colombiaTaxWords: readonly string[] = ['nit', 'nit.', 'nit#', 'n.i.t.']

export function isColombiaOrganization(text: string): boolean {
  const digits = digitsOf(text)
  return isOrganization(digits) && passesNitCheck(digits)
}

export function isColombiaIndividual(text: string): boolean {
  const digits = digitsOf(text)
  return !isOrganization(digits) && !isAllZero(digits.slice(0, -1)) && passesNitCheck(digits)
}

function isOrganization(digits: string): boolean {
  return digits.length === 10 && digits.charCodeAt(0) >= 0x38
}
