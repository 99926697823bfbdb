// Running text: blocks cut between tokens, with context before and over-read behind.
import { leftContextBytes, overReadBytes, type Passage } from '../model/passage.ts'
import { characterBoundary, cutBefore } from './cut.ts'
import { advanceLines, lineEndsWithin, type LinePosition } from './lines.ts'
import { fill, slide, type Window } from './window.ts'

export interface TextOptions {
  /** Position of the window's `pos`; it is moved along. */
  readonly lines: LinePosition
  /** Read one line only, its line break included; what stands before it is no context of it. */
  readonly oneLine?: boolean
  /** Place in the source where others go on; may move on while a passage is looked at. Default: nowhere. */
  readonly stop?: () => number
}

/** Reads from the window's `pos`; bytes before it are context. */
export async function* readText(window: Window, options: TextOptions): AsyncGenerator<Passage, void> {
  const { bytes } = window
  let lowest = options.oneLine === true ? window.pos : 0
  for (;;) {
    let lineEnd = options.oneLine === true ? endOfLine(window) : -1
    if (lineEnd === -1) {
      lowest = Math.max(0, lowest - (await fillBlock(window, lowest)))
      lineEnd = options.oneLine === true ? endOfLine(window) : -1
    }
    const from = window.pos
    const start = contextStart(window, lowest)
    const last = lineEnd !== -1 || window.ended
    const end = lineEnd === -1 ? window.filled : lineEnd
    const stop = options.stop === undefined ? end : Math.min(end, options.stop() - window.base)
    if (from >= stop) return
    const block = Math.min(end - overReadBytes, from + window.blockBytes)
    const to = Math.min(stop, last ? end : cutBefore(bytes, from, Math.max(from + 1, block)))
    const atEnd = window.ended && window.endsContent && end === window.filled
    yield prosePassage(
      { bytes, start, from, to, end, atStart: window.atStart && start === 0, atEnd },
      options.lines,
    )
    advanceLines(options.lines, bytes, [from, to])
    window.pos = to
    if (last && to === end) return
  }
}

/**
 * Slides only when there is no room left, so that a file of short lines is not moved for each of them. Says how far.
 */
async function fillBlock(window: Window, lowest: number): Promise<number> {
  const wanted = window.blockBytes + overReadBytes
  const keep = window.pos + wanted > window.bytes.length ? contextStart(window, lowest) : 0
  slide(window, keep)
  await fill(window, window.pos + wanted)
  return keep
}

function contextStart(window: Window, lowest: number): number {
  return characterBoundary(window.bytes, lowest, Math.max(lowest, window.pos - leftContextBytes))
}

/** `lines` is the position of `from`. Spans must be asked for in ascending order. */
export function prosePassage(
  passage: Omit<Passage, 'layout' | 'segments' | 'locate'>,
  lines: LinePosition,
): Passage {
  const locate = textLocator(passage.bytes, passage.from, lines)
  return { ...passage, layout: 'prose', segments: undefined, locate }
}

/** Tells of spans behind bytes[from], whose position is `lines`, where they are. To be asked in ascending order. */
export function textLocator(bytes: Uint8Array, from: number, lines: LinePosition): Passage['locate'] {
  const cursor = { ...lines }
  let at = from
  return (start, end) => {
    advanceLines(cursor, bytes, [at, start])
    at = start
    const { line, column } = cursor
    const within = lineEndsWithin(cursor, bytes, [start, lastCharacter(bytes, end)])
    return { kind: 'lines', start: line, end: line + within, startColumn: column + 1 }
  }
}

/** Where the last character of bytes[.., end) begins; both bytes of \r\n are one, and belong to the line they end. */
function lastCharacter(bytes: Uint8Array, end: number): number {
  return bytes[end - 1] === 10 && bytes[end - 2] === 13 ? end - 2 : end - 1
}

function endOfLine(window: Window): number {
  const at = window.bytes.subarray(window.pos, window.filled).indexOf(10)
  return at === -1 ? -1 : window.pos + at + 1
}
