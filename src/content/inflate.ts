// The inside of a gzip stream as a byte source. Damage is no exception: the content ends there, and `problem` says so.
//
// The one fact to know: zlib throws away what it has ready when it meets an error, so new input, and the end, are
// given to it only when everything before was taken out.
import { createGunzip } from 'node:zlib'
import type { ByteSource } from '../model/byte-source.ts'

/** Bytes that may still be extracted from one object, whatever is nested in it. */
export interface ExtractionBudget {
  bytes: number
}

export interface Inflated {
  readonly source: ByteSource
  /** Why the content ended before its end. */
  problem(): 'damaged' | 'over budget' | undefined
  /** Bytes extracted so far. */
  extracted(): number
}

const inputBytes = 16 * 1_024
const outputBytes = 128 * 1_024

/** `outer` stays open; the result's own `close` frees what inflating holds. */
export function inflate(outer: ByteSource, budget: ExtractionBudget): Inflated {
  const gunzip = createGunzip({ chunkSize: outputBytes })
  const input = new Uint8Array(inputBytes)
  let ready: Uint8Array = new Uint8Array(0)
  let state: 'idle' | 'writing' | 'ending' | 'ended' | 'damaged' = 'idle'
  let problem: 'damaged' | 'over budget' | undefined
  let extracted = 0
  let wake = nobodyWaits
  const become = (next: typeof state): void => {
    state = state === 'damaged' ? state : next
    wake()
  }
  gunzip.on('error', () => become('damaged'))
  gunzip.on('end', () => become('ended'))
  gunzip.on('readable', () => wake())

  const feed = async (): Promise<void> => {
    const count = await outer.read(input)
    if (count === 0) {
      state = 'ending'
      gunzip.end()
    } else {
      state = 'writing'
      gunzip.write(input.subarray(0, count), () => become('idle'))
    }
  }
  const next = async (): Promise<Uint8Array | undefined> => {
    for (;;) {
      const chunk = gunzip.read() as Uint8Array | null
      if (chunk !== null) return chunk
      if (state === 'damaged') problem = 'damaged'
      if (state === 'damaged' || state === 'ended') return undefined
      if (state === 'idle') await feed()
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }
  const read = async (target: Uint8Array): Promise<number> => {
    if (ready.length === 0 && problem === undefined) ready = (await next()) ?? ready
    if (ready.length > budget.bytes) {
      problem = 'over budget'
      ready = ready.subarray(0, budget.bytes)
    }
    const part = ready.subarray(0, target.length)
    target.set(part)
    ready = ready.subarray(part.length)
    extracted += part.length
    budget.bytes -= part.length
    return part.length
  }
  const source = { name: innerName(outer.name), size: undefined, read, close: () => void gunzip.destroy() }
  return { source, problem: () => problem, extracted: () => extracted }
}

function nobodyWaits(): void {}

function innerName(name: string): string {
  return name.replace(/\.(gz|gzip)$/i, '')
}
