// JSON and JSON Lines. Where the structure breaks off, the rest (of the line, or of the document) is read as text,
// so nothing of it is lost; only what is nested too deeply refuses the whole object.
import { leftContextBytes, textContext, type Passage } from '../model/passage.ts'
import type { Location } from '../model/location.ts'
import type { Shortfall } from '../model/shortfall.ts'
import { compactFrames, createFrames, maxNesting, renewPaths as renew } from './frames.ts'
import type { JsonScan } from './json-scan.ts'
import { createJsonLocator, type JsonLocator } from './locate-json.ts'
import { advanceLines, type LinePosition } from './lines.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import { firstPlace, type Place } from './place.ts'
import { readLongString } from './read-long-string.ts'
import { readText, textLocator } from './read-text.ts'
import { sealSegments, segmentFinder, segmentsOf, type SegmentList } from './segment-list.ts'
import { isBetweenValues, resetLine, tokeniseJson, type Verdict } from './tokenise-json.ts'
import { jsonEscapes } from './undo-escapes.ts'
import { fill, putBefore, slide, type Window } from './window.ts'

export interface JsonOptions {
  /** Each line is a document of its own. */
  readonly lines: boolean
  readonly looksSensitive: LooksSensitive
  /** Moved along. */
  readonly place?: Place
}

/** One object's state, as its passages see it. */
export interface JsonReading {
  readonly window: Window
  readonly scan: JsonScan
  readonly lines: LinePosition
  readonly locator: JsonLocator
  /** The latest bytes as they were read, but in JSON Lines: context of what is read as text where a document breaks off. */
  context: Uint8Array
}

export async function* readJson(
  window: Window,
  options: JsonOptions,
): AsyncGenerator<Passage, Shortfall | undefined> {
  await fill(window, window.blockBytes)
  const scan = scanOf(window, options.lines)
  const place = options.place ?? firstPlace()
  const reading: JsonReading = {
    window,
    scan,
    lines: place.lines,
    locator: createJsonLocator(scan, options.looksSensitive),
    context: new Uint8Array(0),
  }
  for (;;) {
    const from = window.pos
    prepare(window, scan)
    reading.locator.begin()
    const found = tokeniseJson(scan)
    const verdict = found === 'malformed' && mayEndLater(window, scan) ? 'more' : found
    if (verdict === 'too deep') return tooDeep
    if (verdict === 'room') takeBackLine(scan, from + 1)
    else if (verdict === 'more') takeBackLine(scan, isFull(window) ? from + 1 : from)
    const broken = verdict === 'malformed' || isHopeless(window, scan, verdict)
    if (broken) breakOff(scan, from)
    if (!scan.lines) keepContext(reading, from)
    yield* passageOf(reading, from, verdict)
    window.pos = scan.pos
    place.records = scan.record + 1
    if (broken) {
      if (!scan.lines) putBefore(window, reading.context)
      yield* readText(window, { lines: reading.lines, oneLine: scan.lines })
      if (!scan.lines) return undefined
      place.isWithin = isCutOff(window) && window.bytes[window.pos - 1] !== 0x0a
      resetLine(scan, window.pos)
    } else if (verdict === 'end') return undefined
    else if (verdict === 'more') {
      if (scan.pos === from && isCutOff(window)) {
        place.isWithin ||= scan.pos !== scan.lineStart
        return undefined
      }
      yield* goOn(reading, scan.pos > from)
    }
  }
}

/** Of a line that is malformed the end was not seen, but there is room to see more of it. */
function mayEndLater(window: Window, scan: JsonScan): boolean {
  return scan.lines && !scan.ended && scan.lineStart >= (isFull(window) ? scan.from + 1 : scan.from)
}

/** Nothing more comes, and it is not the content's end. */
function isCutOff(window: Window): boolean {
  return window.ended && !window.endsContent
}

const tooDeep: Shortfall = {
  status: 'SKIPPED',
  reason: 'JSON_NESTING_LEVEL_OVER_LIMIT',
  detail: `Objects and arrays are nested more than ${maxNesting} levels deep.`,
}

function scanOf(window: Window, lines: boolean): JsonScan {
  const { bytes, segments, filled } = window
  const frames = createFrames(Math.min(segments.starts.length, Math.max(256, filled >> 1)), window.memory)
  const line = { lines, lineStart: 0, lineValues: 0, lineRecord: -1, texts: 0 }
  const state = { from: 0, pos: 0, ended: false, expect: 0, context: 0, record: -1, firstRecord: 0 }
  return { bytes, frames, values: segments, filled, ...state, ...line }
}

function prepare(window: Window, scan: JsonScan): void {
  compactFrames(scan.frames)
  if (scan.frames.table.isFull()) renewPaths(scan)
  scan.values.count = 0
  scan.lineValues = 0
  scan.firstRecord = Math.max(0, scan.record)
  scan.filled = window.filled
  scan.ended = window.ended && window.endsContent
  scan.texts = 0
  scan.from = window.pos
  scan.lineStart += window.pos - scan.pos
  scan.pos = window.pos
}

/** Documents may have any number of distinct names; the path of a value that comes next is kept. */
function renewPaths(scan: JsonScan): void {
  scan.context = renew(scan.frames, isBetweenValues(scan) ? 0 : scan.context)
}

/** A token that fills the whole buffer and is no string: there is no such number. */
function isHopeless(window: Window, scan: JsonScan, verdict: Verdict): boolean {
  const stuck = verdict === 'more' && scan.pos === 0 && window.filled === window.bytes.length
  return stuck && window.bytes[0] !== 0x22
}

/**
 * Takes back a line whose end was not seen, where it began at `earliest` or behind: whether it is malformed must be known
 * before anything of it is handed on, if there is room for all of it.
 */
function takeBackLine(scan: JsonScan, earliest: number): void {
  if (!scan.lines || scan.lineStart < earliest) return
  scan.values.count = scan.lineValues
  scan.record = scan.lineRecord
  resetLine(scan, scan.lineStart)
}

function isFull(window: Window): boolean {
  return window.pos === 0 && window.filled === window.bytes.length
}

/** Takes back what is to be read as text: in JSON Lines the whole line, as far as it is in this passage. */
function breakOff(scan: JsonScan, from: number): void {
  if (!scan.lines) return
  const inPassage = scan.lineStart >= from
  scan.pos = inPassage ? scan.lineStart : from
  scan.values.count = inPassage ? scan.lineValues : 0
  scan.record = scan.lineRecord + 1
}

/** The passage that is handed on next will not have its bytes as they were. */
function keepContext(reading: JsonReading, from: number): void {
  const { bytes } = reading.window
  const { pos } = reading.scan
  const own = bytes.subarray(Math.max(from, pos - leftContextBytes), pos)
  reading.context =
    own.length === leftContextBytes
      ? own.slice()
      : Buffer.concat([reading.context.subarray(own.length - leftContextBytes), own])
}

function* passageOf(reading: JsonReading, from: number, verdict: Verdict): Generator<Passage> {
  const { window, scan, locator } = reading
  const { bytes, segments } = window
  const to = scan.pos
  if (scan.texts > 0) numberTexts(reading, from)
  advanceLines(reading.lines, bytes, [from, to])
  if (segments.count === 0) return
  sealSegments(window, [from, to], jsonEscapes)
  const atStart = window.atStart && from === 0
  const range = { bytes, start: from, from, to, end: to, atStart, atEnd: verdict === 'end' }
  const segmentAt = segmentFinder(segments)
  let last = -1
  let location: Location | undefined
  let inText: Passage['locate'] | undefined
  // Identifiers that share keywords match the same value one after the other: its path is told once.
  const locate = (start: number, end: number): Location => {
    const value = segmentAt(start)
    if (segments.contexts[value] === textContext) {
      if (inText === undefined || value !== last) inText = textLocator(bytes, ...beginningOf(segments, value))
      last = value
      return inText(start, end)
    }
    if (location === undefined || value !== last) location = locator.locate(value)
    last = value
    return location
  }
  yield { layout: 'record', ...range, segments: segmentsOf(segments, scan.frames.table), locate }
}

/** Notes in which line each text is, before separators take the place of the breaks between them. */
function numberTexts({ window: { bytes, segments }, lines }: JsonReading, from: number): void {
  const cursor = { ...lines }
  let at = from
  for (let i = 0; i < segments.count; i++) {
    if (segments.contexts[i] !== textContext) continue
    const start = segments.starts[i]!
    advanceLines(cursor, bytes, [at, start])
    at = start
    segments.places[i] = cursor.line
  }
}

function beginningOf({ starts, places }: SegmentList, text: number): readonly [number, LinePosition] {
  return [starts[text]!, { line: places[text]!, column: 0, afterReturn: false }]
}

/** More bytes; where they have no room because one string fills the buffer, that string in parts. */
async function* goOn(reading: JsonReading, progress: boolean): AsyncGenerator<Passage, void> {
  const { window } = reading
  if (!progress && isFull(window)) {
    yield* readLongString(reading)
    return
  }
  slide(window, window.pos)
  reading.scan.lineStart -= reading.scan.pos - window.pos
  reading.scan.pos = window.pos
  await fill(window, progress ? window.blockBytes : window.filled + window.blockBytes)
}
