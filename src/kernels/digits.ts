// The digits of what was found, one byte each: the same as src/detection/checksums/digits.ts.

/** Digits that are looked at. */
const mostDigits: u32 = 64
const digits = memory.data(64)

/** Takes the values of the ASCII digits, the first 64 of them; gives their number. */
export function collectDigits(from: usize, to: usize): u32 {
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
export function digit(index: u32): u32 {
  return load<u8>(digits + <usize>index)
}

// @ts-ignore: decorator
@inline
export function groupOfFour(index: u32): u32 {
  return digit(index) * 1000 + digit(index + 1) * 100 + digit(index + 2) * 10 + digit(index + 3)
}

/** Are the digits taken one digit repeated, or a run that ascends? */
export function areRegular(count: u32): bool {
  if (count < 3) return false
  const step = (digit(1) + 10 - digit(0)) % 10
  if (step > 1) return false
  for (let i: u32 = 2; i < count; i++) if ((digit(i) + 10 - digit(i - 1)) % 10 != step) return false
  return true
}

export function areZero(count: u32): bool {
  for (let i: u32 = 0; i < count; i++) if (digit(i) != 0) return false
  return true
}

/** By the Luhn digit, the last of those taken. */
export function passLuhn(count: u32): bool {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    const d = digit(i)
    sum += ((count - i) & 1) != 0 ? d : d < 5 ? d << 1 : (d << 1) - 9
  }
  return sum % 10 == 0
}

/** One digit repeated, or a run that ascends. */
export function isPlaceholder(from: usize, to: usize): bool {
  return areRegular(collectDigits(from, to))
}

/** Of 2017 to 2033; digits alone. */
export function isMilliseconds(from: usize, to: usize): bool {
  return to - from == 13 && load<u8>(from) == 0x31 && load<u8>(from, 1) >= 0x35
}
