// What most driving licences have in common, for want of a check digit: a few digits, no placeholder, no day.
import { isCompactDate } from '../../checksums/calendar-date.ts'
import { digitsOf, isMixedPlaceholder } from '../../checksums/digits.ts'

/** One number in 1,500 is refused because it could be a day, which stands near the same words far more often. */
export function isLicenceNumber(text: string): boolean {
  const digits = digitsOf(text)
  return !isMixedPlaceholder(text) && !(text.length === digits.length && isCompactDate(digits))
}

/** Where a shape of letters and digits would also take words: three digits at least. */
export function isLicenceWithDigits(text: string): boolean {
  return digitsOf(text).length >= 3 && isLicenceNumber(text)
}
