// A cell or value under a name that is for people: the same as src/detection/gazetteer/name-cell.ts.
import { COMPANY, GIVEN_NAME, longestParticle, SURNAME, SURNAME_NAME } from './name-table'
import {
  addJoint,
  addLetter,
  BLANK,
  beginWord,
  DOT,
  endWord,
  isCapital,
  joinsParts,
  letterLength,
  wordFacts,
} from './name-words'

const longestCell: usize = 80
const fewestWords: u32 = 2
const mostWords: u32 = 6

/** The cell without the blanks around it, where that is a name. */
export let nameStart: usize = 0
export let nameEnd: usize = 0

// Of the word that was read last.
let cellWordEnd: usize = 0
let isInPlace: bool = false

export function isNameCell(lowest: usize, highest: usize): bool {
  if (highest - lowest > longestCell) return false
  let start = lowest, end = highest
  while (start < end && load<u8>(start) <= BLANK) start++
  while (end > start && load<u8>(end - 1) <= BLANK) end--
  nameStart = start
  nameEnd = end
  return isName(start, end)
}

function isName(start: usize, end: usize): bool {
  let count: u32 = 0, comma: u32 = 0
  // What is known of the first word, of the one before the comma, of the one behind it, and of the one read last.
  let first: u32 = 0, beforeComma: u32 = 0, behindComma: u32 = 0, last: u32 = 0
  let all: u32 = 0
  let areInPlace = true
  for (let p = start; ;) {
    if (!readCellWord(p, end) || ++count > mostWords) return false
    last = wordFacts
    all |= last
    areInPlace = areInPlace && isInPlace
    if (count == 1) first = last
    if (comma > 0 && count == comma + 1) behindComma = last
    p = cellWordEnd
    if (p == end) break
    const byte = <u32>load<u8>(p)
    if (byte == 0x2c) {
      if (comma > 0) return false
      comma = count
      beforeComma = last
      p += p + 1 < end && load<u8>(p, 1) == BLANK ? 2 : 1
    } else if (byte == BLANK) p++
    else if (byte == 0xc2 && p + 1 < end && load<u8>(p, 1) == 0xa0) p += 2
    else return false
  }
  if (count < fewestWords || (all & COMPANY) != 0) return false
  const opening = comma > 0 ? behindComma : first
  const closing = comma > 0 ? beforeComma : last
  const beginsGiven = (opening & GIVEN_NAME) != 0
  if (areInPlace) return beginsGiven || (closing & SURNAME_NAME) != 0
  return beginsGiven && (closing & SURNAME) != 0
}

function readCellWord(start: usize, limit: usize): bool {
  let p = start
  let letters: u32 = 0, capitals: u32 = 0, joints: u32 = 0
  beginWord()
  while (p < limit) {
    const length = letterLength(p, limit)
    if (length > 0) {
      letters++
      capitals += u32(isCapital(p))
      addLetter(p, length)
      p += length
    } else if (joinsParts(load<u8>(p))) {
      joints++
      addJoint(load<u8>(p))
      p++
    } else break
  }
  if (letters == 0) return false
  endWord()
  const hasDot = p < limit && load<u8>(p) == DOT
  const isSmall = capitals == 0 && joints == 0 && letters <= longestParticle
  isInPlace = (letterLength(start, limit) > 0 && isCapital(start)) || (isSmall && !hasDot)
  cellWordEnd = hasDot ? p + 1 : p
  return true
}
