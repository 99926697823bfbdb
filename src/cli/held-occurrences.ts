// The occurrences of one object until its scan is over: only then is it known how severe they are, and whether they
// count at all (an object that changed while it was read is SKIPPED, or read anew). A few are held in memory, more go
// to a file without a name, so that memory stays bounded however much one object holds.
//
// The fact to know: they are held as the text of their members, as the output will have it, so that none of a million is
// made an object again to be written.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Occurrence } from '../model/scan-outcome.ts'

/** With the matched text where it was asked for. */
export type HeldOccurrence = Occurrence & { readonly text?: string }

/** An occurrence as text. */
export interface HeldLine {
  readonly identifier: string
  /** Identifier, category and location: members of an object of JSON, without its braces. */
  readonly members: string
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

export function occurrenceOf({ members, text }: HeldLine): HeldOccurrence {
  return JSON.parse(text === '' ? `{${members}}` : `{${members},"text":${text}}`) as HeldOccurrence
}

/** JSON holds neither tabs nor line ends as they are. */
function lineOf({ identifier, category, location, text }: HeldOccurrence): string {
  const members = JSON.stringify({ identifier, category, location }).slice(1, -1)
  return `${identifier}\t${members}\t${text === undefined ? '' : JSON.stringify(text)}`
}

function partsOf(line: string): HeldLine {
  const first = line.indexOf('\t')
  const second = line.indexOf('\t', first + 1)
  return {
    identifier: line.slice(0, first),
    members: line.slice(first + 1, second),
    text: line.slice(second + 1),
  }
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
