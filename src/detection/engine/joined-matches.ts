// What is part of a longer number, where an identifier says so: order numbers, UUIDs, paths and slugs hold groups of
// digits that are of the shape of something else.
//
// The fact to know: to the engine a hyphen or slash ends a token, because keywords are joined to data by them. So only
// identifiers whose numbers are never written with more groups around them ask for this.
import { isDigit, isLetter } from '../ascii.ts'
import type { Joined, ManagedIdentifier } from '../../model/managed-identifier.ts'
import { removeMatches, type MatchList } from './match-list.ts'
import type { SearchedPassage } from './passage-search.ts'

/** Drops matches that are joined to what their identifier is never joined to. */
export function createJoinedCheck(
  identifiers: readonly ManagedIdentifier[],
): (found: MatchList, passage: SearchedPassage) => void {
  const never = identifiers.map(({ neverJoinedTo }) => neverJoinedTo)
  // The code of a country stands before a number alone.
  const behind = never.map((what) => (what?.startsWith('+') === true ? 'tail' : what))
  return (found, { bytes, start, end }) => {
    const joined: number[] = []
    for (let i = 0; i < found.count; i++) {
      const what = never[found.identifiers[i]!]
      if (what === undefined) continue
      const [first, last] = [found.starts[i]! - 1, found.ends[i]!]
      if (!mayJoin(bytes, first, what) && !mayJoin(bytes, last, behind[found.identifiers[i]!]!)) continue
      const before: Neighbour = { bytes, at: first, step: -1, bound: start - 1 }
      const after: Neighbour = { bytes, at: last, step: 1, bound: end }
      if (isJoined(before, what) || isJoined(after, what) || isInPath(before, after, what)) joined.push(i)
    }
    removeMatches(found, joined)
  }
}

/** What stands on one side of a match, from this place in steps to the bound of the passage. */
interface Neighbour {
  readonly bytes: Uint8Array
  readonly at: number
  readonly step: 1 | -1
  readonly bound: number
}

const blank = 0x20
/** The two bytes of U+00A0, a blank that does not break the line. */
const noBreak = 0xc2
const noBreakEnd = 0xa0
const plus = 0x2b
const hyphen = 0x2d
const point = 0x2e
const slash = 0x2f
const underscore = 0x5f

const openingBracket = 0x28
const closingBracket = 0x29

/** 1 for what can join a number to something. */
const signs = new Uint8Array(256)
for (const sign of [closingBracket, plus, hyphen, point, slash, underscore]) signs[sign] = 1

/** Nothing does where most matches stand: behind a colon and a blank, in a cell. The rest is looked at closely. */
function mayJoin(bytes: Uint8Array, at: number, what: Joined): boolean {
  const byte = bytes[at]
  if (byte === undefined || !isBlank(byte)) return byte !== undefined && signs[byte] === 1
  switch (what) {
    case 'digits':
    case 'path':
    case 'base64':
    case 'tail':
      return false
    case 'anything':
    case 'day':
      return true
    default: {
      const other = bytes[at - 1]
      return other !== undefined && (isDigit(other) || isBetween(other))
    }
  }
}

function isJoined(neighbour: Neighbour, what: Joined): boolean {
  const { bytes, at, bound } = neighbour
  if (at === bound) return false
  const byte = bytes[at]
  switch (what) {
    case 'digits':
      return (byte === hyphen || byte === slash || byte === underscore) && groupOf(neighbour).digits > 0
    case 'path':
      return false
    case 'anything':
      if (byte === hyphen || byte === slash) return holdsAny(groupOf(neighbour))
      // Tables of code points and of object ids consist of groups of four.
      return isBlank(byte!) && isGroupOfFour(groupOf(neighbour))
    case 'day':
      if (byte === hyphen || byte === slash) return groupOf(neighbour).digits > 0
      return isBlank(byte!) && isDayBeforeMonth(neighbour)
    case 'base64':
      return (byte === hyphen || byte === underscore || byte === plus) && holdsAny(groupOf(neighbour))
    case 'tail':
      return isTail(neighbour)
    default:
      return isTail(neighbour) || isAbroad(neighbour, (what satisfies `+${number}`).slice(1))
  }
}

/** Is the match the end of a longer number? */
function isTail(neighbour: Neighbour): boolean {
  const { bytes, at, step } = neighbour
  if (step === 1) return false
  return (
    (bytes[at] === plus && bytes[at + 1] !== plus) || (bytes[at] === hyphen && groupOf(neighbour).digits > 0)
  )
}

const zero = 0x30
/** Blanks and signs between a country's code and the number. */
const mostBetween = 4
const longestCode = 3

/** Does the code of another country stand before the match: `+90 `, `(90)`, `(+90) `? */
function isAbroad({ bytes, at, step, bound }: Neighbour, ownCode: string): boolean {
  if (step === 1) return false
  let place = at
  let isBracketed = false
  while (place > bound && at - place < mostBetween && isBetween(bytes[place]!)) {
    isBracketed ||= bytes[place] === closingBracket
    place--
  }
  let code = ''
  while (place > bound && code.length <= longestCode && isDigit(bytes[place]!))
    code = String(bytes[place--]! - zero) + code
  const isCode = place > bound && (bytes[place] === plus || (isBracketed && bytes[place] === openingBracket))
  return isCode && code !== '' && code.length <= longestCode && code !== ownCode
}

function isBetween(byte: number): boolean {
  return isBlank(byte) || byte === hyphen || byte === point || byte === closingBracket
}

/** A plain one, or a byte of one that does not break the line. */
function isBlank(byte: number): boolean {
  return byte === blank || byte === noBreak || byte === noBreakEnd
}

/** Between two slashes stands a part of a path, between two hyphens one of a UUID, between two points one of a name. */
function isInPath(before: Neighbour, after: Neighbour, what: Joined): boolean {
  if (what === 'anything' || what === 'day' || what === 'base64') return false
  if (before.at === before.bound || after.at === after.bound) return false
  const sign = before.bytes[before.at]
  if ((sign !== slash && sign !== hyphen && sign !== point) || after.bytes[after.at] !== sign) return false
  return holdsAny(groupOf(before)) && holdsAny(groupOf(after))
}

interface Group {
  readonly letters: number
  readonly digits: number
}

function holdsAny({ letters, digits }: Group): boolean {
  return letters + digits > 0
}

function isGroupOfFour({ letters, digits }: Group): boolean {
  return digits > 0 && letters + digits === 4
}

/** `21 Dec 2012` and `21st Dec 2012`: the match begins with the month. */
function isDayBeforeMonth(neighbour: Neighbour): boolean {
  const { bytes, at, step } = neighbour
  if (step === 1 || !isLetter(bytes[at + 1]!)) return false
  const { letters, digits } = groupOf(neighbour)
  return (digits === 1 || digits === 2) && (letters === 0 || letters === 2)
}

/** A longer group than any number of an order: what is beyond it is not looked at. */
const longestGroup = 40

/** How many letters and digits follow in a row behind what joins them. */
function groupOf({ bytes, at, step, bound }: Neighbour): Group {
  let [letters, digits] = [0, 0]
  const isWide = bytes[at] === (step === 1 ? noBreak : noBreakEnd) && at + step !== bound
  for (
    let place = at + (isWide ? 2 * step : step);
    place !== bound && letters + digits < longestGroup;
    place += step
  ) {
    const byte = bytes[place]!
    if (isDigit(byte)) digits++
    else if (isLetter(byte)) letters++
    else break
  }
  return { letters, digits }
}
