// Whether a day exists. There is no clock here: a day of the future is as real as one of the past.

/** Year, month 1-12, day 1-31, in the Gregorian calendar. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

/** Whether eight digits in a row are a day of 1900 to 2099 with its year first or last. */
export function isCompactDate(digits: string): boolean {
  if (digits.length !== 8) return false
  const first = Number(digits.slice(0, 4))
  const last = Number(digits.slice(4))
  return (
    (isOurs(first) && isCalendarDate(first, Math.trunc(last / 100), last % 100)) ||
    // Day and month in either order: countries differ.
    (isOurs(last) &&
      (isCalendarDate(last, Math.trunc(first / 100), first % 100) ||
        isCalendarDate(last, first % 100, Math.trunc(first / 100))))
  )
}

function isOurs(year: number): boolean {
  return year >= 1900 && year <= 2099
}
