// The checks of phone numbers of countries whose area codes have no one length: the same as phone-forms.ts and the files
// of these countries in src/detection/managed/personal.
import { PHONE_KINDS } from './program'

// Bits of an entry of PHONE_KINDS, as src/detection/engine/webassembly/phone-kinds.ts has them.
const germanArea: u32 = 1
const germanThree: u32 = 2
const germanTwo: u32 = 4
const germanMobile: u32 = 8
const germanService: u32 = 16
const italianArea: u32 = 32
const italianMobile: u32 = 64
const britishArea: u32 = 128
const britishElsewhere: u32 = 256
const britishShort: u32 = 512

/** No number that is accepted has fewer or more digits. */
const fewest: u32 = 6
const most: u32 = 11

/** Ahead: the digits behind country code and trunk digit, what separators make of them, and what begins with them. */
const digits = memory.data(16)
let count: u32 = 0
let groups: u32 = 0
let first: u32 = 0
let second: u32 = 0
let kinds: u32 = 0

// @ts-ignore: decorator
@inline
function digit(index: u32): u32 {
  return load<u8>(digits + <usize>index)
}

// @ts-ignore: decorator
@inline
function four(index: u32): u32 {
  return digit(index) * 1000 + digit(index + 1) * 100 + digit(index + 2) * 10 + digit(index + 3)
}

/** Digits of the country code to be left out: there is one behind `+`, or `00` and the code's own two bytes. */
function codeDigits(from: usize, to: usize, code: u32): u32 {
  if (load<u8>(from) == 0x2b) return 2
  return to - from >= 4 && load<u16>(from) == 0x3030 && <u32>load<u16>(from, 2) == code ? 4 : 0
}

/** Takes a number apart; false where no country accepts it. `code` is two bytes as they stand, `trunk` 1 where 0 is one. */
function readNumber(from: usize, to: usize, code: u32, trunk: u32): bool {
  let skipped = codeDigits(from, to, code)
  let mayBeTrunk = trunk != 0
  let inGroup = false
  let last: u32 = 0, step: u32 = 10, regular: u32 = 0
  count = groups = first = second = 0
  for (let p = from; p < to; p++) {
    const value = <u32>load<u8>(p) - 48
    if (value >= 10) {
      inGroup = false
      continue
    }
    if (skipped > 0) {
      skipped--
      continue
    }
    if (mayBeTrunk) {
      mayBeTrunk = false
      if (value == 0) continue
    }
    if (count == most) return false
    if (!inGroup) groups++
    inGroup = true
    if (groups == 1) first++
    else if (groups == 2) second++
    const next = (value + 10 - last) % 10
    regular = count == 0 || next > 1 ? 1 : next == step ? regular + 1 : 2
    step = next
    last = value
    store<u8>(digits + <usize>count, <u8>value)
    count++
  }
  if (count < fewest || regular >= count - 1) return false
  kinds = load<u16>(PHONE_KINDS + <usize>(four(0) << 1))
  return true
}

// @ts-ignore: decorator
@inline
function has(kind: u32): bool {
  return (kinds & kind) != 0
}

const code33: u32 = 0x3333
const code39: u32 = 0x3933
const code44: u32 = 0x3434
const code49: u32 = 0x3934

export function isFrench(from: usize, to: usize): bool {
  return readNumber(from, to, code33, 1) && count == 9 && digit(0) != 0
}

export function isGerman(from: usize, to: usize): bool {
  if (!readNumber(from, to, code49, 1) || count < leastGerman()) return false
  return has(germanMobile | germanService | germanArea) && (groups == 1 || isGermanArea(first))
}

function leastGerman(): u32 {
  const begun = four(0) / 10
  if (begun == 700 || begun - 320 < 3) return 11
  if (begun == 800 || begun == 900) return 10
  if (begun == 180) return 9
  if (!has(germanMobile)) return 8
  return begun / 10 == 15 ? 11 : 10
}

function isGermanArea(length: u32): bool {
  if (has(germanMobile)) return length == 3 || (length < 6 && four(0) / 100 == 15)
  if (has(germanService | germanThree)) return length == 3
  if (has(germanTwo)) return length == 2
  return length == 4 || (length == 5 && digit(0) == 3)
}

export function isItalian(from: usize, to: usize): bool {
  if (!readNumber(from, to, code39, 0)) return false
  if (has(italianMobile)) return (count == 9 || count == 10) && (groups == 1 || first == 3)
  if (!has(italianArea)) return false
  if (groups == 1) return count >= 8
  if (first != italianAreaLength()) return false
  const year = groups == 2 && second == 4 ? four(count - 4) : 0
  return (first > 2 || second > 2) && year - 1900 >= 200
}

function italianAreaLength(): u32 {
  const begun = four(0) / 100
  if (begun == 2 || begun == 6) return 2
  const third = digit(2)
  return third == 0 || third == 1 || third == 5 || third == 9 ? 3 : 4
}

export function isBritish(from: usize, to: usize): bool {
  if (!readNumber(from, to, code44, 1)) return false
  if (count == 10 ? !has(britishArea | britishElsewhere) : count != 9 || !has(britishShort)) return false
  return groups == 1 || first > 2 || digit(0) == 2
}
