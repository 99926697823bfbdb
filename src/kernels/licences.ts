// The checks of driving licences, national and tax numbers that are few operations: the same as the functions that
// src/detection/engine/webassembly/native-checks.ts names beside their numbers.
import { isCompactDate } from './dates'
import { areRegular, areZero, collectDigits, digit, groupOfFour, isMilliseconds, passLuhn } from './digits'

/** As isLicenceNumber in licence-number.ts, of so many digits at least. */
export function isLicence(from: usize, to: usize, least: u32): bool {
  // In characters: a no-break blank has two bytes.
  let length: u32 = 0
  for (let p = from; p < to; p++) length += u32((load<u8>(p) & 0xc0) != 0x80)
  const count = collectDigits(from, to)
  if (count < least || (count * 2 > length && areRegular(count))) return false
  return count != length || !isDay(count)
}

/** As isLicense in drivers-license.ts. */
export function isAmericanLicense(from: usize, to: usize): bool {
  return isLicence(from, to, 2) && !(collectDigits(from, to) == <u32>(to - from) && isMilliseconds(from, to))
}

function isDay(count: u32): bool {
  return count == 8 && isCompactDate(groupOfFour(0), groupOfFour(4))
}

export function isDni(from: usize, to: usize): bool {
  return load<u8>(to - 1) <= 0x39 && !areRegular(collectDigits(from, to))
}

export function isCep(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  return digit(0) + digit(1) != 0 && !areRegular(count)
}

export function isCitizenshipCard(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  return digit(0) != 0 && (count < 10 || digit(0) == 1) && !areRegular(count)
}

/** Weights 2 to 7 from the right, over and over. The check digit may be a K. */
export function isRut(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  const hasLetter = load<u8>(to - 1) > 0x39
  const last = hasLetter ? count : count - 1
  if (areZero(last) || (count == <u32>(to - from) && isDay(count))) return false
  let sum: u32 = 0
  for (let i: u32 = 0; i < last; i++) sum += digit(last - 1 - i) * ((i % 6) + 2)
  const left = sum % 11
  return hasLetter ? left == 1 : left != 1 && digit(last) == (left == 0 ? 0 : 11 - left)
}

const nitWeights = memory.data<u8>([3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71])

function passNit(count: u32): bool {
  const last = count - 1
  let sum: u32 = 0
  for (let i: u32 = 0; i < last; i++) sum += digit(last - 1 - i) * load<u8>(nitWeights + <usize>i)
  const left = sum % 11
  return digit(last) == (left < 2 ? left : 11 - left)
}

export function isIndividualNit(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  return !(count == 10 && digit(0) >= 8) && !areZero(count - 1) && passNit(count)
}

export function isOrganizationNit(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  return count == 10 && digit(0) >= 8 && passNit(count)
}

export function isSocialInsurance(from: usize, to: usize): bool {
  return passLuhn(collectDigits(from, to))
}

const taxFileWeights = memory.data<u8>([1, 4, 3, 7, 5, 8, 6, 9, 10])

export function isTaxFileNumber(from: usize, to: usize): bool {
  if (areRegular(collectDigits(from, to))) return false
  let sum: u32 = 0
  for (let i: u32 = 0; i < 9; i++) sum += digit(i) * load<u8>(taxFileWeights + <usize>i)
  return sum % 11 == 0
}

/** Eight digits of an identity card of São Paulo and their check digit, or an X. */
export function isSaoPauloCard(from: usize, to: usize): bool {
  const count = collectDigits(from, to)
  if (areRegular(8)) return false
  let sum: u32 = 0
  for (let i: u32 = 0; i < 8; i++) sum += digit(i) * (i + 2)
  const left = sum % 11
  return count == 8 ? left == 1 : left != 1 && digit(8) == (left == 0 ? 0 : 11 - left)
}
