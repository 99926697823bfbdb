// The keys and scalars of JSON: the common case of src/content/tokenise-json.ts, whose rules these are.
//
// What it costs: some ten stores for each key or value; strings are passed over 16 bytes at a time. Whatever is rare (a
// token that may go on, an escaped key, nesting too deep) or malformed is not consumed: the host looks at that one
// token, and calls again. A line that is malformed becomes one segment here, as content may consist of such lines.
import { JSON_SCAN } from './areas'
import { contextOfFrame, elementOf, frameAt, isArrayFrame, openFrame } from './frames'
import { internPath } from './paths'
import { isScalar } from './json-words'
import { blankSeparators, nextNewline } from './lines'
import { ENDS, ESCAPED, INDEXES, KEYS, PLACES, ROWS, STARTS, TEXT, flag, segment } from './segment-list'

const top: u32 = 0
const value: u32 = 1
const element: u32 = 2
const key: u32 = 3
const colon: u32 = 4
const comma: u32 = 5

const mostNesting: u32 = 256
const longestName: usize = 4_096
const keyMark: i32 = -2
/** Instead of places: the token is left to the host, or is malformed. */
const none: usize = 0
const malformed: usize = 1

let base: usize = 0
let limit: usize = 0
let depth: u32 = 0
/** The innermost frame: its number, its context, and whether it is an array. */
let frame: u32 = 0
let frameContext: u32 = 0
let inArray: bool = false
let record: u32 = 0
let expect: u32 = 0
let context: u32 = 0
let count: u32 = 0
let firstRecord: u32 = 0
let frames: u32 = 0
let lines: bool = false
/** Set by stringEnd, and by bareEnd. */
let hasEscapes: bool = false
let hasSeparators: bool = false

/** Reads and moves on what the host wrote to JSON_SCAN (see src/content/json-kernel.ts), and adds to the lists. */
export function tokeniseJson(): void {
  base = <usize>load<u32>(JSON_SCAN)
  limit = base + load<u32>(JSON_SCAN, 4)
  lines = load<u32>(JSON_SCAN, 8) != 0
  const room = load<u32>(JSON_SCAN, 12)
  const frameRoom = load<u32>(JSON_SCAN, 16)
  firstRecord = load<u32>(JSON_SCAN, 20)
  let p = base + load<u32>(JSON_SCAN, 24)
  expect = load<u32>(JSON_SCAN, 28)
  context = load<u32>(JSON_SCAN, 32)
  record = load<u32>(JSON_SCAN, 36)
  count = load<u32>(JSON_SCAN, 52)
  frames = load<u32>(JSON_SCAN, 56)
  depth = load<u32>(JSON_SCAN, 60)
  enterFrame()
  while (p < limit && count < room && frames < frameRoom) {
    let next = readToken(p)
    if (next == malformed) next = readLine(p)
    if (next == none) break
    p = next
  }
  store<u32>(JSON_SCAN, <u32>(p - base), 24)
  store<u32>(JSON_SCAN, expect, 28)
  store<u32>(JSON_SCAN, context, 32)
  store<u32>(JSON_SCAN, record, 36)
  store<u32>(JSON_SCAN, count, 52)
  store<u32>(JSON_SCAN, frames, 56)
  store<u32>(JSON_SCAN, depth, 60)
}

/** Where to go on behind the token at `p`; malformed; or none where it is left to the host. */
// @ts-ignore: decorator
@inline
function readToken(p: usize): usize {
  const byte = <u32>load<u8>(p)
  switch (byte) {
    case 0x20:
    case 0x09:
    case 0x0d:
      return p + 1
    case 0x0a:
      if (!lines) return p + 1
      if (expect != top) return malformed
      return beginLine(p + 1)
    case 0x22:
      return readString(p)
    case 0x2c:
      if (expect != comma) return malformed
      if (inArray) store<u32>(elementOf(depth), load<u32>(elementOf(depth)) + 1)
      expect = inArray ? element : key
      return p + 1
    case 0x3a:
      if (expect != colon) return malformed
      expect = value
      return p + 1
    case 0x7b:
    case 0x5b:
      if (expect > element) return malformed
      if (depth == mostNesting) return none
      beginValue()
      openFrame(frames++, depth++, context, byte == 0x5b)
      enterFrame()
      expect = inArray ? element : key
      return p + 1
    case 0x7d:
    case 0x5d:
      if (expect != comma && expect != element && expect != key) return malformed
      if (depth == 0 || inArray != (byte == 0x5d)) return malformed
      depth--
      enterFrame()
      expect = depth == 0 ? top : comma
      return p + 1
    default:
      return readWord(p)
  }
}

// @ts-ignore: decorator
@inline
function beginLine(p: usize): usize {
  store<u32>(JSON_SCAN, <u32>(p - base), 40)
  store<u32>(JSON_SCAN, count, 44)
  store<u32>(JSON_SCAN, record, 48)
  return p
}

/** Takes the line that is malformed at `p` for text: addLine of the host. */
function readLine(p: usize): usize {
  const lineStart = load<u32>(JSON_SCAN, 40)
  if (!lines || <i32>lineStart < <i32>load<u32>(JSON_SCAN, 64)) return none
  const newline = nextNewline(p, limit)
  if (newline == limit) return none
  const start = base + lineStart
  const end = newline > start && load<u8>(newline - 1) == 0x0d ? newline - 1 : newline
  blankSeparators(start, end)
  count = load<u32>(JSON_SCAN, 44)
  record = load<u32>(JSON_SCAN, 48) + 1
  context = TEXT
  depth = 0
  inArray = false
  expect = top
  add(start, end, -1)
  store<u32>(JSON_SCAN, load<u32>(JSON_SCAN, 68) + 1, 68)
  return beginLine(newline + 1)
}

/** A number, true, false, null; within a container any other word as well. */
// @ts-ignore: decorator
@inline
function readWord(p: usize): usize {
  if (expect > element) return malformed
  const end = bareEnd(p)
  if (end == limit) return none
  if (expect == top && !isScalar(p, end)) return malformed
  // Only now: a word that begins with a blank would be another one the next time.
  if (hasSeparators) for (let q = p; q < end; q++) if ((load<u8>(q) & 0xfe) == 0x1e) store<u8>(q, 0x20)
  beginValue()
  addValue(p, end, false)
  expect = depth == 0 ? top : comma
  return end
}

// @ts-ignore: decorator
@inline
function enterFrame(): void {
  if (depth == 0) {
    inArray = false
    return
  }
  frame = frameAt(depth)
  frameContext = contextOfFrame(frame)
  inArray = isArrayFrame(frame)
}

// @ts-ignore: decorator
@inline
function beginValue(): void {
  if (expect == top) {
    record++
    context = 0
  } else if (expect == element) context = frameContext
}

/** As readToken, of a string. */
// @ts-ignore: decorator
@inline
function readString(p: usize): usize {
  if (expect == colon || expect == comma) return malformed
  const start = p + 1
  const end = stringEnd(start)
  if (end <= malformed) return end
  if (expect == key) {
    if (hasEscapes || end - start > longestName) return none
    context = frameContext
    if (start < end) add(start, end, keyMark)
    context = internPath(frameContext, start, end)
    expect = colon
    return end + 1
  }
  beginValue()
  addValue(start, end, hasEscapes)
  expect = depth == 0 ? top : comma
  return end + 1
}

/** The closing quote; malformed where a line breaks, none where all ends before. Our own separators become blanks. */
// @ts-ignore: decorator
@inline
function stringEnd(from: usize): usize {
  const quotes = i8x16.splat(0x22), backslashes = i8x16.splat(0x5c), blanks = i8x16.splat(0x20)
  hasEscapes = false
  let p = from
  while (p < limit) {
    const v = v128.load(p)
    const stops = <u32>i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(v, quotes), i8x16.eq(v, backslashes)), i8x16.lt_u(v, blanks)),
    )
    if (stops == 0) {
      p += 16
      continue
    }
    p += <usize>ctz(stops)
    if (p >= limit) return none
    const byte = <u32>load<u8>(p)
    if (byte == 0x22) return p
    if (byte == 0x5c) {
      hasEscapes = true
      const next = <u32>load<u8>(p, 1)
      p += next == 10 || next == 13 ? 1 : 2
    } else if (byte == 10 || byte == 13) return malformed
    else {
      if (byte == 0x1e || byte == 0x1f) store<u8>(p, 0x20)
      p++
    }
  }
  return none
}

/** The end of a word: at white space, a sign of structure or a quote, or `limit`. */
// @ts-ignore: decorator
@inline
function bareEnd(from: usize): usize {
  hasSeparators = false
  for (let p = from; p < limit; p++) {
    const byte = <u32>load<u8>(p)
    if (byte < 0x40) {
      if ((ending >> <u64>byte) & 1) return p
      if ((byte & 0xfe) == 0x1e) hasSeparators = true
    } else if ((byte & 0xdf) == 0x5b || (byte & 0xdf) == 0x5d) return p
  }
  return limit
}

/** Bytes below 64 that end a word: \t \n \r blank " , : */
const ending: u64 =
  ((<u64>1) << 0x09) | ((<u64>1) << 0x0a) | ((<u64>1) << 0x0d) | ((<u64>1) << 0x20) | ((<u64>1) << 0x22) |
  ((<u64>1) << 0x2c) | ((<u64>1) << 0x3a)

// @ts-ignore: decorator
@inline
function addValue(start: usize, end: usize, escaped: bool): void {
  if (start >= end) return
  const index = inArray ? <i32>load<u32>(elementOf(depth)) : -1
  add(start, end, index)
  if (escaped) store<u8>(flag(count - 1), 1, ESCAPED)
}

// @ts-ignore: decorator
@inline
function add(start: usize, end: usize, index: i32): void {
  store<u32>(segment(count), <u32>(start - base), STARTS)
  store<u32>(segment(count), <u32>(end - base), ENDS)
  store<u32>(segment(count), context, KEYS)
  store<u32>(segment(count), record - firstRecord, ROWS)
  store<i32>(segment(count), depth == 0 ? -1 : <i32>frame, PLACES)
  store<i32>(segment(count), index, INDEXES)
  store<u8>(flag(count), 0, ESCAPED)
  count++
}
