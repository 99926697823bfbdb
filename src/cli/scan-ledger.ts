// `--resume LEDGER`: one line for each object whose results are on the disk, so that a scan that was killed goes on
// where it was. A line holds the object's outcome as well: the report at the end is of the whole scan.
//
// The one fact to know: results are synced before the line that vouches for them. So what lies in the output beyond
// the last line belongs to nobody, and is cut off; an object without a line is scanned.
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { ScanOutcome } from '../model/scan-outcome.ts'
import { CommandFailure } from './command-failure.ts'
import { readLines } from './read-lines.ts'
import type { ScannedObject } from './scan-writer.ts'
import { systemReason } from './system-reason.ts'

export interface LedgerRecord {
  readonly object: ScannedObject
  readonly outcome: ScanOutcome
  /** Bytes of the output when its results were in it. */
  readonly end: number
}

export interface LedgerHeader {
  /** By flag; all must be the same when a scan goes on. */
  readonly options: Readonly<Record<string, unknown>>
  /** What `--since` meant at the first start, ISO. */
  readonly since?: string
}

export interface ScanLedger {
  readonly header: LedgerHeader
  /** Of the output; what is beyond was not vouched for. */
  readonly outputEnd: number
  isDone(key: string): boolean
  /** Resolves when there is room for more; `sync` puts the output on the disk. */
  record(record: LedgerRecord, sync: () => Promise<void>): Promise<void>
  end(): Promise<void>
}

/** @param replay is told of every object that was done before */
export async function openLedger(
  file: string,
  expected: LedgerHeader,
  replay: (record: LedgerRecord) => void,
): Promise<ScanLedger> {
  const refuse = (why: string, next = 'Name another file to begin anew.'): CommandFailure =>
    new CommandFailure(`Cannot go on with ${file}: ${why}`, { next })
  try {
    const handle = await open(file, 'a+', 0o600)
    try {
      const read = await readLedger(handle, { replay, refuse })
      const differing = read.header && differences(read.header.options, expected.options)
      if (differing !== undefined && differing.length > 0) {
        throw refuse(
          `it is of a scan with other ${differing.join(', ')}`,
          'Repeat the command as it was, or name another file to begin anew.',
        )
      }
      await handle.truncate(read.goodBytes)
      if (read.header === undefined) await begin(handle, file, expected)
      const { header = expected, outputEnd, done } = read
      return { header, outputEnd, isDone: (key) => done.has(key), ...recorder(handle, file) }
    } catch (error) {
      await handle.close()
      throw error
    }
  } catch (cause) {
    throw cause instanceof CommandFailure ? cause : refuse(systemReason(cause))
  }
}

interface ReadLedger {
  readonly header: LedgerHeader | undefined
  readonly outputEnd: number
  readonly done: ReadonlySet<string>
  readonly goodBytes: number
}

interface Reading {
  readonly replay: (record: LedgerRecord) => void
  readonly refuse: (why: string) => CommandFailure
}

async function readLedger(handle: FileHandle, { replay, refuse }: Reading): Promise<ReadLedger> {
  const done = new Set<string>()
  let header: LedgerHeader | undefined
  let outputEnd = 0
  let goodBytes = 0
  let torn = false
  const content = createReadStream('', { fd: handle.fd, start: 0, autoClose: false })
  for await (const { line, bytes, whole } of readLines(content as AsyncIterable<Buffer>)) {
    // Only the last line can be torn: there was one append under way, if any.
    if (torn) throw refuse('it is damaged')
    const parsed = whole ? parsedOr(line) : undefined
    if (parsed === undefined) {
      if (header === undefined && !(line.startsWith(firstBytes) || firstBytes.startsWith(line)))
        throw refuse('it is no ledger of a scan')
      torn = true
      continue
    }
    if (header === undefined) {
      if (!line.startsWith(firstBytes)) throw refuse('it is no ledger of a scan')
      header = (parsed as { magpieScanLedger: LedgerHeader }).magpieScanLedger
    } else {
      const record = parsed as LedgerRecord
      done.add(record.object.key)
      outputEnd = record.end
      replay(record)
    }
    goodBytes += bytes
  }
  return { header, outputEnd, done, goodBytes }
}

const firstBytes = '{"magpieScanLedger":{'

function parsedOr(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The flags whose values are not the same. */
function differences(a: LedgerHeader['options'], b: LedgerHeader['options']): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
}

async function begin(handle: FileHandle, file: string, header: LedgerHeader): Promise<void> {
  await handle.appendFile(`${JSON.stringify({ magpieScanLedger: header })}\n`)
  await handle.sync()
  // A new file is there after a power loss only when its folder is written too.
  const folder = await open(path.dirname(file), 'r')
  await folder.sync()
  await folder.close()
}

/** Lines that wait while the disk is written go with the next write: one sync serves many small objects. */
const mostWaiting = 1_000

function recorder(handle: FileHandle, file: string): Pick<ScanLedger, 'record' | 'end'> {
  let waiting: string[] = []
  let writing: Promise<void> | undefined
  let failure: unknown
  async function writeAll(sync: () => Promise<void>): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting.join('')
      waiting = []
      await sync()
      await handle.appendFile(lines)
      await handle.datasync()
    }
  }
  const settle = async (): Promise<void> => {
    await writing
    if (failure === undefined) return
    throw failure instanceof CommandFailure
      ? failure
      : new CommandFailure(`Cannot write ${file}: ${systemReason(failure)}`, {
          next: 'Make room, and repeat the command: it goes on where it was.',
          cause: failure,
        })
  }
  return {
    async record(record, sync) {
      waiting.push(`${JSON.stringify(brief(record))}\n`)
      writing ??= writeAll(sync)
        .catch((error: unknown) => (failure ??= error))
        .then(() => (writing = undefined))
      if (waiting.length >= mostWaiting || failure !== undefined) await settle()
    },
    async end() {
      await settle()
      await handle.close()
    },
  }
}

/** Of the places of a finding the report shows the first few. */
function brief({ object: { key, size }, outcome, end }: LedgerRecord): LedgerRecord {
  const detections = outcome.detections.map((found) => ({ ...found, located: found.located.slice(0, 3) }))
  return { object: { key, size }, end, outcome: { ...outcome, detections } }
}
