// Dates as text: the same as src/detection/managed/shared/date-parts.ts and the checks that rest on it.

let month: u32 = 0
let count: u32 = 0
let a: u32 = 0
let b: u32 = 0
let c: u32 = 0
let lengthOfA: u32 = 0
let lengthOfC: u32 = 0

/** Takes the numbers (at most three) and the month of a date apart. */
function readParts(from: usize, to: usize): void {
  month = count = a = b = c = lengthOfA = lengthOfC = 0
  for (let p = from; p < to && count < 3; ) {
    const start = p
    let value: u32 = 0
    while (p < to && <u32>load<u8>(p) - 48 < 10) {
      value = value * 10 + (<u32>load<u8>(p) - 48)
      p++
    }
    if (p > start) {
      takeNumber(value, <u32>(p - start))
      continue
    }
    while (p < to && (<u32>load<u8>(p) | 0x20) - 97 < 26) p++
    if (p - start > 2) month = monthOf((load<u32>(start) & 0xffffff) | 0x202020)
    else if (p == start) p++
  }
}

function takeNumber(value: u32, length: u32): void {
  if (count == 0) {
    a = value
    lengthOfA = length
  } else if (count == 1) {
    b = value
  } else {
    c = value
    lengthOfC = length
  }
  count++
}

const months = memory.data<u8>([
  0x6a, 0x61, 0x6e, 0x66, 0x65, 0x62, 0x6d, 0x61, 0x72, 0x61, 0x70, 0x72, 0x6d, 0x61, 0x79, 0x6a, 0x75, 0x6e,
  0x6a, 0x75, 0x6c, 0x61, 0x75, 0x67, 0x73, 0x65, 0x70, 0x6f, 0x63, 0x74, 0x6e, 0x6f, 0x76, 0x64, 0x65, 0x63, 0,
])

/** 1-12 by the first three letters. */
function monthOf(letters: u32): u32 {
  for (let i: u32 = 0; i < 12; i++) {
    if ((load<u32>(months + <usize>(i * 3)) & 0xffffff) == letters) return i + 1
  }
  return 0
}

function isCalendarDate(year: u32, monthOfYear: u32, day: u32): bool {
  if (monthOfYear - 1 >= 12 || day == 0) return false
  const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  const days: u32 =
    monthOfYear == 2 ? (leap ? 29 : 28) : ((monthOfYear + (monthOfYear >> 3)) & 1) != 0 ? 31 : 30
  return day <= days
}

/** Of eight digits: a day of 1900 to 2099 with its year first or last, as in calendar-date.ts. */
export function isCompactDate(first: u32, last: u32): bool {
  if (first - 1900 < 200 && isCalendarDate(first, last / 100, last % 100)) return true
  if (last - 1900 >= 200) return false
  return isCalendarDate(last, first / 100, first % 100) || isCalendarDate(last, first % 100, first / 100)
}

/** As in date-of-birth.ts. */
const latestYear: u32 = 2040

function isBirthDate(year: u32, monthOfYear: u32, day: u32): bool {
  return year >= 1900 && year <= latestYear && isCalendarDate(year, monthOfYear, day)
}

const letterT: u32 = 0x54
const zero: u32 = 0x30
const three: u32 = 0x33

/** As in date-of-birth.ts: `T18:30:00.000Z`. */
function isMidnight(from: usize, to: usize): bool {
  if (to - from <= 10) return true
  let at = from
  while (at < to && load<u8>(at) != letterT) at++
  if (at == to) return true
  // Behind the hour and its colon.
  at += 4
  const tens = <u32>load<u8>(at)
  if (tens != zero && tens != three) return false
  for (at++; at < to; at++) if (<u32>load<u8>(at) - zero < 10 && load<u8>(at) != zero) return false
  return true
}

/** As isDate in date-of-birth.ts. */
export function isDateOfBirth(from: usize, to: usize): bool {
  readParts(from, to)
  if (count == 1) return lengthOfA == 8 && isBirthDate(a / 10_000, (a / 100) % 100, a % 100)
  if (month != 0) return lengthOfA == 4 ? isBirthDate(a, month, b) : isBirthDate(b, month, a)
  if (lengthOfA == 4) return isBirthDate(a, b, c) && isMidnight(from, to)
  if ((<u32>load<u8>(to - 1) | 0x20) - 97 < 26) return false
  const year = lengthOfC == 2 ? (c <= latestYear - 2000 ? 2000 + c : 1900 + c) : c
  return isBirthDate(year, a, b) || isBirthDate(year, b, a)
}

const shortestDay: usize = 8
const colon: u32 = 0x3a

/** As isExpiry in credit-card-expiration.ts. */
export function isExpiry(from: usize, to: usize): bool {
  if (to - from < shortestDay) return true
  for (let p = from; p < to; p++) if (load<u8>(p) == colon) return false
  readParts(from, to)
  return count == (month == 0 ? 2 : 1)
}
