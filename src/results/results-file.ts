// One results file being written: JSON lines, gzip. A gzip file may be several one after the other, so each 256 KB of
// lines becomes one by itself, and memory stays at that whatever the file grows to.
import { open, rm, type FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, createGunzip, gzip } from 'node:zlib'
import { Readable } from 'node:stream'
import type { ResultLine } from './result-line.ts'

export interface ResultsFile {
  readonly append: (line: ResultLine) => Promise<void>
  /** All is on the disk, whatever happens to the machine from here on. Where it fails, `discard` is still to be called. */
  readonly finish: () => Promise<void>
  /** Removes what was written. */
  readonly discard: () => Promise<void>
}

export async function createResultsFile(file: string): Promise<ResultsFile> {
  const handle: FileHandle = await open(file, 'w')
  let pending: string[] = []
  let pendingLength = 0

  async function flush(): Promise<void> {
    if (pendingLength === 0) return
    const text = pending.join('')
    pending = []
    pendingLength = 0
    await handle.writeFile(await compress(text, { level: constants.Z_BEST_SPEED }))
  }

  return {
    async append(line) {
      const text = `${JSON.stringify(line)}\n`
      pending.push(text)
      pendingLength += text.length
      if (pendingLength >= memberLength) await flush()
    },
    async finish() {
      try {
        await flush()
        await handle.sync()
      } finally {
        await handle.close()
      }
    },
    async discard() {
      await handle.close()
      await rm(file, { force: true })
    },
  }
}

/** Whatever stream of bytes a results file comes as. */
export async function* resultLines(bytes: Readable): AsyncGenerator<ResultLine> {
  const text = createGunzip()
  text.setEncoding('utf8')
  bytes.on('error', (error) => text.destroy(error))
  bytes.pipe(text)
  let rest = ''
  try {
    // Not node:readline: it also ends lines at U+2028, which JSON leaves as it is.
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as ResultLine
    }
  } finally {
    bytes.destroy()
    text.destroy()
  }
}

const memberLength = 256 * 1_024
const compress = promisify<string, { level: number }, Buffer>(gzip)
