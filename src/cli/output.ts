// Where results go: standard output or a file. A reader that has seen enough (`| head`) closes its end of the pipe:
// that is no failure, it just ends the scan.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { CommandFailure } from './command-failure.ts'
import { systemReason } from './system-reason.ts'

export interface Output {
  /** True once nobody reads any more. */
  readonly closed: boolean
  readonly isTerminal: boolean
  /** Bytes written, from the beginning of the file. */
  readonly position: number
  /** Resolves when there is room for more. */
  write(text: string): Promise<void>
  end(): Promise<void>
}

export async function openOutput(file: string | undefined): Promise<Output> {
  const stream: Writable = file === undefined ? process.stdout : createWriteStream(file)
  let failure: Error | undefined
  let position = 0
  stream.on('error', (error) => (failure ??= error))
  if (file !== undefined) {
    await once(stream, 'open').catch((cause: NodeJS.ErrnoException) => {
      throw new CommandFailure(`Cannot write ${file}: ${systemReason(cause)}`, {
        next: 'Name a file in a folder that is there, with --output.',
        cause,
      })
    })
  }
  /** A full disk must not look like a scan that found less. */
  const check = (): void => {
    if (failure === undefined || codeOf(failure) === 'EPIPE') return
    throw new CommandFailure(`Cannot write ${file ?? 'standard output'}: ${systemReason(failure)}`)
  }
  return {
    get closed() {
      return failure !== undefined
    },
    isTerminal: file === undefined && process.stdout.isTTY,
    get position() {
      return position
    },
    async write(text) {
      check()
      // A stream would go through the text twice, to count its bytes and to encode it.
      const bytes = Buffer.from(text)
      position += bytes.length
      if (failure === undefined && !stream.write(bytes)) await drained(stream)
    },
    async end() {
      if (failure === undefined) {
        if (file === undefined) await new Promise((resolve) => stream.write('', resolve))
        else await new Promise<void>((resolve) => stream.once('close', resolve).end())
      }
      check()
    },
  }
}

async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((resolve) => {
    const go = (): void => {
      for (const event of ['drain', 'error', 'close']) stream.off(event, go)
      resolve()
    }
    for (const event of ['drain', 'error', 'close']) stream.once(event, go)
  })
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message
}
