// The results of a scan that can be killed: a file that is cut back to what the ledger knows of and written on.
//
// The one fact to know: what was written is the disk's only after `sync`, and the ledger must not run ahead of it.
import { open, type FileHandle } from 'node:fs/promises'
import { CommandFailure } from './command-failure.ts'
import type { Output } from './output.ts'
import { systemReason } from './system-reason.ts'

export interface ResumableOutput extends Output {
  /** Everything written so far is on the disk when it resolves. */
  sync(): Promise<void>
}

/** @param from bytes that are kept; 0: the file is begun anew */
export async function openResumableOutput(file: string, from: number): Promise<ResumableOutput> {
  const handle = await openAt(file, from)
  let pending: Buffer[] = []
  let pendingBytes = 0
  let position = from
  let written = from
  let turn: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    const content = Buffer.concat(pending)
    pending = []
    pendingBytes = 0
    await writeWhole(handle, content, written)
    written += content.length
  }
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work).catch((cause: unknown) => {
      throw cause instanceof CommandFailure ? cause : notWritten(file, cause)
    })
    turn = done.catch(() => {}) // whoever waits for this piece of work is told
    return done
  }
  return {
    closed: false,
    isTerminal: false,
    get position() {
      return position
    },
    async write(text) {
      const bytes = Buffer.from(text)
      pending.push(bytes)
      pendingBytes += bytes.length
      position += bytes.length
      if (pendingBytes >= 65_536) await inTurn(flush)
    },
    sync: () =>
      inTurn(async () => {
        await flush()
        await handle.datasync()
      }),
    end: () =>
      inTurn(async () => {
        await flush()
        await handle.sync()
        await handle.close()
      }),
  }
}

async function openAt(file: string, from: number): Promise<FileHandle> {
  const handle = await open(file, from === 0 ? 'w' : 'r+').catch((cause: unknown) => {
    throw notWritten(file, cause)
  })
  const { size } = await handle.stat()
  if (size < from) {
    await handle.close()
    throw new CommandFailure(`Cannot go on: ${file} is shorter than what the ledger knows of it`, {
      next: 'Remove the ledger to begin anew.',
    })
  }
  await handle.truncate(from)
  return handle
}

async function writeWhole(handle: FileHandle, content: Buffer, position: number): Promise<void> {
  for (let at = 0; at < content.length;) {
    at += (await handle.write(content, at, content.length - at, position + at)).bytesWritten
  }
}

function notWritten(file: string, cause: unknown): CommandFailure {
  return new CommandFailure(`Cannot write ${file}: ${systemReason(cause)}`, {
    next: 'Name a file in a folder that is there and has room, with --output.',
    cause,
  })
}
