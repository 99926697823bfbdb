// Pass 2 in prose: a keyword counts where at most 30 characters stand between it and the data, before or after.
//
// What it costs: for each keyword the token starts of a window around it, taken from a bitmap; where the window has no
// digit, and the identifiers need one, a few words of another bitmap. Looking back adds the window before the keyword:
// the longest instance and 30 characters, of which only token starts with a fitting first byte are walked from.
import { DIGITS } from './areas'
import { bitsWithin, tokensWithin } from './bitmaps'
import { addIfValid } from './candidates'
import { anchorCount, hitCount, hitEnd, hitSet, hitStart, longestKeyword } from './keywords'
import { anchoredForm, anchorPlace, nextAnchoredForm, openAnchor } from './anchors'
import * as passage from './passage'
import { base } from './passage'
import { beginsWith, formAt, identifierOf, keywordRuleOf, longestFrom, longestOf } from './shapes'
import { formCountOf, formsOf, hasIdentifier, longestIn, mayBegin, digitWithin, setAt, unitedIn } from './sets'
import { acceptedEnd, acceptedForm, nextAccepted, walkUnion } from './union'
import { allTriedUntil, markTried, triedUntil } from './tried'
import { charactersAfter, charactersBefore, isWithinDecimal, withinCharacters } from './text'

const keywordDistance: u32 = 30
/** The same in bytes, at most. */
const keywordReach: u32 = 120
const absent: u32 = 2

/** The text at hand, and where instances may begin in it. */
let start: u32 = 0
let end: u32 = 0
let from: u32 = 0
let to: u32 = 0
/** The keywords found in it: [firstHit, lastHit). */
let firstHit: u32 = 0
let lastHit: u32 = 0

export function searchProse(): void {
  enterText(passage.start, passage.end)
  searchText(0, hitCount())
  tryAnchors(0, anchorCount())
}

/** Takes the text in bytes [first, last). */
export function enterText(first: u32, last: u32): void {
  start = first
  end = last
  from = max(first, passage.from)
  to = min(last, passage.to)
}

/** Searches near the keywords [first, last), all that are in the text. */
export function searchText(first: u32, last: u32): void {
  firstHit = first
  lastHit = last
  for (let hit = first; hit < last; hit++) tryNear(hit)
}

function tryNear(hit: u32): void {
  const set = setAt(hitSet(hit))
  const forms = formsOf(set)
  const formCount = formCountOf(set)
  if (formCount == 0) return
  const united = unitedIn(set)
  const reached = charactersBefore(base, hitStart(hit), start, keywordDistance)
  const longest = longestIn(set)
  let lowest = reached > from + longest ? reached - longest : from
  const highest = min(to, charactersAfter(base, hitEnd(hit), end, keywordDistance) + 1)
  const within = digitWithin(set)
  if (lowest >= highest || (within != 0 && !anyDigit(lowest, highest + longest))) return
  lowest = max(lowest, allTriedUntil(forms, formCount, highest))
  for (let word = lowest & ~63; word < highest; word += 64) {
    let tokens = tokensWithin(word, lowest, highest, within)
    while (tokens != 0) {
      const at = word + <u32>ctz(tokens)
      tokens &= tokens - 1
      const byte = <u32>load<u8>(base + at)
      if (!mayBegin(set, byte) || isWithinDecimal(base, at, start)) continue
      if (united != 0) tryUnited(set, at, hit)
      for (let i = united; i < formCount; i++) {
        const form = load<u32>(forms + <usize>(i << 2))
        const f = formAt(form)
        if (beginsWith(f, byte) && at >= triedUntil(form)) tryForm(form, f, at, hit, reached)
      }
    }
  }
  markTried(forms, formCount, highest)
}

// @ts-ignore: decorator
@inline
function tryForm(form: u32, f: usize, at: u32, hit: u32, reached: u32): void {
  if (at + longestOf(f) < reached) return
  const last = longestFrom(f, base, at, end)
  if (last == 0) return
  if (at < hitEnd(hit) && !keywordNear(identifierOf(f), at, last, hit)) return
  addIfValid(form, f, base, at, last)
}

function tryUnited(set: usize, at: u32, hit: u32): void {
  walkUnion(set, base, at, end)
  while (nextAccepted()) {
    const f = formAt(acceptedForm)
    if (at < triedUntil(acceptedForm)) continue
    if (at < hitEnd(hit) && !keywordNear(identifierOf(f), at, acceptedEnd, hit)) continue
    addIfValid(acceptedForm, f, base, at, acceptedEnd)
  }
}

/** Is a digit in [lowest, highest)? */
function anyDigit(lowest: u32, highest: u32): bool {
  for (let word = lowest & ~63; word < highest; word += 64) {
    if (bitsWithin(DIGITS, word, lowest, highest) != 0) return true
  }
  return false
}

/** Is a keyword of the identifier near bytes [at, last)? `hit` is where to begin looking. */
function keywordNear(identifier: u32, at: u32, last: u32, hit: u32): bool {
  for (let i = hit; i < lastHit && hitStart(i) <= last + keywordReach; i++) {
    if (isNear(i, identifier, at, last)) return true
  }
  for (let i = <i32>hit - 1; i >= <i32>firstHit && <i32>hitStart(i) >= <i32>at - <i32>(keywordReach + longestKeyword); i--) {
    if (isNear(i, identifier, at, last)) return true
  }
  return false
}

function isNear(hit: u32, identifier: u32, at: u32, last: u32): bool {
  if (!hasIdentifier(setAt(hitSet(hit)), identifier)) return false
  if (hitEnd(hit) <= at) return withinCharacters(base, hitEnd(hit), at, keywordDistance)
  return hitStart(hit) >= last && withinCharacters(base, last, hitStart(hit), keywordDistance)
}

/** Tries the anchors [first, last), all that are in the text: after searchText. */
export function tryAnchors(first: u32, last: u32): void {
  let hit = firstHit
  for (let anchor = first; anchor < last; anchor++) {
    const at = anchorPlace(anchor)
    if (!openAnchor(anchor, start)) continue
    while (hit < lastHit && hitStart(hit) < at) hit++
    while (nextAnchoredForm()) {
      const f = formAt(anchoredForm)
      const reached = longestFrom(f, base, at, end)
      if (reached == 0) continue
      if (keywordRuleOf(f) == absent && keywordNear(identifierOf(f), at, reached, hit)) continue
      addIfValid(anchoredForm, f, base, at, reached)
    }
  }
}
