// Full names in a run of words: the same as src/detection/gazetteer/find-names.ts.
import {
  endOf,
  endOfRun,
  factsOf,
  IS_INITIAL,
  IS_NAME,
  IS_PARTICLE,
  IS_TITLE,
  kindOf,
  lettersOf,
  lowest,
  highest,
  mayEnd,
  readRun,
  startOf,
  tailOf,
} from './name-run'
import {
  CAPITAL_PARTICLE,
  endsAsSurname,
  factsOfPlain,
  GIVEN,
  GIVEN_NAME,
  PLACE,
  ROLE,
  STREET,
  SURNAME,
  SURNAME_NAME,
  TITLE,
} from './name-table'
import {
  BLANK,
  CAPITALISED,
  isAsciiLetter,
  NONE,
  plainLetters,
  readWord,
  wordEnd,
  wordFacts,
  wordTail,
} from './name-words'
import { reportName } from './found-names'

const mostNames: u32 = 4
const longestWordBefore: usize = 24
const none: i32 = -1

/**
 * Reports the names of the run that the word at `p` is in, if that may begin one, and if what stands behind it may go on
 * one; says up to where nothing else is.
 */
export function findNamesAround(p: usize): usize {
  if (readWord(p, highest) == NONE || (wordFacts & (GIVEN | TITLE)) == 0) return p
  if ((wordFacts & TITLE) == 0 && wordEnd < highest && load<u8>(wordEnd) == BLANK && !mayGoOn(wordEnd + 1)) return p
  const count = <i32>readRun(p)
  if (count == 0) return endOfRun(p)
  for (let index: i32 = 0; index < count;) {
    const last = nameFrom(index, count)
    if (last == none) {
      index++
      continue
    }
    reportName(startOf(kindOf(index) == IS_TITLE ? index + 1 : index), endOf(last))
    index = last + 1
  }
  return endOf(count - 1)
}

/** Most words behind a given name are in no list, and the run need not be read. */
function mayGoOn(p: usize): bool {
  if (readWord(p, highest) != CAPITALISED) return true
  const known = GIVEN | SURNAME | TITLE | CAPITAL_PARTICLE
  return (wordFacts & known) != 0 || endsAsSurname(wordTail, plainLetters)
}

/** The last word of the name that begins with this one. */
function nameFrom(first: i32, count: i32): i32 {
  const isTitled = kindOf(first) == IS_TITLE
  const begin = isTitled ? first + 1 : first
  if (begin >= count) return none
  const opening = kindOf(begin)
  if (opening == IS_PARTICLE || opening == IS_TITLE) return none
  const given = opening == IS_INITIAL ? 0 : factsOf(begin) & GIVEN
  if (given == 0 && !isTitled) return none
  const isGiven = (given & GIVEN_NAME) != 0
  const last = surnameAfter(begin, count, isTitled || isGiven)
  if (last == none || !isPerson(last, count) || isStreet(begin)) return none
  const isSure = isTitled || isGiven || (surnameOf(last) & SURNAME_NAME) != 0 || hasInitial(begin, last)
  if (!isSure && !isAnnounced(startOf(begin))) return none
  return mayEnd(endOf(last)) ? last : none
}

function surnameOf(index: i32): u32 {
  const surname = factsOf(index) & SURNAME
  return surname == 0 && endsAsSurname(tailOf(index), lettersOf(index)) ? SURNAME_NAME : surname
}

function surnameAfter(begin: i32, count: i32, isCertain: bool): i32 {
  let last: i32 = none
  let names: u32 = 1
  for (let index = begin + 1; index < count && names < mostNames; index++) {
    const kind = kindOf(index)
    if (kind == IS_PARTICLE) continue
    if (kind == IS_TITLE && lettersOf(index) > 1) break
    if (kind != IS_NAME) {
      names++
      continue
    }
    const surname = surnameOf(index)
    const before = kindOf(index - 1)
    const follows =
      before == IS_INITIAL || before == IS_PARTICLE || (begin > 0 && kindOf(begin - 1) == IS_TITLE)
    if ((surname & SURNAME_NAME) != 0 || (last == none && (surname != 0 || (follows && isCertain)))) last = index
    else if ((factsOf(index) & GIVEN) == 0) break
    names++
  }
  return last
}

function hasInitial(begin: i32, last: i32): bool {
  for (let index = begin; index < last; index++) if (kindOf(index) == IS_INITIAL) return true
  return false
}

function isPerson(last: i32, count: i32): bool {
  return ((factsOf(last) | (last + 1 < count ? factsOf(last + 1) : 0)) & PLACE) == 0
}

function isStreet(begin: i32): bool {
  return ((begin > 0 ? factsOf(begin - 1) : factsBefore(startOf(0) - 1)) & STREET) != 0
}

function isAnnounced(p: usize): bool {
  let end = p
  while (end > lowest && p - end < 4) {
    const byte = <u32>load<u8>(end - 1)
    const isBetween =
      byte == 0x20 || byte == 0x3a || byte == 0x3d || byte == 0x22 || byte == 0x27 || byte == 0x3e
    if (!isBetween) break
    end--
  }
  return (factsBefore(end) & ROLE) != 0
}

/** Of the word of plain letters that ends at `end`. */
function factsBefore(end: usize): u32 {
  let start = end
  while (start > lowest && end - start < longestWordBefore && isAsciiLetter(load<u8>(start - 1))) start--
  return start < end ? factsOfPlain(start, end) : 0
}
