// What a reader makes of some bytes, independent of how they were cut into blocks: the pieces of values that are
// read in parts are put together again, and so is running text. Checks the promises of passages on the way.
import { readContent, type ContentSummary, type ReadOptions } from '../src/content/read-content.ts'
import type { ByteSource } from '../src/model/byte-source.ts'
import type { Location } from '../src/model/location.ts'
import { textContext, type Passage } from '../src/model/passage.ts'

export interface Reading {
  readonly text: string
  /** Names of the column or path; absent in running text. */
  readonly names?: readonly string[]
  readonly location: Location
}

export interface Readings {
  readonly readings: readonly Reading[]
  readonly summary: ContentSummary
}

/** `readSizes` makes the source drip: so many bytes a read, in turn, and every other one through a promise. */
export function bytesSource(
  name: string,
  content: Uint8Array | string,
  readSizes?: readonly number[],
): ByteSource {
  const bytes = Buffer.from(content)
  let at = 0
  let reads = 0
  const read = (target: Uint8Array): number | Promise<number> => {
    const wanted = readSizes?.[reads++ % readSizes.length] ?? target.length
    const part = bytes.subarray(at, at + Math.min(wanted, target.length))
    target.set(part)
    at += part.length
    return readSizes !== undefined && reads % 2 === 0 ? Promise.resolve(part.length) : part.length
  }
  return { name, size: bytes.length, read, close: () => {} }
}

export function looksSensitive(cell: Uint8Array): boolean {
  return /\d{3}-\d{2}-\d{4}/.test(Buffer.from(cell).toString())
}

export async function readAll(source: ByteSource, options: Partial<ReadOptions> = {}): Promise<Readings> {
  const pieces: Piece[] = []
  const passages = readContent(source, { looksSensitive, ...options })
  for (;;) {
    const next = await passages.next()
    if (next.done === true) return { readings: pieces.map(readingOf), summary: next.value }
    checkPassage(next.value)
    for (const piece of piecesOf(next.value)) append(pieces, piece)
  }
}

interface Piece {
  readonly bytes: Buffer[]
  readonly names: readonly string[] | undefined
  readonly location: Location
  /** Goes on with what the piece before began. */
  readonly continues: boolean
}

function readingOf({ bytes, names, location }: Piece): Reading {
  const text = Buffer.concat(bytes).toString()
  return names === undefined ? { text, location } : { text, names, location }
}

function* piecesOf(passage: Passage): Generator<Piece> {
  const { bytes, from, to, segments } = passage
  if (segments === undefined) {
    const location = passage.locate(from, to)
    yield {
      bytes: [Buffer.from(bytes.subarray(from, to))],
      names: undefined,
      location,
      continues: !isLineStart(location) || passage.start < from,
    }
    return
  }
  for (let i = 0; i < segments.count; i++) {
    const [start, end] = [segments.starts[i]!, segments.ends[i]!]
    const part = Buffer.from(bytes.subarray(Math.max(start, from), Math.min(end, to)))
    const context = segments.contexts[i]!
    const names = context === textContext ? undefined : segments.table.names(context)
    yield {
      bytes: [part],
      names,
      location: passage.locate(Math.max(start, from), Math.min(end, to)),
      continues: start < from,
    }
  }
}

function isLineStart(location: Location): boolean {
  return location.kind === 'lines' && location.startColumn === 1
}

function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1)
  const joins =
    last !== undefined && piece.continues && (last.names === undefined) === (piece.names === undefined)
  if (!joins) {
    pieces.push(piece)
    return
  }
  last.bytes.push(...piece.bytes)
  if (last.location.kind === 'lines' && piece.location.kind === 'lines') {
    pieces[pieces.length - 1] = { ...last, location: { ...last.location, end: piece.location.end } }
  }
}

function checkPassage(passage: Passage): void {
  const { start, from, to, end, bytes, segments } = passage
  if (!(0 <= start && start <= from && from < to && to <= end && end <= bytes.length)) {
    throw new Error(`Bounds of a passage out of order: ${[start, from, to, end].join(' ')}`)
  }
  let previous = start - 1
  for (let i = 0; i < (segments?.count ?? 0); i++) {
    const [first, last] = [segments!.starts[i]!, segments!.ends[i]!]
    if (first <= previous && i > 0) throw new Error('Segments touch or overlap')
    if (first < start || last > end || last <= first)
      throw new Error(`Segment out of bounds: ${first} ${last}`)
    const text = bytes.subarray(first, last)
    if (text.includes(0x1e) || text.includes(0x1f)) throw new Error('A separator inside of a segment')
    if (i > 0 && !isSeparator(bytes[last - text.length - 1]!))
      throw new Error('No separator before a segment')
    previous = last
    if (segments!.contexts[i]! >= segments!.table.size) throw new Error('A context beyond its table')
  }
}

function isSeparator(byte: number): boolean {
  return byte === 0x1e || byte === 0x1f
}
