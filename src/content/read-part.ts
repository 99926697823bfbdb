// One part of a content as passages: together, the parts' are what the whole content's would be.
//
// The one fact to know: where a part begins is known before anything of it is handed on, where it ends only then.
// A part counts only where the one before it ended exactly at its beginning.
import type { ByteSource } from '../model/byte-source.ts'
import { overReadBytes, type Passage } from '../model/passage.ts'
import type { Shortfall } from '../model/shortfall.ts'
import { borderIn } from './border.ts'
import type { LooksSensitive } from './looks-sensitive.ts'
import { rangeOf, type Part } from './part.ts'
import { cutAtBorder, type PartSource } from './part-source.ts'
import { firstPlace, type Place } from './place.ts'
import { readJson } from './read-json.ts'
import { readTable } from './read-table.ts'
import { readText } from './read-text.ts'
import { segmentsOf } from './segment-list.ts'
import { closeWindow, fill, openWindow, slide, type Window } from './window.ts'

export interface PartOptions {
  readonly looksSensitive: LooksSensitive
  readonly blockBytes?: number | undefined
  /** Bytes behind the last passage that belong to an instance in it. */
  readonly reach: () => number
  /** Told before the first passage. */
  readonly onStart: (at: number) => void
}

export interface PartSummary {
  readonly end: number
  /** Counted from the part's beginning. */
  readonly place: Place
  readonly shortfall?: Shortfall
}

/** `source` gives the content from the beginning of the part's range on. undefined: the content cannot be split here. */
export async function* readPart(
  source: ByteSource,
  part: Part,
  options: PartOptions,
): AsyncGenerator<Passage, PartSummary | undefined> {
  const { split, to } = part
  const cut = cutAtBorder(source, part)
  const range = rangeOf(part)
  const end = split.format === 'text' ? range.to : to
  const endsContent = end === split.contentBytes
  const window = openWindow(cut, {
    blockBytes: options.blockBytes,
    part: { base: range.from, endsContent },
  })
  const place = firstPlace()
  try {
    if (!(await goToStart(window, part))) return undefined
    if (part.from.kind === 'exact') place.column = part.from.column
    options.onStart(window.base + window.pos)
    const shortfall = yield* passagesOf({ window, cut, part, place, stop: undefined }, options)
    if (cut.isRefused() || place.isWithin) return undefined
    await readOut(source)
    return { end: window.base + window.pos, place, ...(shortfall === undefined ? {} : { shortfall }) }
  } finally {
    closeWindow(window)
  }
}

async function goToStart(window: Window, { split, from }: Part): Promise<boolean> {
  const isNear = from.kind === 'near'
  const first = (isNear ? from.at - 1 : from.at) - window.base
  await fill(window, first + split.probeBytes)
  window.pos = first
  if (isNear) {
    const probe = window.bytes.subarray(first, Math.min(window.filled, first + split.probeBytes))
    const border = borderIn(probe, split.format, split.row)
    if (border === -1) return false
    window.pos += border
  }
  if (split.format !== 'text') slide(window, window.pos)
  return window.pos <= window.filled
}

interface Reading {
  readonly window: Window
  readonly cut: PartSource
  readonly part: Part
  readonly place: Place
  /** Where a text stops; undefined until that is known. */
  stop: number | undefined
}

async function* passagesOf(
  reading: Reading,
  options: PartOptions,
): AsyncGenerator<Passage, Shortfall | undefined> {
  const { window, part, place } = reading
  const { split, from } = part
  const { looksSensitive } = options
  switch (split.format) {
    case 'text':
      if (window.base + window.pos > 0) yield passageBefore(window)
      yield* readText(window, { lines: place.lines, stop: () => stopOf(reading, options) })
      return undefined
    case 'records':
      return yield* readJson(window, { lines: true, looksSensitive, place })
    case 'table': {
      const { header, row } = split
      const known = from.kind === 'exact' && from.at === 0 ? {} : { header }
      yield* readTable(window, { delimiter: row.delimiter, looksSensitive, place, ...known })
      return undefined
    }
    default:
      return split.format satisfies never
  }
}

/** The border, or the next place that no instance reaches over. */
function stopOf(reading: Reading, { reach }: PartOptions): number {
  const { window, cut, part, place } = reading
  if (part.to === part.split.contentBytes) return Infinity
  reading.stop ??= cut.border()
  if (reading.stop === undefined) return Infinity
  if (window.base + window.pos < reading.stop) return reading.stop
  const reached = reach()
  if (reached === 0) return reading.stop
  const { bytes } = window
  const end = window.pos + reached
  const next = bytes[end - 1] === 13 && bytes[end] === 10 ? end + 1 : end
  // A match is chosen by what follows it, as far as it may be long.
  const { to } = rangeOf(part)
  place.isWithin = window.base + next + overReadBytes > to && to < part.split.contentBytes
  if (!place.isWithin) reading.stop = window.base + next
  return reading.stop
}

/**
 * What comes before a part of a text, as a passage in which nothing is: whoever follows the content counts its bytes.
 * Only how many there are beyond a multiple of the over-read can matter.
 */
function passageBefore({ bytes, base, pos, segments }: Window): Passage {
  const to = (base + pos) % overReadBytes
  const range = { bytes, start: 0, from: 0, to, end: to, atStart: true, atEnd: false }
  segments.count = 0
  const table = { size: 0, names: () => [] }
  return { layout: 'table', ...range, segments: segmentsOf(segments, table), locate: nothing }
}

function nothing(): never {
  throw new Error('Cannot locate a match: there is nothing in what comes before')
}

/** A source says only at its end whether the object changed meanwhile. */
async function readOut(source: ByteSource): Promise<void> {
  const rest = new Uint8Array(16 * 1_024)
  while ((await source.read(rest)) > 0);
}
