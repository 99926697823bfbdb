// Pass 1, the one look at every byte: bitmaps of digits and token starts, and a list of the places that pass 2 looks at.
//
// What it costs: five comparisons of 64 bytes at once are nearly nothing; the cost is a dozen cycles for each word,
// whose first four letters are looked up in a filter of 32 KB. The event is stored for every word and kept by moving
// the end of the list only where the filter says so: no branch depends on the text.
import { DIGITS, EVENTS, EVENTS_END, TOKENS } from './areas'
import { from as firstPlace, to as placesEnd } from './passage'
import { RULES, SIGN_PAIRS, SINGLE_LETTERS, WORD_FILTER } from './program'
import { equal, equalFolded, high, inRange, letters } from './simd'
import { closePlaces, CODES_WANTED, listCodes, listPairs, NAMES_WANTED, openPlaces } from './places'
import { wordBefore } from './text'

// What the wide letters of the block before leave to the next one.
let carryLead: u64 = 0
let carryLead3: u64 = 0
let carryThird: u64 = 0

/** Bytes of letters beyond ASCII: a first byte of C3-DF or E1, and what continues it. */
function wideLetters(p: usize, valid: u64): u64 {
  const lead2 = inRange(p, 0xc3, 0x1c) & valid
  const lead3 = equal(p, 0xe1) & valid
  const more = inRange(p, 0x80, 0x3f) & valid
  const leads = lead2 | lead3
  const second = ((leads << 1) | carryLead) & more
  const secondOf3 = ((lead3 << 1) | carryLead3) & more
  const third = ((secondOf3 << 1) | carryThird) & more
  carryLead = leads >> 63
  carryLead3 = lead3 >> 63
  carryThird = secondOf3 >> 63
  return leads | second | third
}

// @ts-ignore: decorator
@inline
function below(count: i64): u64 {
  return count >= 64 ? ~(<u64>0) : count <= 0 ? 0 : ((<u64>1) << <u64>count) - 1
}

// @ts-ignore: decorator
@inline
function shifted(now: u64, next: u64, by: u64): u64 {
  return (now >> by) | (next << (64 - by))
}

// @ts-ignore: decorator
@inline
function passes(key: u32): u32 {
  const hash = (key * 0x9e3779b1) >> 14
  return (<u32>load<u8>(WORD_FILTER + (hash >> 3)) >> (hash & 7)) & 1
}

/** By which of the three bytes after the first are no more of the word: the bytes of its key. */
const keyMasks = memory.data<u32>([0xffffffff, 0xff, 0xffff, 0xff, 0xffffff, 0xff, 0xffff, 0xff])

// @ts-ignore: decorator
@inline
function keyMask(ends: u32): u32 {
  return load<u32>(keyMasks + <usize>(ends << 2))
}

/**
 * Reads bytes [from, to) of a text at `base` that has bytes [lowest, end). Fills the bitmaps of that range and the list
 * of events, ascending; gives their number, or -1 where there was no room.
 */
export function words(base: usize, lowest: u32, from: u32, to: u32, end: u32): i32 {
  let out = EVENTS
  const room = EVENTS_END - 260
  const rules = RULES
  const anchorsFrom = firstPlace, anchorsTo = placesEnd
  const first = from & ~63
  const notBefore = ~below(<i64>from - <i64>first)
  const joined = wordBefore(base, from, lowest)
  let carryWord: u64 = u64(joined && from == first)
  let carryLow: u64 = 0
  carryLead = carryLead3 = carryThird = 0
  const kinds = openPlaces()
  const wantsNames = (kinds & NAMES_WANTED) != 0, wantsCodes = (kinds & CODES_WANTED) != 0
  const wantsPlaces = kinds != 0
  /** Whether a capitalised word may go on from the block before: the places where what follows it may begin. */
  let mayGoOn: u64 = 7
  let p = base + first
  const valid = below(<i64>end - <i64>first) & notBefore
  let D = inRange(p, 48, 9) & valid, L = letters(p) & valid, U = inRange(p, 65, 25) & valid
  let X = high(p) & valid
  let LL = X != 0 ? L | wideLetters(p, valid) : L
  // The byte before `from` counts as what it is, though its bit is not in the range.
  let AN = LL | D | (joined && from != first ? (<u64>1) << <u64>((from & 63) - 1) : 0)
  for (let o: u32 = first; o < to; o += 64) {
    p = base + o
    const q = p + 64
    let nD = inRange(q, 48, 9), nL = letters(q), nU = inRange(q, 65, 25), nX = high(q)
    let after: u64 = ~(<u64>0)
    if (o + 128 > end) {
      after = below(<i64>end - <i64>(o + 64))
      nD &= after
      nL &= after
      nU &= after
      nX &= after
    }
    if (X == 0) carryLead = carryLead3 = carryThird = 0
    const nLL = nX != 0 ? nL | wideLetters(q, after) : nL
    const low = LL & ~U
    const camel = U & ((low << 1) | carryLow)
    const nCamel = nU & (((nLL & ~nU) << 1) | (low >> 63))
    const ends = ~LL | camel, nEnds = ~nLL | nCamel
    const T = ~((AN << 1) | carryWord)
    store<u64>(DIGITS + (o >> 3), D)
    store<u64>(TOKENS + (o >> 3), T)

    let A: u64 = 0
    const four = D & shifted(D, nD, 1) & shifted(D, nD, 2) & shifted(D, nD, 3)
    const numbers = T & four
    // Around where instances may begin, only keywords are looked for.
    if (o + 64 > anchorsFrom && o < anchorsTo) {
      if (numbers != 0) A = numbers & numberRules(p, D, nD, four)
      if (rules & 4) A |= T & L & shifted(L, nL, 1) & shifted(D, nD, 2) & shifted(D, nD, 3)
      if (SIGN_PAIRS != 0) A |= T & signs(p)
    }
    if (wantsPlaces) {
      // Adding the start of a word to all words carries to its end. What goes on from before may have a capital there.
      const capital = T & AN & (U | X)
      const E0 = (AN + (capital | (AN & ~T & mayGoOn))) & ~AN
      const behind = (E0 << 1) | (mayGoOn & 3)
      const behindDot = behind | (E0 << 2) | mayGoOn
      if (wantsNames) {
        const small = T & L & ~U
        const E1 = (AN + (small & behind)) & ~AN
        const E2 = (AN + (small & ((E1 << 1) | (mayGoOn & 3)))) & ~AN
        const seconds = capital & ~shifted(U, nU, 1) & (behindDot | ((E1 | E2) << 1))
        if (seconds != 0) listPairs(p, o, seconds)
      }
      if (wantsCodes) {
        const codes =
          (numbers & (behindDot | shifted(U | X, nU | nX, 6))) |
          (T & D & behind & shifted(U, nU, 1) & shifted(U | D, nU | nD, 2))
        if (codes != 0) listCodes(p, o, codes)
      }
      mayGoOn = (U | X) != 0 ? 7 : 0
    }

    let W = (LL & T) | camel
    // Words of one letter are common in code, and few keywords begin with one.
    const single = W & ~shifted(LL, nLL, 1)
    if (single != 0) W &= ~single | mayStandAlone(p)
    W |= A
    if (o + 64 > to) W &= below(<i64>to - <i64>o)
    if (o == first) W &= notBefore
    if (out > room) return -1
    const simple = (camel | nCamel | X | nX) == 0
    while (W != 0) {
      const z = ctz(W)
      W &= W - 1
      const text = load<u32>(p + <usize>z) | 0x20202020
      const last = endsAfter(ends, nEnds, z)
      const key = text & keyMask(last)
      store<u32>(out, o + <u32>z)
      let keep = passes(key) | <u32>((A >> z) & 1)
      if (!simple) {
        // Letters that change case within the first four may also be one word after all.
        const whole = text & keyMask(endsAfter(~LL, ~nLL, z))
        if (whole != key) keep |= passes(whole)
        keep |= u32((whole & 0x80808080) != 0)
      }
      out += keep << 2
    }

    carryWord = AN >> 63
    carryLow = low >> 63
    L = nL
    D = nD
    U = nU
    X = nX
    LL = nLL
    AN = nLL | nD
  }
  closePlaces(base, from, to)
  return <i32>((out - EVENTS) >> 2)
}

/** Whether each of the three bytes after place z ends the word. */
// @ts-ignore: decorator
@inline
function endsAfter(now: u64, next: u64, z: u64): u32 {
  return <u32>(((now >> z) >> 1) | (next << (63 - z))) & 7
}

/** Digits that may be a card number: 13 in a row, or four, a blank or hyphen, and four more. */
function numberRules(p: usize, D: u64, nD: u64, four: u64): u64 {
  let found: u64 = 0
  const nFour = nD & (nD >> 1) & (nD >> 2) & (nD >> 3)
  if (RULES & 1) {
    const eight = four & shifted(four, nFour, 4)
    found |= eight & shifted(four, nFour, 8) & shifted(D, nD, 12)
  }
  if (RULES & 2) {
    const gap = equal(p + 4, 32) | equal(p + 4, 45)
    found |= four & gap & shifted(four, nFour, 5)
  }
  return found
}

/** Letters that a keyword or form may begin with though no letter follows. */
function mayStandAlone(p: usize): u64 {
  let found: u64 = 0
  for (let singles = SINGLE_LETTERS; singles != 0; singles >>= 8) {
    const letter = <i32>(singles & 0xff)
    if (letter == 0xff) return ~(<u64>0)
    found |= equalFolded(p, letter)
  }
  return found
}

/** Stands for each digit as the second of a pair. */
const ANY_DIGIT: i32 = 0x80

function signs(p: usize): u64 {
  let found: u64 = 0
  for (let pairs = SIGN_PAIRS; pairs != 0; pairs >>= 16) {
    const one = equal(p, <i32>(pairs & 0xff))
    if (one == 0) continue
    const second = <i32>((pairs >> 8) & 0xff)
    found |= one & (second == ANY_DIGIT ? inRange(p + 1, 48, 9) : equal(p + 1, second))
  }
  return found
}
