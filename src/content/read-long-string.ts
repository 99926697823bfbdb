// A string of JSON that fills the whole buffer: un-escaped and handed on in parts while it is read. What is decoded
// stands at the buffer's start, the bytes as read right behind it.
import { leftContextBytes, overReadBytes, type Passage } from '../model/passage.ts'
import { characterBoundary, cutBefore } from './cut.ts'
import {
  indexOfValue,
  topFrame,
  enterValue,
  expectsKey,
  finishLongKey,
  finishValue,
  keyMark,
  stringEnd,
} from './tokenise-json.ts'
import { advanceLines } from './lines.ts'
import { partsOf, type LongValue } from './long-value.ts'
import type { JsonReading } from './read-json.ts'
import { longestEscape, unescapeInto } from './undo-escapes.ts'
import { fill } from './window.ts'

/** The window's `pos` is at the opening quote, at the buffer's start; it is left behind the closing one. */
export async function* readLongString(reading: JsonReading): AsyncGenerator<Passage, void> {
  const { window, scan } = reading
  const { bytes } = window
  const isKey = expectsKey(scan)
  const value = longString(reading, isKey)
  let [start, from, out, raw] = [1, 1, 1, 1]
  for (;;) {
    scan.filled = window.filled
    const found = stringEnd(scan, raw)
    const last = found !== -1 || window.ended
    const limit = found === -1 ? window.filled : found
    // How far it can be read is known only afterwards, when the bytes are others: so the last few are kept.
    const tail = Math.max(raw, limit - longestEscape)
    const kept = bytes.slice(tail, limit)
    advanceLines(reading.lines, bytes, [raw, tail])
    ;[raw, out] = unescapeInto(bytes, { from: raw, to: limit, out, mayBeCut: !last })
    advanceLines(reading.lines, kept, [0, raw - tail])
    // Text shrinks where escapes are undone: there may be less than the over-read, and nothing to hand on yet.
    const to = last ? out : out - overReadBytes <= from ? from : cutBefore(bytes, from, out - overReadBytes)
    if (isKey && last) finishLongKey(scan, out)
    yield* partsOf(window, value, { start, from, to, seen: out, atStart: false, atEnd: false })
    if (last) break
    const keep = characterBoundary(bytes, 0, Math.max(start, to - leftContextBytes))
    bytes.copyWithin(0, keep, out)
    bytes.copyWithin(out - keep, raw, window.filled)
    window.filled -= keep + raw - out
    window.base += keep + raw - out
    window.atStart = false
    ;[start, from] = [0, to - keep]
    raw = out = out - keep
    await fill(window, bytes.length)
  }
  if (!isKey) finishValue(scan)
  const closed = raw < window.filled && bytes[raw] === 0x22
  window.pos = closed ? raw + 1 : raw
  if (closed) advanceLines(reading.lines, bytes, [raw, raw + 1])
}

function longString({ scan, locator }: JsonReading, isKey: boolean): LongValue {
  const { frames } = scan
  if (!isKey) enterValue(scan)
  const frame = frames.depth === 0 ? -1 : topFrame(frames)
  const context = isKey ? frames.contexts[frame]! : scan.context
  const index = isKey ? keyMark : indexOfValue(frames)
  return {
    layout: 'record',
    table: frames.table,
    context,
    location: locator.locateAs({ frame, index, context }),
  }
}
