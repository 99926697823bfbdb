// The inside of a gzip stream as a byte source. Damage is no exception: the content ends there, and `problem` says so.
//
// The one fact to know: members are taken apart here rather than by zlib, which throws away what it has ready when it
// meets an error: something else behind a stream would cost the stream's own end.
import { createInflateRaw } from 'node:zlib'
import type { ByteSource } from '../model/byte-source.ts'
import {
  addToDigest,
  nextMember,
  refill,
  trailerFits,
  type GzipInput,
  type MemberDigest,
} from './gzip-members.ts'

/** Bytes that may still be extracted from one object, whatever is nested in it. */
export interface ExtractionBudget {
  bytes: number
}

export type InflateProblem = 'damaged' | 'over budget' | 'too many members'

export interface Inflated {
  readonly source: ByteSource
  /** Why the content ended before its end. */
  problem(): InflateProblem | undefined
  /** Bytes extracted so far. */
  extracted(): number
}

const inputBytes = 64 * 1_024
/**
 * What zlib hands on at once: each chunk goes through another thread, and with 256 KB a core gives a third more than
 * with 64 KB (411 MB of text a second, 325 before). A small member is not worth so large a buffer.
 */
const outputBytes = 256 * 1_024
const smallOutputBytes = 64 * 1_024
/** As many as files may come out of an archive: each costs, however little is in it. */
const mostMembers = 1_000_000

/** `outer` stays open; the result's own `close` frees what inflating holds. */
export function inflate(outer: ByteSource, budget: ExtractionBudget): Inflated {
  const input: GzipInput = { bytes: new Uint8Array(inputBytes), at: 0, filled: 0 }
  let ready: Uint8Array = new Uint8Array(0)
  let problem: InflateProblem | undefined
  let extracted = 0
  let members = 0
  let member: Member | undefined
  let chunkBytes = outer.size !== undefined && outer.size < inputBytes ? smallOutputBytes : outputBytes
  let ended = false

  const next = async (): Promise<Uint8Array | undefined> => {
    while (!ended && problem === undefined) {
      if (member === undefined) {
        const frame = await nextMember(outer, input, members === 0)
        if (frame === 'damaged') problem = frame
        else if (frame === 'end') ended = true
        else if (++members > mostMembers) problem = 'too many members'
        else member = openMember(outer, input, chunkBytes)
        continue
      }
      const chunk = await member.next()
      if (chunk instanceof Uint8Array) return chunk
      if (chunk === 'damaged' || !(await trailerFits(outer, input, member.digest))) problem = 'damaged'
      // Members of one stream are mostly alike.
      chunkBytes = member.digest.length < outputBytes ? smallOutputBytes : outputBytes
      member.close()
      member = undefined
    }
    return undefined
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
  const source = { name: innerName(outer.name), size: undefined, read, close: () => member?.close() }
  return { source, problem: () => problem, extracted: () => extracted }
}

interface Member {
  readonly digest: MemberDigest
  next(): Promise<Uint8Array | 'ended' | 'damaged'>
  close(): void
}

/** Leaves `input` behind the member's data, at its trailer. */
function openMember(outer: ByteSource, input: GzipInput, chunkSize: number): Member {
  const raw = createInflateRaw({ chunkSize })
  const digest = { checksum: 0, length: 0 }
  let state: 'idle' | 'writing' | 'ending' | 'ended' | 'damaged' = 'idle'
  let given = 0
  let wake = nobodyWaits
  const become = (next: typeof state): void => {
    if (state !== 'damaged' && state !== 'ended') state = next
    wake()
  }
  raw.on('error', () => become('damaged'))
  raw.on('end', () => become('ended'))
  raw.on('readable', () => wake())

  const feed = async (): Promise<void> => {
    if (input.at === input.filled && !(await refill(outer, input))) {
      state = 'ending'
      raw.end()
      return
    }
    state = 'writing'
    const part = input.bytes.subarray(input.at, input.filled)
    given += part.length
    input.at = input.filled
    // What was not taken is no more of this member.
    raw.write(part, () => become(raw.bytesWritten < given ? 'ending' : 'idle'))
  }
  const next = async (): Promise<Uint8Array | 'ended' | 'damaged'> => {
    for (;;) {
      const chunk = raw.read() as Uint8Array | null
      if (chunk !== null) {
        addToDigest(digest, chunk)
        return chunk
      }
      if (state === 'ended') input.at -= given - raw.bytesWritten
      if (state === 'ended' || state === 'damaged') return state
      if (state === 'idle') await feed()
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  }
  return { digest, next, close: () => void raw.destroy() }
}

function nobodyWaits(): void {}

function innerName(name: string): string {
  return name.replace(/\.(gz|gzip)$/i, '')
}
