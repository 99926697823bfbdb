// The occurrences of one object until its scan is over: only then is it known how severe they are, and whether they
// count at all (an object that changed while it was read is SKIPPED, or read anew). A few are held in memory, more go
// to a file without a name, so that memory stays bounded however much one object holds.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Occurrence } from '../model/scan-outcome.ts'
import { readLines } from './read-lines.ts'

/** With the matched text where it was asked for. */
export type HeldOccurrence = Occurrence & { readonly text?: string }

export interface HeldOccurrences {
  add(chunk: readonly HeldOccurrence[]): void
  /** In document order. Once. */
  read(): AsyncGenerator<HeldOccurrence>
  discard(): void
}

const heldInMemory = 4_000

export function holdOccurrences(limit = heldInMemory): HeldOccurrences {
  let held: HeldOccurrence[] = []
  let spilled: number | undefined
  const spill = (): void => {
    spilled ??= openNamelessFile()
    if (held.length > 0)
      writeSync(spilled, `${held.map((occurrence) => JSON.stringify(occurrence)).join('\n')}\n`)
    held = []
  }
  const discard = (): void => {
    held = []
    if (spilled !== undefined) closeSync(spilled)
    spilled = undefined
  }
  return {
    add(chunk) {
      held.push(...chunk)
      if (held.length > limit) spill()
    },
    async *read() {
      if (spilled !== undefined) {
        spill()
        const lines = createReadStream('', { fd: spilled, start: 0, autoClose: false })
        for await (const { line } of readLines(lines as AsyncIterable<Buffer>))
          yield JSON.parse(line) as HeldOccurrence
      } else yield* held
      discard()
    },
    discard,
  }
}

/** Readable by nobody else, and gone with this process however it ends. */
function openNamelessFile(): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'magpie-'))
  try {
    return openSync(path.join(folder, 'occurrences'), 'wx+', 0o600)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
