// Full names in a passage, and where postal codes may be in it: what src/detection/gazetteer/ does in TypeScript.
//
// What it costs: pass 1 lists pairs of capitalised words from the bitmaps that it has anyway, and numbers beside
// capitals. Here the first word of a pair is looked up by its first eight letters, some five nanoseconds; what passes is
// read as a run of words, of which each is hashed once. A run is read once, and has eight words at most.
import { BESIDE, NAMED_CONTEXTS, SORTED } from './areas'
import { findNamesAround } from './find-names'
import { clearNames, nameCount, namesOverflowed, reportName } from './found-names'
import { isNameCell, nameEnd, nameStart } from './name-cell'
import { keepWithin } from './name-run'
import { factsOfPlain, longestParticle, PARTICLE } from './name-table'
import { APOSTROPHE, BLANK, DOT, HYPHEN } from './name-words'
import { base, contexts, end, ends, first, from, isProse, last, start, starts, takePassage, to } from './passage'
import {
  arePlacesOf,
  isCapitalStart,
  isCodeListed,
  isCodePlace,
  isUpper,
  NAMES_WANTED,
  passesAsFirst,
  placeAt,
  placeCount,
  wantedPlaces,
  wordStart,
} from './places'
import { TEXT } from './segment-list'
import { words } from './words'

/** Bytes before and behind the range that is asked of in which candidates are looked for. */
const reach: u32 = 512
const failed: i32 = -1
const none: u32 = 0xffffffff
const mostParticles: u32 = 2
const mostJoined: u32 = 3
/** Segments that are gone over at once where none matters but those with a pair. */
const stride: u32 = 8

export function findNames(): i32 {
  takePassage()
  clearNames()
  const hasNamed = load<u32>(BESIDE) != 0
  const low = from > start + reach ? from - reach : start
  const high = min(end, to + reach)
  if (!arePlacesOf(base, low, high) && words(base, start, low, high, end) < 0) return failed
  if ((wantedPlaces() & NAMES_WANTED) != 0) {
    if (isProse) inProse(high)
    else inSegments(hasNamed, high)
  }
  store<u32>(BESIDE, listCodes(low, high))
  return namesOverflowed ? failed : <i32>nameCount()
}

function inProse(high: u32): void {
  keepWithin(base + start, base + end)
  let doneUntil: u32 = start
  const count = placeCount()
  for (let i: u32 = 0; i < count; i++) {
    const at = placeAt(i)
    // Codes are beyond all.
    if (at >= high) continue
    const word = firstOfPair(at)
    if (word != none && word >= doneUntil) doneUntil = <u32>(findNamesAround(base + word) - base)
  }
}

/** The pair that is looked at, one of the list. */
let pair: u32 = 0

/** Goes to the first pair from there on; gives its place, beyond all where there is none. */
function goToPair(index: u32): u32 {
  const count = placeCount()
  for (pair = index; pair < count; pair++) {
    const at = placeAt(pair)
    if (!isCodeListed(at)) return at
  }
  return none
}

/** A cell under a name that is for people is looked at as a whole, whatever is listed in it. */
function inSegments(hasNamed: bool, high: u32): void {
  let at = goToPair(0)
  for (let s = first; s < last && (hasNamed || at < high); s++) {
    if (!hasNamed) while (s + stride < last && load<u32>(ends + <usize>((s + stride) << 2)) <= at) s += stride
    const segmentEnd = load<u32>(ends + <usize>(s << 2))
    const key = load<u32>(contexts + <usize>(s << 2))
    const isNamed = hasNamed && key != TEXT && load<u8>(NAMED_CONTEXTS + <usize>key) != 0
    if (!isNamed && at >= segmentEnd) continue
    const segmentStart = load<u32>(starts + <usize>(s << 2))
    if (segmentStart >= high) break
    while (at < segmentStart) at = goToPair(pair + 1)
    if (!isNamed && at >= segmentEnd) continue
    const isWhole = isNamed && segmentEnd > from && isNameCell(base + segmentStart, base + segmentEnd)
    if (isWhole) reportName(nameStart, nameEnd)
    keepWithin(base + segmentStart, base + segmentEnd)
    let doneUntil = segmentStart
    for (; at < segmentEnd && at < high; at = goToPair(pair + 1)) {
      const word = isWhole ? none : firstOfPair(at)
      if (word != none && word >= segmentStart && word >= doneUntil)
        doneUntil = <u32>(findNamesAround(base + word) - base)
    }
  }
}

/** Where the first word begins of the pair whose second one begins at `second`; `none` where it cannot be one of a name. */
function firstOfPair(second: u32): u32 {
  const p = base + second
  if (second < start + 3 || !isCapitalised(second) || load<u8>(p - 1) != BLANK) return none
  if (load<u8>(p - 2) == DOT) return firstWord(second - 2)
  let stop = second - 1
  for (let particles: u32 = 0; particles <= mostParticles; particles++) {
    const word = wordStart(stop, start)
    if (word == none) return none
    if (isCapitalised(word)) return firstWord(stop)
    if (stop - word > longestParticle || (factsOfPlain(base + word, base + stop) & PARTICLE) == 0) return none
    if (word == start || load<u8>(base + word - 1) != BLANK) return none
    stop = word - 1
  }
  return none
}

/** Begins with a capital, and does not go on with one. */
// @ts-ignore: decorator
@inline
function isCapitalised(at: u32): bool {
  const p = base + at
  return isCapitalStart(<u32>load<u8>(p)) && (at + 1 >= end || !isUpper(<u32>load<u8>(p, 1)))
}

/** The word that ends at `stop`, parts before a hyphen or an apostrophe taken along, if it may be a given name or title. */
function firstWord(stop: u32): u32 {
  let word = wordStart(stop, start)
  if (word == none || !isCapitalised(word)) return none
  let passes = passesAsFirst(base + word, stop - word)
  for (let joined: u32 = 0; joined < mostJoined && word > start + 1; joined++) {
    const joint = <u32>load<u8>(base + word - 1)
    if (joint != HYPHEN && joint != APOSTROPHE) break
    const before = wordStart(word - 1, start)
    if (before == none) break
    // Without its apostrophe it is another word.
    passes = passes || joint == APOSTROPHE || passesAsFirst(base + before, word - 1 - before)
    word = before
  }
  return passes ? word : none
}

/** Lists where postal codes may be; gives their number. */
function listCodes(low: u32, high: u32): u32 {
  let out = SORTED
  const count = placeCount()
  for (let i: u32 = 0; i < count; i++) {
    const place = placeAt(i)
    if (!isCodeListed(place)) continue
    const at = place & 0x7fffffff
    if (at < low || at >= high || !isCodePlace(base, at, start, end)) continue
    store<u32>(out, at)
    out += 4
  }
  return <u32>((out - SORTED) >> 2)
}
