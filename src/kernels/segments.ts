// Pass 2 in tables and records: a keyword counts in the same cell or value, at any distance, or in the names of its
// column or path (its context's set). A segment that is a text of its own is searched as prose.
//
// What it costs: a few loads for a segment with nothing in it; for one with an active context its token starts from a
// bitmap, each looked at once for all identifiers of the set by its first byte. The same for each set of its own
// keywords, which are few; where they are many they are joined to one.
import { CONTEXTS } from './areas'
import { tokensWithin } from './bitmaps'
import { addIfValid } from './candidates'
import { anchorCount, hitCount, hitEnd, hitSet, hitStart } from './keywords'
import { anchoredForm, anchorPlace, nextAnchoredForm, openAnchor } from './anchors'
import { base, contexts, ends, first, from, last, starts, to } from './passage'
import { beginsWith, formAt, identifierOf, keywordRuleOf, longestFrom } from './shapes'
import { digitWithin, formCountOf, formsOf, hasIdentifier, groupsIn, hasOwnUnion, mayBegin, setAt, unitedIn } from './sets'
import { joinSets } from './joint-set'
import { FIRST_GROUP } from './program'
import { enterText, searchText, tryAnchors } from './prose'
import { TEXT } from './segment-list'
import { acceptedEnd, acceptedForm, nextAccepted, walkUnion } from './union'
import { allTriedUntil, markTried, triedUntil } from './tried'
import { isWithinDecimal } from './text'

const none: u32 = 1
const absent: u32 = 2

let segmentStart: u32 = 0
let segmentEnd: u32 = 0
/** The set of the context, or 0. */
let context: usize = 0
/** The keywords found in the segment: [firstHit, lastHit). */
let firstHit: u32 = 0
let lastHit: u32 = 0

export function searchSegments(): void {
  const hits = hitCount(), anchors = anchorCount()
  let hit: u32 = 0, anchor: u32 = 0
  let nextHit = hits > 0 ? hitStart(0) : 0xffffffff
  let nextAnchor = anchors > 0 ? anchorPlace(0) : 0xffffffff
  for (let i = first; i < last; i++) {
    segmentStart = load<u32>(starts + <usize>(i << 2))
    segmentEnd = load<u32>(ends + <usize>(i << 2))
    const key = load<u32>(contexts + <usize>(i << 2))
    const set = key == TEXT ? 0 : <u32>load<u16>(CONTEXTS + <usize>(key << 1))
    if (set == 0 && nextHit >= segmentEnd && nextAnchor >= segmentEnd) continue
    if (segmentEnd <= from) continue
    if (segmentStart >= to) break
    while (hit < hits && hitStart(hit) < segmentStart) hit++
    firstHit = hit
    while (hit < hits && hitStart(hit) < segmentEnd) hit++
    lastHit = hit
    while (anchor < anchors && anchorPlace(anchor) < segmentStart) anchor++
    const firstAnchor = anchor
    while (anchor < anchors && anchorPlace(anchor) < segmentEnd) anchor++
    nextHit = hit < hits ? hitStart(hit) : 0xffffffff
    nextAnchor = anchor < anchors ? anchorPlace(anchor) : 0xffffffff
    if (key == TEXT) {
      enterText(segmentStart, segmentEnd)
      searchText(firstHit, lastHit)
      tryAnchors(firstAnchor, anchor)
      continue
    }
    context = set == 0 ? 0 : setAt(set)
    reachesKnown = false
    const joint = joinSets(context, firstHit, lastHit)
    if (joint != 0) tryEach(joint)
    else {
      if (context != 0) tryForms(context)
      for (let own = firstHit; own < lastHit; own++) tryForms(setAt(hitSet(own)))
    }
    for (let own = firstAnchor; own < anchor; own++) tryAnchor(own)
  }
}

/** A long cell may repeat its keywords many times: each form goes through it once. */
function tryForms(set: usize): void {
  if (firstHit == lastHit) return tryEach(set)
  const forms = formsOf(set)
  const formCount = formCountOf(set)
  const highest = min(segmentEnd, to)
  if (allTriedUntil(forms, formCount, highest) == highest) return
  tryEach(set)
  markTried(forms, formCount, highest)
}

function tryEach(set: usize): void {
  const forms = formsOf(set)
  const formCount = formCountOf(set)
  const united = unitedIn(set)
  // To look where digits are pays only in a long cell.
  const within = segmentEnd - segmentStart > 64 ? digitWithin(set) : 0
  const walksUnited = united != 0 || groupsIn(set) != 0
  const lowest = max(segmentStart, from), highest = min(segmentEnd, to)
  for (let word = lowest & ~63; word < highest; word += 64) {
    let tokens = tokensWithin(word, lowest, highest, within)
    while (tokens != 0) {
      const at = word + <u32>ctz(tokens)
      tokens &= tokens - 1
      const byte = <u32>load<u8>(base + at)
      if (!mayBegin(set, byte) || isWithinDecimal(base, at, segmentStart)) continue
      if (walksUnited) tryUnited(set, at, byte)
      for (let i = united; i < formCount; i++) {
        const form = load<u32>(forms + <usize>(i << 2))
        const f = formAt(form)
        if (beginsWith(f, byte) && at >= triedUntil(form)) tryForm(form, f, at)
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function tryForm(form: u32, f: usize, at: u32): void {
  const reached = longestFrom(f, base, at, segmentEnd)
  if (reached == 0) return
  const rule = keywordRuleOf(f)
  if (rule != none && keywordNear(identifierOf(f), at, reached) == (rule == absent)) return
  addIfValid(form, f, base, at, reached)
}

function tryUnited(set: usize, at: u32, byte: u32): void {
  if (hasOwnUnion(set)) return tryUnion(set, set, at)
  let groups = groupsIn(set)
  while (groups != 0) {
    const group = setAt(FIRST_GROUP + <u32>ctz(groups))
    groups &= groups - 1
    if (mayBegin(group, byte)) tryUnion(set, group, at)
  }
}

/** Walks the union; of its forms those of the set's identifiers count. */
function tryUnion(set: usize, union: usize, at: u32): void {
  walkUnion(union, base, at, segmentEnd)
  while (nextAccepted()) {
    const f = formAt(acceptedForm)
    if (set != union && !hasIdentifier(set, identifierOf(f))) continue
    if (at < triedUntil(acceptedForm) || !keywordNear(identifierOf(f), at, acceptedEnd)) continue
    addIfValid(acceptedForm, f, base, at, acceptedEnd)
  }
}

function tryAnchor(anchor: u32): void {
  const at = anchorPlace(anchor)
  if (!openAnchor(anchor, segmentStart)) return
  while (nextAnchoredForm()) {
    const form = anchoredForm
    tryForm(form, formAt(form), at)
  }
}

const mostScanned: u32 = 8
/** Of each identifier: where its first keyword in the segment ends and its last one begins. */
const reaches = memory.data(512 * 8)
let reachesKnown: bool = false

function keywordNear(identifier: u32, at: u32, dataEnd: u32): bool {
  if (context != 0 && hasIdentifier(context, identifier)) return true
  if (lastHit - firstHit > mostScanned) {
    if (!reachesKnown) findReaches()
    const reach = reaches + <usize>(identifier << 3)
    return load<u32>(reach) <= at || load<u32>(reach, 4) > dataEnd
  }
  for (let hit = firstHit; hit < lastHit; hit++) {
    if (!hasIdentifier(setAt(hitSet(hit)), identifier)) continue
    if (hitEnd(hit) <= at || hitStart(hit) >= dataEnd) return true
  }
  return false
}

function findReaches(): void {
  reachesKnown = true
  for (let identifier: u32 = 0; identifier < 512; identifier++) {
    const reach = reaches + <usize>(identifier << 3)
    store<u32>(reach, 0xffffffff)
    // The last start, plus one: 0 is none.
    store<u32>(reach, 0, 4)
  }
  for (let hit = firstHit; hit < lastHit; hit++) {
    const set = setAt(hitSet(hit))
    for (let byte: usize = 0; byte < 64; byte += 8) {
      let identifiers = load<u64>(set + byte)
      while (identifiers != 0) {
        const reach = reaches + (((byte << 3) + <usize>ctz(identifiers)) << 3)
        identifiers &= identifiers - 1
        if (load<u32>(reach) > hitEnd(hit)) store<u32>(reach, hitEnd(hit))
        if (load<u32>(reach, 4) < hitStart(hit) + 1) store<u32>(reach, hitStart(hit) + 1, 4)
      }
    }
  }
}
