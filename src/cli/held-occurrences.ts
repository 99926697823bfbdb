// The occurrences of one object until its scan is over: only then is it known how severe they are, and whether they
// count at all (an object that changed while it was read is SKIPPED, or read anew). A few are held in memory, more go
// to a file without a name, so that memory stays bounded however much one object holds.
//
// The fact to know: they are held as text, as the output will have it, so that none of a million is made an object again
// to be written; and what all of one identifier share, once.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Location } from '../model/location.ts'
import type { Occurrence } from '../model/scan-outcome.ts'
import { locationJson } from './location-json.ts'

/** With the matched text where it was asked for. */
export type HeldOccurrence = Occurrence & { readonly text?: string }

/** What all occurrences of an identifier share: one object for each. */
export type HeldKind = Pick<Occurrence, 'identifier' | 'category'>

/** An occurrence as text. */
export interface HeldLine {
  readonly kind: HeldKind
  /** JSON. */
  readonly location: string
  /** A string of JSON; '' where the text was not asked for. */
  readonly text: string
}

export interface HeldOccurrences {
  add(chunk: readonly HeldOccurrence[]): void
  /** In document order, many at a time. Once. */
  read(): Generator<readonly HeldLine[]>
  discard(): void
}

const heldInMemory = 4_000
const readAtOnce = 64 * 1_024

export function holdOccurrences(limit = heldInMemory): HeldOccurrences {
  let held: string[] = []
  let spilled: number | undefined
  const kinds: HeldKind[] = []
  const numbers = new Map<string, number>()
  const numberOf = ({ identifier, category }: HeldOccurrence): number => {
    const known = numbers.get(identifier)
    if (known !== undefined) return known
    numbers.set(identifier, kinds.length)
    return kinds.push({ identifier, category }) - 1
  }
  /** JSON holds neither tabs nor line ends as they are. */
  const lineOf = (occurrence: HeldOccurrence): string => {
    const { location, text } = occurrence
    const written = text === undefined ? '' : JSON.stringify(text)
    return `${numberOf(occurrence)}\t${locationJson(location)}\t${written}`
  }
  const partsOf = (line: string): HeldLine => {
    const first = line.indexOf('\t')
    const second = line.indexOf('\t', first + 1)
    const kind = kinds[Number(line.slice(0, first))]!
    return { kind, location: line.slice(first + 1, second), text: line.slice(second + 1) }
  }
  const spill = (): void => {
    spilled ??= openNamelessFile()
    if (held.length > 0) writeSync(spilled, `${held.join('\n')}\n`)
    held = []
  }
  const discard = (): void => {
    held = []
    if (spilled !== undefined) closeSync(spilled)
    spilled = undefined
  }
  return {
    add(chunk) {
      for (const occurrence of chunk) held.push(lineOf(occurrence))
      if (held.length > limit) spill()
    },
    *read() {
      if (spilled !== undefined) {
        spill()
        for (const lines of linesOfFile(spilled)) yield lines.map(partsOf)
      } else if (held.length > 0) yield held.map(partsOf)
      discard()
    },
    discard,
  }
}

export function occurrenceOf({ kind, location, text }: HeldLine): HeldOccurrence {
  const told = { ...kind, location: JSON.parse(location) as Location }
  return text === '' ? told : { ...told, text: JSON.parse(text) as string }
}

/** Every line ends in the file. */
function* linesOfFile(file: number): Generator<readonly string[]> {
  const buffer = Buffer.allocUnsafe(readAtOnce)
  let rest = Buffer.alloc(0)
  for (let position = 0; ;) {
    const count = readSync(file, buffer, 0, buffer.length, position)
    if (count === 0) return
    position += count
    const bytes = Buffer.concat([rest, buffer.subarray(0, count)])
    const end = bytes.lastIndexOf(lineFeed)
    rest = bytes.subarray(end + 1)
    if (end !== -1) yield bytes.toString('utf8', 0, end).split('\n')
  }
}

const lineFeed = 0x0a

/** Readable by nobody else, and gone with this process however it ends. */
function openNamelessFile(): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-'))
  try {
    return openSync(path.join(folder, 'occurrences'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
