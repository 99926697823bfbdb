// A run of words with one blank between, each capitalised or a particle: the same as
// src/detection/gazetteer/name-run.ts.
import { CAPITAL_PARTICLE, PARTICLE, TITLE } from './name-table'
import {
  BLANK,
  DOT,
  INITIAL,
  isAsciiLetter,
  isDigitByte,
  NONE,
  plainLetters,
  readWord,
  SMALL,
  wordEnd,
  wordFacts,
  wordStartBefore,
  wordTail,
} from './name-words'

export const IS_NAME: u32 = 1
export const IS_INITIAL: u32 = 2
export const IS_TITLE: u32 = 3
export const IS_PARTICLE: u32 = 4

const mostWords: u32 = 8
const recordBytes: usize = 32
// Of each word of the run: start, end, kind, facts, plain letters, and the last eight of them.
const records = memory.data(9 * 32)

/** The bounds that a name keeps to. */
export let lowest: usize = 0
export let highest: usize = 0

export function keepWithin(from: usize, to: usize): void {
  lowest = from
  highest = to
}

// @ts-ignore: decorator
@inline
function record(index: u32): usize {
  return records + <usize>index * recordBytes
}

// @ts-ignore: decorator
@inline
export function startOf(index: u32): usize {
  return load<u32>(record(index))
}

// @ts-ignore: decorator
@inline
export function endOf(index: u32): usize {
  return load<u32>(record(index), 4)
}

// @ts-ignore: decorator
@inline
export function kindOf(index: u32): u32 {
  return load<u32>(record(index), 8)
}

// @ts-ignore: decorator
@inline
export function factsOf(index: u32): u32 {
  return load<u32>(record(index), 12)
}

// @ts-ignore: decorator
@inline
export function lettersOf(index: u32): u32 {
  return load<u32>(record(index), 16)
}

// @ts-ignore: decorator
@inline
export function tailOf(index: u32): u64 {
  return load<u64>(record(index), 24)
}

/** Where the word of a run ends that begins at `p`, and its kind; 0 where there is none. */
let runWordEnd: usize = 0

function runWordAt(p: usize): u32 {
  const kind = readWord(p, highest)
  if (kind == NONE) return 0
  runWordEnd = wordEnd
  if ((wordFacts & (kind == SMALL ? PARTICLE : CAPITAL_PARTICLE)) != 0) return IS_PARTICLE
  if (kind == SMALL) return 0
  if ((wordFacts & TITLE) == 0) return kind == INITIAL ? IS_INITIAL : IS_NAME
  if (runWordEnd < highest && load<u8>(runWordEnd) == DOT) runWordEnd++
  return IS_TITLE
}

/** Where the words end that follow with one blank between. */
export function endOfRun(p: usize): usize {
  let end = p
  let next = p
  while (runWordAt(next) != 0) {
    end = runWordEnd
    if (end >= highest || load<u8>(end) != BLANK) break
    next = end + 1
  }
  return end
}

/** Reads the run that the word at `p` is in; gives the number of its words, 0 where nothing is to be found in it. */
export function readRun(p: usize): u32 {
  let next = startOfRun(p)
  if (next == 0 || !mayBegin(next)) return 0
  let count: u32 = 0
  for (;;) {
    const kind = runWordAt(next)
    if (kind == 0) break
    if (count == mostWords) return 0
    const r = record(count++)
    store<u32>(r, <u32>next)
    store<u32>(r, <u32>runWordEnd, 4)
    store<u32>(r, kind, 8)
    store<u32>(r, wordFacts, 12)
    store<u32>(r, plainLetters, 16)
    store<u64>(r, wordTail, 24)
    if (runWordEnd >= highest || load<u8>(runWordEnd) != BLANK) break
    next = runWordEnd + 1
  }
  return count
}

function startOfRun(p: usize): usize {
  let start = p
  for (let words: u32 = 0; words <= mostWords; words++) {
    if (start - 1 <= lowest || load<u8>(start - 1) != BLANK) return start
    const before = wordStartBefore(start - 1, lowest)
    if (runWordAt(before) == 0 || runWordEnd != start - 1) return start
    start = before
  }
  return 0
}

/** Not in the middle of a word, a path, an address or a name of code. */
function mayBegin(p: usize): bool {
  if (p == lowest) return true
  const before = <u32>load<u8>(p - 1)
  if (before >= 0x80) {
    const second = p - 2 >= lowest ? <u32>load<u8>(p - 2) : 0, third = p - 3 >= lowest ? <u32>load<u8>(p - 3) : 0
    return second >= 0xe0 || third >= 0xe0 || second == 0xc2
  }
  if (isAsciiLetter(before) || isDigitByte(before)) return false
  switch (before) {
    case 0x5f: // _
    case DOT:
    case 0x40: // @
    case 0x23: // #
    case 0x24: // $
    case 0x5c: // backslash
    case 0x26: // &
    case 0x2d: // -
      return false
    default:
      return true
  }
}

/** As `mayBegin`, behind the last byte. */
export function mayEnd(end: usize): bool {
  if (end >= highest) return true
  const behind = <u32>load<u8>(end)
  if (isAsciiLetter(behind) || isDigitByte(behind)) return false
  if (behind == 0x5f || behind == 0x40 || behind == 0x28) return false
  const next = end + 1 < highest ? <u32>load<u8>(end + 1) : BLANK
  return behind != DOT || !(isAsciiLetter(next) || isDigitByte(next))
}
