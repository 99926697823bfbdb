// One case of the differential test: some content, how keywords relate to data in it, and where it is cut into blocks.
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import {
  cellSeparator,
  rowSeparator,
  textContext,
  type Layout,
  type Passage,
  type Segments,
} from '../../src/model/passage.ts'
import type { Random } from '../seeded-random.ts'
import { randomText } from './random-text.ts'

export interface ContentCase {
  readonly layout: Layout
  /** One part in prose; else the cells, values or lines of text, with the names of their columns or paths. */
  readonly parts: readonly Part[]
  /** Offsets at which a new passage begins, ascending, within the content. */
  readonly cuts: readonly number[]
}

export interface Part {
  readonly bytes: Uint8Array
  readonly names: readonly string[]
  /** A text of its own among records, without names. */
  readonly isText?: boolean
}

export function randomCase(random: Random): ContentCase {
  const layout = random.of<Layout>(['prose', 'prose', 'table', 'record'])
  const mostPieces = random.of([1, 2, 4, 8, 16])
  if (layout === 'prose') {
    const bytes = randomText(random, mostPieces)
    return { layout, parts: [{ bytes, names: [] }], cuts: randomCuts(random, bytes.length) }
  }
  const contexts = Array.from({ length: 1 + random.below(4) }, () => randomNames(random, layout))
  const shareOfTexts = layout === 'record' ? random.of([0, 0, 0.5, 1]) : 0
  const parts = Array.from({ length: 1 + random.below(12) }, () => {
    const bytes = withoutSeparators(randomText(random, 1 + random.below(mostPieces)))
    return random.chance(shareOfTexts)
      ? { bytes, names: [], isText: true }
      : { bytes, names: random.of(contexts) }
  })
  const content = contentOf({ layout, parts })
  const cuts = randomCuts(random, content.bytes.length)
  return { layout, parts, cuts: cuts.filter((cut) => mayCut(content, cut)) }
}

/** A part of a longer cell does not see all of the cell's keywords. */
const longestCutCell = 500

export function mayCut({ segments }: Content, cut: number): boolean {
  if (segments === undefined) return true
  const inside = segments.starts.subarray(0, segments.count).findLastIndex((start) => start < cut)
  if (inside === -1 || segments.ends[inside]! <= cut) return true
  if (segments.contexts[inside] === textContext) return false
  return segments.ends[inside]! - segments.starts[inside]! <= longestCutCell
}

function randomCuts(random: Random, length: number): readonly number[] {
  const cuts = Array.from({ length: random.below(4) }, () => 1 + random.below(length))
  return [...new Set(cuts)].filter((cut) => cut < length).toSorted((a, b) => a - b)
}

function randomNames(random: Random, layout: 'table' | 'record'): readonly string[] {
  const most = layout === 'table' ? 1 : 4
  return Array.from({ length: random.below(most + 1) }, () => {
    if (random.chance(0.4)) return random.of(['id', 'note', '', 'value', 'ssn', 'xSsn', 'naïve'])
    const { keywords } = random.of(managedIdentifiers)
    const word = keywords.length === 0 ? 'number' : random.of(keywords)
    return random.of([
      word,
      word.toUpperCase(),
      word.replaceAll(' ', '_'),
      `the ${word}`,
      `${word}s`,
      `my${word}`,
    ])
  })
}

/** No reader leaves them in a cell or value. */
function withoutSeparators(bytes: Buffer): Buffer {
  return bytes.map((byte) => (byte === cellSeparator || byte === rowSeparator ? 0x20 : byte)) as Buffer
}

export interface Content {
  readonly layout: Layout
  readonly bytes: Uint8Array
  readonly segments: Segments | undefined
}

/** The content as a reader would lay it out. */
export function contentOf({ layout, parts }: Pick<ContentCase, 'layout' | 'parts'>): Content {
  if (layout === 'prose') return { layout, bytes: parts[0]!.bytes, segments: undefined }
  const contexts = [...new Set(parts.filter(({ isText }) => isText !== true).map(({ names }) => names))]
  const segments = {
    count: 0,
    starts: new Int32Array(parts.length),
    ends: new Int32Array(parts.length),
    contexts: new Int32Array(parts.length),
    table: { size: contexts.length, names: (context: number) => contexts[context]! },
  }
  const pieces: Uint8Array[] = []
  let at = 0
  for (const { bytes, names, isText } of parts) {
    const context = isText === true ? textContext : contexts.indexOf(names)
    if (bytes.length > 0) {
      segments.starts[segments.count] = at
      segments.ends[segments.count] = at + bytes.length
      segments.contexts[segments.count++] = context
    }
    pieces.push(bytes, Uint8Array.of(context === 0 ? rowSeparator : cellSeparator))
    at += bytes.length + 1
  }
  return { layout, bytes: Buffer.concat(pieces), segments }
}

export interface PlacedPassage {
  readonly passage: Passage
  /** Where the content's first byte is in the passage's bytes. */
  readonly origin: number
}

/** The passages of a case: each sees as much before and behind it as the contract of passages promises. */
export function* passagesOf(content: Content, cuts: readonly number[]): Generator<PlacedPassage> {
  const borders = bordersOf(content, cuts)
  for (let i = 0; i + 1 < borders.length; i++) yield passageOf(content, borders[i]!, borders[i + 1]!)
}

/** A cell or value that is cut has passages of its own, as the readers give it. */
function bordersOf({ bytes, segments }: Content, cuts: readonly number[]): readonly number[] {
  const borders = new Set([0, ...cuts, bytes.length])
  for (let i = 0; i < (segments?.count ?? 0); i++) {
    const [start, end] = [segments!.starts[i]!, segments!.ends[i]!]
    if (cuts.some((cut) => cut > start && cut < end)) borders.add(start).add(end)
  }
  return [...borders].toSorted((a, b) => a - b)
}

/** Bytes on either side that are none of the content: what stands there must not matter. */
const strangers = Buffer.from('9 ssn 536-22-1234 é')

function passageOf({ layout, bytes, segments }: Content, from: number, to: number): PlacedPassage {
  const origin = strangers.length
  const seen = segments === undefined ? { start: 0, end: bytes.length } : seenOf(segments, from, to)
  const passage: Passage = {
    layout,
    bytes: Buffer.concat([strangers, bytes, strangers]),
    start: origin + seen.start,
    from: origin + from,
    to: origin + to,
    end: origin + seen.end,
    atStart: seen.start === 0,
    atEnd: seen.end === bytes.length,
    segments: segments && segmentsWithin(segments, origin, seen),
    locate: () => ({ kind: 'lines', start: 1, end: 1, startColumn: 1 }),
  }
  return { passage, origin }
}

/** Of a table's block its own cells only; of a part of a cell the whole cell. */
function seenOf(
  segments: Segments,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  for (let i = 0; i < segments.count; i++) {
    const [start, end] = [segments.starts[i]!, segments.ends[i]!]
    if (start <= from && end >= to) return { start, end }
  }
  return { start: from, end: to }
}

function segmentsWithin(
  { count, starts, ends, contexts, table }: Segments,
  origin: number,
  seen: { readonly start: number; readonly end: number },
): Segments {
  const inside = Array.from({ length: count }, (_, i) => i).filter(
    (i) => starts[i]! >= seen.start && ends[i]! <= seen.end,
  )
  return {
    count: inside.length,
    starts: Int32Array.from(inside, (i) => starts[i]! + origin),
    ends: Int32Array.from(inside, (i) => ends[i]! + origin),
    contexts: Int32Array.from(inside, (i) => contexts[i]!),
    table,
  }
}
