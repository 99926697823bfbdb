// Where names and addresses may be, as pass 1 lists them beside its bitmaps: see src/detection/gazetteer/candidate-places.ts.
//
// The fact to know: the list lies where custom identifiers have theirs, behind their tables; each is read at once.
import { CUSTOM, TOKENS, WANTED_PLACES } from './areas'
import { factsOfPlain, longestParticle, mayBeParticle, passesFilter, STATE } from './name-table'
import { APOSTROPHE, BLANK, DOT, HYPHEN, isAsciiLetter, isDigitByte } from './name-words'
import { equal } from './simd'
import { isDigit } from './text'

/** Behind the tables of custom keywords. */
const LIST: usize = 8_192
const isCode: u32 = 0x80000000
/** Bytes of a word, at most; of what stands before the blank in a British or Canadian code. */
const longestWord: u32 = 48
const longestOutward: u32 = 4

export const NAMES_WANTED: u32 = 1
export const CODES_WANTED: u32 = 2

let top: usize = 0
let listedOf: usize = 0
let listedFrom: u32 = 0
let listedTo: u32 = 0
let listedKinds: u32 = 0

// @ts-ignore: decorator
@inline
function placesList(): usize {
  return CUSTOM + LIST
}

/** To be called before pass 1: what it is to list. */
export function openPlaces(): u32 {
  top = placesList()
  listedKinds = load<u32>(WANTED_PLACES)
  return listedKinds
}

/** To be called when pass 1 is done. The host takes the mark back when it has another passage. */
export function closePlaces(base: usize, from: u32, to: u32): void {
  listedOf = base
  listedFrom = from
  listedTo = to
  store<u32>(WANTED_PLACES, 1, 4)
}

/** Did pass 1 list all that is wanted of these bytes? */
export function arePlacesOf(base: usize, from: u32, to: u32): bool {
  return (
    load<u32>(WANTED_PLACES, 4) == 1 &&
    listedOf == base &&
    listedFrom <= from &&
    listedTo >= to &&
    (wantedPlaces() & ~listedKinds) == 0
  )
}

export function wantedPlaces(): u32 {
  return load<u32>(WANTED_PLACES)
}

/** Lists those of the capitalised words, a bit each of the 64 bytes at `p`, that are the second of a pair. */
export function listPairs(p: usize, at: u32, capitals: u64): void {
  let rest = capitals & ((equal(p, BLANK) << 1) | u64(load<u8>(p - 1) == BLANK))
  if (at == 0) rest &= ~7
  // Whole words of the bitmap, as they were stored: what lies across two of them would have to wait for both.
  const tokens = load<u64>(TOKENS + (at >> 3))
  const before: u64 = at == 0 ? 0 : load<u64>(TOKENS + (at >> 3) - 8)
  for (; rest != 0; rest &= rest - 1) {
    const z = <i32>ctz(rest)
    // A word of one letter in front may have its dot.
    const last = z - 2 - i32(load<u8>(p + z - 2) == DOT)
    const own: u64 = last < 0 ? 0 : tokens << <u64>(63 - last)
    const length = own != 0 ? <u32>clz(own) + 1 : lengthFrom(before, last)
    store<u32>(top, at + z)
    top += <usize>mayBegin(p + last + 1 - length, length) << 2
  }
}

/** Bytes of the word that begins in the block before and ends with byte `last` of this one. */
function lengthFrom(before: u64, last: i32): u32 {
  const bits: u64 = last < 0 ? before << <u64>(-(last + 1)) : before
  return <u32>clz(bits) + 1 + (last < 0 ? 0 : last + 1)
}

/** May it be a given name, a title or a part of one, or a particle? 1 or 0. */
// @ts-ignore: decorator
@inline
function mayBegin(p: usize, length: u32): u32 {
  const joint = <u32>load<u8>(p - 1)
  if (<u32>load<u8>(p) - 0x61 < 26) return u32(length <= longestParticle) & u32(mayBeParticle(p, length))
  return u32(passesAsFirst(p, length)) | u32(joint == HYPHEN) | u32(joint == APOSTROPHE)
}

/** May a given name or a title begin with these letters, or with one beyond ASCII? */
// @ts-ignore: decorator
@inline
export function passesAsFirst(p: usize, length: u32): bool {
  const mask = length < 8 ? ((<u64>1) << (<u64>length << 3)) - 1 : ~(<u64>0)
  const letters = (load<u64>(p) | 0x2020202020202020) & mask
  return u32((letters & 0x8080808080808080) != 0) | u32(passesFilter(letters)) ? true : false
}

/** Lists those of the numbers at these of the 64 bytes at `p` that stand as postal codes do, beside a blank. */
export function listCodes(p: usize, at: u32, numbers: u64): void {
  for (let rest = numbers; rest != 0; rest &= rest - 1) {
    const z = <usize>ctz(rest)
    store<u32>(top, (at + <u32>z) | isCode)
    top += <usize>(u32(load<u8>(p + z - 1) == BLANK) | u32(load<u8>(p + z, 5) == BLANK)) << 2
  }
}

export function placeCount(): u32 {
  return <u32>((top - placesList()) >> 2)
}

/** The second of two capitalised words, or a code with its highest bit set. */
// @ts-ignore: decorator
@inline
export function placeAt(index: u32): u32 {
  return load<u32>(placesList() + (<usize>index << 2))
}

// @ts-ignore: decorator
@inline
export function isCodeListed(place: u32): bool {
  return (place & isCode) != 0
}

/** Where the letters and digits begin that end at `end`, by the bitmap of pass 1; 0xffffffff where none do. */
export function wordStart(end: u32, lowest: u32): u32 {
  if (end <= lowest || ((<u32>load<u8>(TOKENS + (end >> 3)) >> (end & 7)) & 1) != 0) return 0xffffffff
  const byte = (end - 1) >> 3
  const bits = load<u64>(TOKENS + byte - 7) << <u64>(7 - ((end - 1) & 7))
  if (bits == 0) return 0xffffffff
  const length = <u32>clz(bits) + 1
  return length > longestWord || length > end - lowest ? 0xffffffff : end - length
}

// @ts-ignore: decorator
@inline
export function isUpper(byte: u32): bool {
  return byte - 0x41 < 26
}

/** A capital, or what may be one beyond ASCII. */
// @ts-ignore: decorator
@inline
export function isCapitalStart(byte: u32): bool {
  return isUpper(byte) || byte - 0xc3 <= 2
}

/** Pass 1 lists a few places too many: may a postal code be at `at`? Bytes outside [lowest, end) are none. */
export function isCodePlace(base: usize, at: u32, lowest: u32, end: u32): bool {
  if (at < lowest + 2) return false
  const p = base + at
  const digits = digitsAt(base, at, end)
  if (digits == 1) {
    if (at + 3 > end || !isUpper(load<u8>(p, 1)) || !(isUpper(load<u8>(p, 2)) || isDigit(p + 2))) return false
    return !goesOn(base, at + 3, end) && isOutwardCode(base, at, lowest)
  }
  if ((digits != 4 && digits != 5) || goesOn(base, at + digits, end)) return false
  const isBeforePlace =
    digits == 5 && at + 6 < end && load<u8>(p, 5) == BLANK && isCapitalStart(<u32>load<u8>(p, 6))
  return isBeforePlace || isBehindState(base, at, lowest)
}

/** How many digits there are, six at most. */
function digitsAt(base: usize, at: u32, end: u32): u32 {
  let count: u32 = 0
  while (count < 6 && at + count < end && isDigit(base + at + count)) count++
  return count
}

/** Does a letter or digit begin at `at`? */
// @ts-ignore: decorator
@inline
function goesOn(base: usize, at: u32, end: u32): bool {
  if (at >= end) return false
  const byte = <u32>load<u8>(base + at)
  return isAsciiLetter(byte) || isDigitByte(byte) || byte - 0xc3 <= 0xdf - 0xc3 || byte == 0xe1
}

function isOutwardCode(base: usize, at: u32, lowest: u32): bool {
  if (load<u8>(base + at - 1) != BLANK) return false
  const start = wordStart(at - 1, lowest)
  return start != 0xffffffff && at - 1 - start <= longestOutward && isUpper(<u32>load<u8>(base + start))
}

function isBehindState(base: usize, at: u32, lowest: u32): bool {
  if (load<u8>(base + at - 1) != BLANK) return false
  let end = at - 1
  if (end > lowest) {
    const before = <u32>load<u8>(base + end - 1)
    if (before == 0x2c || before == DOT || before == BLANK) end--
  }
  const start = wordStart(end, lowest)
  if (start == 0xffffffff || !isUpper(<u32>load<u8>(base + start))) return false
  return (factsOfPlain(base + start, base + end) & STATE) != 0
}
