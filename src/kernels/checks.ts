// The checks that are asked most, on the bytes as found; the others are asked of the host, a string each. They are those
// of src/detection/checksums and src/detection/managed, which a test compares with these.
import { isDateOfBirth, isExpiry } from './dates'
import { mayBeginObject } from './objects'
import { CARD_LENGTHS, CARD_TESTS, CARD_TEST_COUNT } from './program'

/** Numbers as in src/detection/engine/webassembly/native-checks.ts. */
const cardNumber: u32 = 2
const iban: u32 = 3
const socialSecurity: u32 = 4
const notPlaceholder: u32 = 5
const northAmerican: u32 = 6
const securityCode: u32 = 7
const dateOfBirth: u32 = 8
const expiry: u32 = 9
const accountNumber: u32 = 10

const host: u32 = 1
/** The host is asked, but a form without keyword is walked only where this may begin: see `mayBeginAs`. */
const token: u32 = 32

// @ts-ignore: decorator
@inline
export function asksHost(check: u32): bool {
  return check == host || check == token
}

/** Can what begins at `from` pass the check, as far as can be told before it is walked to its end? */
// @ts-ignore: decorator
@inline
export function mayBeginAs(check: u32, from: usize): bool {
  return check != token || mayBeginObject(from)
}

export function passesCheck(check: u32, from: usize, to: usize): bool {
  switch (check) {
    case cardNumber:
      return isCardNumber(from, to)
    case iban:
      return isIban(from, to)
    case socialSecurity:
      return isIssuable(from, to)
    case notPlaceholder:
      return !isPlaceholder(from, to)
    case northAmerican:
      return isNorthAmerican(from, to)
    case securityCode:
      return isSecurityCode(from, to)
    case dateOfBirth:
      return isDateOfBirth(from, to)
    case expiry:
      return isExpiry(from, to)
    case accountNumber:
      return !isPlaceholder(from, to) && !isMilliseconds(from, to)
  }
  return false
}

const mostDigits: u32 = 64
const digits = memory.data(64)

/** Writes the values of the ASCII digits to `digits`, the first 64 of them; gives their number. */
function collectDigits(from: usize, to: usize): u32 {
  let count: u32 = 0
  for (let p = from; p < to; p++) {
    const value = <u32>load<u8>(p) - 48
    if (value >= 10 || count == mostDigits) continue
    store<u8>(digits + <usize>count, <u8>value)
    count++
  }
  return count
}

// @ts-ignore: decorator
@inline
function digit(index: u32): u32 {
  return load<u8>(digits + <usize>index)
}

/** Issuer and length by the first four digits, the Luhn digit, and none of the published test numbers. */
function isCardNumber(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  if (count < 13 || count > 19) return false
  const prefix = groupOfFour(0)
  if (((<u32>load<u8>(CARD_LENGTHS + prefix) >> (count - 13)) & 1) == 0) return false
  let sum: u32 = 0
  let value: u64 = 0
  for (let i: u32 = 0; i < count; i++) {
    const d = digit(i)
    value = value * 10 + d
    sum += ((count - i) & 1) != 0 ? d : d < 5 ? d << 1 : (d << 1) - 9
  }
  if (sum % 10 != 0) return false
  for (let i: u32 = 0; i < CARD_TEST_COUNT; i++) {
    if (load<u64>(CARD_TESTS + <usize>(i << 3)) == value) return false
  }
  const separators = <u32>(to - from) - count
  return separators == 0 ? !isStrokes(count) : separators != 3 || count != 16 || !ascendsSlowly()
}

/** Digits from 1 to 5 alone, three kinds of them at least. */
function isStrokes(count: u32): bool {
  let kinds: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    if (digit(i) - 1 >= 5) return false
    kinds |= 1 << digit(i)
  }
  return popcnt(kinds) > 2
}

// @ts-ignore: decorator
@inline
function groupOfFour(index: u32): u32 {
  return digit(index) * 1000 + digit(index + 1) * 100 + digit(index + 2) * 10 + digit(index + 3)
}

/** Each of four groups is 1 to 99 above the one before. */
function ascendsSlowly(): bool {
  for (let i: u32 = 4; i < 16; i += 4) if (groupOfFour(i) - groupOfFour(i - 4) - 1 >= 99) return false
  return true
}

// @ts-ignore: decorator
@inline
function valueOf(byte: u32): u32 {
  if (byte - 48 < 10) return byte - 48
  const letter = byte | 0x20
  return letter - 97 < 26 ? letter - 87 : 255
}

/** The first four letters and digits come last; the remainder modulo 97 must be 1. */
function isIban(from: usize, to: usize): bool {
  let p = from
  for (let read = 0; read < 4 && p < to; p++) read += i32(valueOf(load<u8>(p)) != 255)
  return remainder(remainder(0, p, to), from, p) == 1
}

function remainder(begun: u32, from: usize, to: usize): u32 {
  let after = begun
  for (let p = from; p < to; p++) {
    const value = valueOf(load<u8>(p))
    if (value != 255) after = (after * (value < 10 ? 10 : 100) + value) % 97
  }
  return after
}

function isIssuable(from: usize, to: usize): bool {
  collectDigits(from, to)
  const area = digit(0) * 100 + digit(1) * 10 + digit(2)
  const group = digit(3) * 10 + digit(4)
  const serial = digit(5) * 1000 + digit(6) * 100 + digit(7) * 10 + digit(8)
  if (area == 78 && group == 5 && serial == 1120) return false
  if (area == 219 && group == 9 && serial == 9999) return false
  return area != 0 && area != 666 && area < 900 && group != 0 && serial != 0
}

/** One digit repeated, or a run that ascends. */
function isPlaceholder(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  if (count < 3) return false
  const step = (digit(1) + 10 - digit(0)) % 10
  if (step > 1) return false
  for (let i: u32 = 2; i < count; i++) if ((digit(i) + 10 - digit(i - 1)) % 10 != step) return false
  return true
}

/** Of 2017 to 2033; digits alone. */
function isMilliseconds(from: usize, to: usize): bool {
  return to - from == 13 && load<u8>(from) == 0x31 && load<u8>(from, 1) >= 0x35
}

/** Ten digits of the North American plan, after whatever stands before them. */
function isNorthAmerican(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  if (count < 10) return false
  const first = digit(count - 10)
  const second = digit(count - 9)
  const third = digit(count - 8)
  if (first < 2 || digit(count - 7) < 2) return false
  if (second == 9 || (first == 3 && second == 7) || (first == 9 && second == 6)) return false
  return (second != 1 || third != 1) && (digit(count - 6) != 1 || digit(count - 5) != 1)
}

/** Three or four digits that are no placeholder, no hundreds and no year of this century. */
function isSecurityCode(from: usize, to: usize): bool {
  if (isPlaceholder(from, to)) return false
  const length = <u32>(to - from)
  return digit(length - 1) + digit(length - 2) != 0 && (length != 4 || digit(0) != 2 || digit(1) != 0)
}
