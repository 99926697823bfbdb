// Pass 2, first half: the events become keywords found, and places where forms without keyword may begin.
//
// What it costs: one load a byte for the symbol, one for the step; a word that passed the filter by chance ends after
// one or two. The rows of the automaton lie over each other (a state is where its row begins, a slot knows its owner),
// so that 80 KB hold what would be megabytes.
import { ANCHORS, ANCHORS_END, EVENTS, HITS, HITS_END } from './areas'
import { from as firstPlace, to as placesEnd } from './passage'
import { ACCEPTS, ANCHOR_MASKS, MARK, SLOTS, START, SYMBOLS } from './program'
import { classOf, DIGIT, LETTER, UPPER, WORD } from './text'

let hitTop: usize = 0
let anchorTop: usize = 0
const charactersOfKeywords: u32 = 0x2100
/** Bytes of a keyword in a text, separators and combining marks included. */
export const longestKeyword: u32 = 300
/** See endsNameBit in image.ts. */
const endsNameBit: u32 = 0x8000
const hyphen: u32 = 0x2d
const underscore: u32 = 0x5f

export function hitCount(): u32 {
  return <u32>((hitTop - HITS) / 12)
}

export function anchorCount(): u32 {
  return <u32>((anchorTop - ANCHORS) >> 3)
}

// @ts-ignore: decorator
@inline
export function hitStart(hit: u32): u32 {
  return load<u32>(HITS + <usize>hit * 12)
}

// @ts-ignore: decorator
@inline
export function hitEnd(hit: u32): u32 {
  return load<u32>(HITS + <usize>hit * 12, 4)
}

// @ts-ignore: decorator
@inline
export function hitSet(hit: u32): u32 {
  return load<u32>(HITS + <usize>hit * 12, 8)
}

/** Takes the events of pass 1, of a text or of a name; false where keywords or anchors had no room. */
export function readEvents(base: usize, count: u32, end: u32, isName: bool): bool {
  hitTop = HITS
  anchorTop = ANCHORS
  for (let event: u32 = 0; event < count; event++) {
    const at = load<u32>(EVENTS + (event << 2))
    // A keyword has no more nested ones than this.
    if (hitTop > HITS_END - 12 * 64 || anchorTop > ANCHORS_END - 8) return false
    if ((classOf(base + at) & WORD & ~DIGIT) != 0) findKeywords(base, at, end, isName)
    if (at < firstPlace || at >= placesEnd || at + 4 > end) continue
    const groups = anchorGroups(base + at)
    if (groups != 0) {
      store<u32>(anchorTop, at)
      store<u32>(anchorTop, groups, 4)
      anchorTop += 8
    }
  }
  return true
}

/** Groups of forms that the four bytes at p may begin. */
// @ts-ignore: decorator
@inline
function anchorGroups(p: usize): u32 {
  return (
    load<u32>(ANCHOR_MASKS + (<usize>load<u8>(p) << 2)) &
    load<u32>(ANCHOR_MASKS + (<usize>load<u8>(p, 1) << 2), 1024) &
    load<u32>(ANCHOR_MASKS + (<usize>load<u8>(p, 2) << 2), 2048) &
    load<u32>(ANCHOR_MASKS + (<usize>load<u8>(p, 3) << 2), 3072)
  )
}

/** Adds every keyword that begins at `from`, the start of a word. */
function findKeywords(base: usize, from: u32, end: u32, isName: bool): void {
  let state = START
  let at = from
  const limit = min(end, from + longestKeyword)
  while (at < limit) {
    const byte = <u32>load<u8>(base + at)
    let code = byte
    let length: u32 = 1
    if (byte >= 0x80) {
      code = characterAt(base, at, end)
      if (code >= charactersOfKeywords) return
      length = code < 0x800 ? 2 : 3
    }
    const symbol = <u32>load<u8>(SYMBOLS + code)
    at += length
    if (symbol == MARK) continue
    const slot = load<u32>(SLOTS + (<usize>(state + symbol) << 2))
    if (slot >> 16 != state || symbol == 0) return
    state = slot & 0xffff
    const set = <u32>load<u16>(ACCEPTS + (<usize>state << 1))
    if (set == 0) continue
    const wordEnd = skipMarks(base, at, end)
    if (wordEnd - from > longestKeyword) return
    if (!endsWord(base, wordEnd, end)) continue
    if ((set & endsNameBit) != 0 && !isName && nameGoesOn(base, wordEnd, end)) continue
    store<u32>(hitTop, from)
    store<u32>(hitTop, wordEnd, 4)
    store<u32>(hitTop, set & ~endsNameBit, 8)
    hitTop += 12
  }
}

/** The character of two or three bytes at `at`; one beyond all keywords where there is none. */
function characterAt(base: usize, at: u32, end: u32): u32 {
  const p = base + at
  const byte = <u32>load<u8>(p)
  if (byte >= 0xc2 && byte < 0xe0 && continues(p + 1, at + 1, end)) {
    return ((byte & 0x1f) << 6) | (<u32>load<u8>(p, 1) & 0x3f)
  }
  if (byte >= 0xe0 && byte < 0xf0 && continues(p + 1, at + 1, end) && continues(p + 2, at + 2, end)) {
    const code =
      ((byte & 0x0f) << 12) | ((<u32>load<u8>(p, 1) & 0x3f) << 6) | (<u32>load<u8>(p, 2) & 0x3f)
    return code < 0x800 ? 0xffff : code
  }
  return 0xffff
}

// @ts-ignore: decorator
@inline
function continues(p: usize, at: u32, end: u32): bool {
  return at < end && (load<u8>(p) & 0xc0) == 0x80
}

function skipMarks(base: usize, from: u32, end: u32): u32 {
  let at = from
  while (at + 1 < end) {
    const byte = <u32>load<u8>(base + at)
    if (byte != 0xcc && byte != 0xcd) break
    const second = <u32>load<u8>(base + at + 1)
    if ((second & 0xc0) != 0x80 || (byte == 0xcd && second >= 0xb0)) break
    at += 2
  }
  return at
}

/** See nameGoesOn in keyword-automaton.ts. */
function nameGoesOn(base: usize, at: u32, end: u32): bool {
  if (at >= end) return false
  const byte = <u32>load<u8>(base + at)
  const joined = byte == hyphen || byte == underscore ? at + 1 : at
  return joined < end && (classOf(base + joined) & WORD & ~DIGIT) != 0
}

/** See endsWord in keyword-automaton.ts. */
function endsWord(base: usize, at: u32, end: u32): bool {
  if (at >= end) return true
  const p = base + at
  const next = classOf(p)
  if ((next & WORD) == 0) return true
  const last = <u32>load<u8>(p - 1)
  if (last >= 0x80 && load<u8>(p - 2) == 0xc2) return true
  const lastClass = classOf(p - 1)
  if (last >= 0x80 || (lastClass & LETTER) != 0) {
    if ((next & DIGIT) != 0) return at + 1 >= end || (classOf(p + 1) & WORD) == 0
    return (next & UPPER) != 0 && (lastClass & UPPER) == 0
  }
  return (lastClass & DIGIT) == 0
}
