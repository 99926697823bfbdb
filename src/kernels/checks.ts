// The checks that are asked most, on the bytes as found; the others are asked of the host, a string each. They are those
// of src/detection/checksums and src/detection/managed, which a test compares with these.
import { isDateOfBirth, isExpiry } from './dates'
import { collectDigits, digit, groupOfFour, isMilliseconds, isPlaceholder, passLuhn } from './digits'
import {
  isAmericanLicense,
  isCep,
  isCitizenshipCard,
  isDni,
  isIndividualNit,
  isLicence,
  isOrganizationNit,
  isRut,
  isSaoPauloCard,
  isSocialInsurance,
  isTaxFileNumber,
} from './licences'
import { mayBeginObject } from './objects'
import { isBritish, isFrench, isGerman, isItalian } from './phones'
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
const licence: u32 = 11
const licenceWithDigits: u32 = 12
const americanLicense: u32 = 13
const dni: u32 = 14
const cep: u32 = 15
const citizenshipCard: u32 = 16
const rut: u32 = 17
const individualNit: u32 = 18
const organizationNit: u32 = 19
const socialInsurance: u32 = 20
const taxFileNumber: u32 = 21
const french: u32 = 22
const german: u32 = 23
const italian: u32 = 24
const british: u32 = 25
const saoPauloCard: u32 = 26

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
    case licence:
      return isLicence(from, to, 0)
    case licenceWithDigits:
      return isLicence(from, to, 3)
    case americanLicense:
      return isAmericanLicense(from, to)
    case dni:
      return isDni(from, to)
    case cep:
      return isCep(from, to)
    case citizenshipCard:
      return isCitizenshipCard(from, to)
    case rut:
      return isRut(from, to)
    case individualNit:
      return isIndividualNit(from, to)
    case organizationNit:
      return isOrganizationNit(from, to)
    case socialInsurance:
      return isSocialInsurance(from, to)
    case taxFileNumber:
      return isTaxFileNumber(from, to)
    case french:
      return isFrench(from, to)
    case german:
      return isGerman(from, to)
    case italian:
      return isItalian(from, to)
    case british:
      return isBritish(from, to)
    case saoPauloCard:
      return isSaoPauloCard(from, to)
  }
  return false
}

/** Issuer and length by the first four digits, the Luhn digit, and none of the published test numbers. */
function isCardNumber(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  if (count < 13 || count > 19) return false
  const prefix = groupOfFour(0)
  if (((<u32>load<u8>(CARD_LENGTHS + prefix) >> (count - 13)) & 1) == 0) return false
  if (!passLuhn(count)) return false
  let value: u64 = 0
  for (let i: u32 = 0; i < count; i++) value = value * 10 + digit(i)
  for (let i: u32 = 0; i < CARD_TEST_COUNT; i++) {
    if (load<u64>(CARD_TESTS + <usize>(i << 3)) == value) return false
  }
  // Between four groups of four there are separators, of one byte or two.
  return <u32>(to - from) == count ? !isStrokes(count) : count != 16 || !ascendsSlowly()
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
