// The keys and scalars of JSON, found in one pass over bytes that stay as they are.
//
// It is more lenient than JSON where that loses nothing (trailing commas, bare words as values, unknown escapes):
// what it refuses is read as plain text instead, and then a key no longer belongs to its value. Of lines that are
// documents each one that it refuses is one segment. In the scan memory a kernel adds the values; the tokens that it
// leaves, one at a time, are looked at here.
import { textContext } from '../model/passage.ts'
import { maxNesting, openFrame, type Frames } from './frames.ts'
import type { JsonScan } from './json-scan.ts'
import { addValuesByKernel } from './json-kernel.ts'
import { undoEscapes } from './undo-escapes.ts'

/** What may come next. */
const top = 0
const value = 1
const element = 2
const key = 3
const colon = 4
const comma = 5

export type Verdict = 'more' | 'room' | 'end' | 'malformed' | 'too deep'

/** Mark of a key in a value's `indexes`; a member of an object has -1. */
export const keyMark = -2

/**
 * Adds values until bytes or room run out, or the structure breaks off; `pos` is left at what was not consumed. A line
 * breaks it off only where its end is not in sight, or its beginning was in an earlier passage.
 */
export function tokeniseJson(scan: JsonScan): Verdict {
  const { bytes, values, frames } = scan
  const room = values.starts.length
  const frameRoom = frames.parents.length
  for (;;) {
    if (frames.memory !== undefined) addValuesByKernel(scan, frames.memory)
    if (scan.pos >= scan.filled) break
    if (values.count >= room || frames.count >= frameRoom) return 'room'
    const verdict = kinds[bytes[scan.pos]!] === structural ? structure(scan) : token(scan)
    if (verdict === 'malformed' && addLine(scan)) continue
    if (verdict !== undefined) return verdict
  }
  return scan.ended ? 'end' : 'more'
}

const structural = 1
const bareByte = 0
const kinds = new Uint8Array(256)
for (const character of '{}[],: \t\n\r') kinds[character.charCodeAt(0)] = structural
kinds[0x22] = 2

function structure(scan: JsonScan): Verdict | undefined {
  const { frames } = scan
  const byte = scan.bytes[scan.pos]!
  switch (byte) {
    case 0x7b:
    case 0x5b:
      if (!beginValue(scan)) return 'malformed'
      if (frames.depth === maxNesting) return 'too deep'
      openFrame(frames, scan.context, byte === 0x5b)
      scan.expect = byte === 0x5b ? element : key
      break
    case 0x7d:
    case 0x5d:
      if (!closeFrame(scan, byte === 0x5d)) return 'malformed'
      break
    case 0x2c:
      if (scan.expect !== comma) return 'malformed'
      if (inArray(frames)) {
        frames.elements[frames.depth - 1]!++
        scan.expect = element
      } else scan.expect = key
      break
    case 0x3a:
      if (scan.expect !== colon) return 'malformed'
      scan.expect = value
      break
    case 0x0a:
      if (!scan.lines) break
      if (scan.expect !== top) return 'malformed'
      beginLine(scan, scan.pos + 1)
      return undefined
    default:
  }
  scan.pos++
  return undefined
}

/** Takes the line that is malformed at `pos` for text, instead of what was read of it; false where not all of it is there. */
function addLine(scan: JsonScan): boolean {
  const { bytes, values, filled, lineStart: start } = scan
  if (!scan.lines || start < scan.from) return false
  const newline = bytes.subarray(scan.pos, filled).indexOf(0x0a)
  if (newline === -1 && !scan.ended) return false
  const next = newline === -1 ? filled : scan.pos + newline + 1
  const end = newline === -1 ? filled : next - (next - 2 >= start && bytes[next - 2] === 0x0d ? 2 : 1)
  for (let i = start; i < end; i++) if (bytes[i] === 0x1e || bytes[i] === 0x1f) bytes[i] = 0x20
  values.count = scan.lineValues
  scan.record = scan.lineRecord + 1
  scan.context = textContext
  scan.frames.depth = 0
  addValue(scan, { start, end, escaped: false, index: -1 })
  scan.texts++
  resetLine(scan, next)
  return true
}

function beginLine(scan: JsonScan, at: number): void {
  scan.pos = at
  scan.lineStart = at
  scan.lineValues = scan.values.count
  scan.lineRecord = scan.record
}

/** Whether a value may begin here; at the top, it begins a record. */
function beginValue(scan: JsonScan): boolean {
  if (scan.expect === top) {
    scan.record++
    scan.context = 0
    return true
  }
  if (scan.expect === element) scan.context = scan.frames.contexts[topFrame(scan.frames)]!
  return scan.expect === value || scan.expect === element
}

function closeFrame(scan: JsonScan, isArray: boolean): boolean {
  const { frames } = scan
  if (scan.expect !== comma && scan.expect !== element && scan.expect !== key) return false
  if (frames.depth === 0 || inArray(frames) !== isArray) return false
  frames.depth--
  scan.expect = frames.depth === 0 ? top : comma
  return true
}

function token(scan: JsonScan): Verdict | undefined {
  return scan.bytes[scan.pos] === 0x22 ? stringToken(scan) : bareToken(scan)
}

function stringToken(scan: JsonScan): Verdict | undefined {
  if (scan.expect === colon || scan.expect === comma) return 'malformed'
  const start = scan.pos + 1
  const end = stringEnd(scan, start)
  if (end === -1) return scan.ended ? 'malformed' : 'more'
  if (scan.bytes[end] !== 0x22) return 'malformed'
  const hasEscapes = sawEscape
  if (scan.expect === key) {
    finishKey(scan, [start, end], hasEscapes)
  } else {
    beginValue(scan)
    addValue(scan, { start, end, escaped: hasEscapes, index: indexOfValue(scan.frames) })
    finishValue(scan)
  }
  scan.pos = end + 1
  return undefined
}

/** Set by stringEnd: a second result without an allocation for each string. */
let sawEscape = false

const stringStops = new Uint8Array(256)
for (const byte of [0x22, 0x5c, 10, 13, 0x1e, 0x1f]) stringStops[byte] = 1

/** The place of the closing quote or of a line break, or -1 where the bytes end before. */
export function stringEnd(scan: JsonScan, from: number): number {
  const { bytes, filled } = scan
  sawEscape = false
  let i = from
  for (;;) {
    while (i < filled && stringStops[bytes[i]!] === 0) i++
    if (i >= filled) return -1
    const byte = bytes[i]!
    if (byte === 0x5c) {
      sawEscape = true
      if (i + 1 >= filled) return -1
      i += bytes[i + 1] === 10 || bytes[i + 1] === 13 ? 1 : 2
    } else if (byte === 0x1e || byte === 0x1f) bytes[i++] = 0x20
    else return i
  }
}

/** A number, true, false, null; inside a container any other word as well. */
function bareToken(scan: JsonScan): Verdict | undefined {
  const { bytes, filled } = scan
  const start = scan.pos
  if (scan.expect === key || scan.expect === colon || scan.expect === comma) return 'malformed'
  let end = start
  while (end < filled && kinds[bytes[end]!] === bareByte) end++
  if (end === filled && !scan.ended) return 'more'
  if (scan.expect === top && !isScalar(bytes, start, end)) return 'malformed'
  // Only now: a word that begins with a blank would be another one the next time.
  for (let i = start; i < end; i++) if (bytes[i] === 0x1e || bytes[i] === 0x1f) bytes[i] = 0x20
  beginValue(scan)
  addValue(scan, { start, end, escaped: false, index: indexOfValue(scan.frames) })
  finishValue(scan)
  scan.pos = end
  return undefined
}

function isScalar(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 400) return false
  const text = String.fromCharCode(...bytes.subarray(start, end))
  return /^(-?\d+(\.\d+)?([eE][-+]?\d+)?|true|false|null)$/.test(text)
}

/** Names beyond this lose their beginning, as they would in a path. */
const maxNameBytes = 4_096

/** Interns the key in bytes[start, end) and adds it as data of its own, under its object's context. */
function finishKey(scan: JsonScan, range: readonly [number, number], escaped: boolean): void {
  const [start, end] = range
  const parent = scan.frames.contexts[topFrame(scan.frames)]!
  scan.context = parent
  addValue(scan, { start, end, escaped, index: keyMark })
  scan.context = internName(scan, parent, { start, end, escaped })
  scan.expect = colon
}

/** A key that was read in parts: its text is bytes[.., end), its name the end of that. */
export function finishLongKey(scan: JsonScan, end: number): void {
  const parent = scan.frames.contexts[topFrame(scan.frames)]!
  scan.context = scan.frames.table.intern(parent, scan.bytes, [Math.max(0, end - maxNameBytes), end])
  scan.expect = colon
}

function internName(
  scan: JsonScan,
  parent: number,
  name: { readonly start: number; readonly end: number; readonly escaped: boolean },
): number {
  const { table } = scan.frames
  if (!name.escaped)
    return table.intern(parent, scan.bytes, [Math.max(name.start, name.end - maxNameBytes), name.end])
  const text = scan.bytes.slice(name.start, name.end)
  const end = undoEscapes(text, 0, text.length)
  return table.intern(parent, text, [Math.max(0, end - maxNameBytes), end])
}

function addValue(
  scan: JsonScan,
  added: { readonly start: number; readonly end: number; readonly escaped: boolean; readonly index: number },
): void {
  const { values, frames } = scan
  if (added.start >= added.end) return
  const i = values.count++
  values.starts[i] = added.start
  values.ends[i] = added.end
  values.contexts[i] = scan.context
  values.rows[i] = scan.record - scan.firstRecord
  values.places[i] = frames.depth === 0 ? -1 : topFrame(frames)
  values.indexes[i] = added.index
  values.escaped[i] = added.escaped ? 1 : 0
}

export function finishValue(scan: JsonScan): void {
  scan.expect = scan.frames.depth === 0 ? top : comma
}

export function indexOfValue(frames: Frames): number {
  return inArray(frames) ? frames.elements[frames.depth - 1]! : -1
}

export function topFrame(frames: Frames): number {
  return frames.open[frames.depth - 1]!
}

function inArray(frames: Frames): boolean {
  return frames.depth > 0 && frames.isArray[topFrame(frames)] === 1
}

/** Paths may be renumbered: none is pending between a key and its value. */
export function isBetweenValues(scan: JsonScan): boolean {
  return scan.expect !== value && scan.expect !== colon
}

export function expectsKey(scan: JsonScan): boolean {
  return scan.expect === key
}

/** For a value that is read in parts: sets its context, as its beginning would. */
export function enterValue(scan: JsonScan): void {
  beginValue(scan)
}

/** After a line that was read as text: the next one is at `at`. */
export function resetLine(scan: JsonScan, at: number): void {
  scan.frames.depth = 0
  scan.expect = top
  beginLine(scan, at)
}
