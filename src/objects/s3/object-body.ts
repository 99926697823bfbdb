// An object's bytes from an S3 server, as they come: nothing is asked for faster than it is read.
//
// The one fact to know: the SDK never retries a body that breaks off in the middle. It is resumed here, from the
// byte where it broke and under the same ETag; an object that changed meanwhile is a mismatch, never a mixture.
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { Readable } from 'node:stream'
import type { ObjectEntry } from '../../model/bucket.ts'
import type { ByteRange, ByteSource } from '../../model/byte-source.ts'
import { SourceFailure } from '../../model/source-failure.ts'
import type { Patience } from '../object-store.ts'
import { mayRetry, recordFailure, waitBefore } from './retry.ts'
import { objectFailure } from './s3-failure.ts'

export interface BodyRequest {
  readonly client: S3Client
  readonly bucket: string
  readonly entry: ObjectEntry
  readonly patience: Patience
  /** Within the object; all of it unless set. */
  readonly range?: ByteRange | undefined
}

export function openBody(request: BodyRequest): ByteSource {
  const { key, size } = request.entry
  const body = createBody(request)
  return {
    name: key,
    size,
    // A range of an empty object is an error on every server, and there is nothing to get.
    read: (target) => (size === 0 ? 0 : body.read(target)),
    close: () => body.close(),
  }
}

function createBody(request: BodyRequest) {
  const { entry, range = { from: 0, to: entry.size } } = request
  const end = range.to
  let stream: Readable | undefined
  let chunks: AsyncIterator<Buffer> | undefined
  let latest: Buffer = Buffer.alloc(0)
  let rest = latest
  let received = range.from
  let failuresInARow = 0
  let isOver = false

  async function nextChunk(): Promise<Buffer | undefined> {
    for (;;) {
      try {
        if (chunks === undefined) {
          stream = await requestFrom(request, received)
          chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
        }
        const step = await chunks.next()
        if (step.done !== true) {
          failuresInARow = 0
          return step.value
        }
        if (received === end) return undefined
        throw Object.assign(new Error('Cannot read object: its body ended early'), { code: 'ECONNRESET' })
      } catch (error) {
        close()
        recordFailure(error)
        if (!mayRetry(request.patience, ++failuresInARow, error)) throw objectFailure(error)
        await waitBefore(request.patience, failuresInARow, error)
      }
    }
  }

  /** A server may give more than the range that it was asked for. */
  function giveUpRest(): void {
    isOver = true
    close()
  }

  function close(): void {
    stream?.destroy()
    stream = undefined
    chunks = undefined
  }

  return {
    close,
    async read(target: Uint8Array): Promise<number> {
      let filled = 0
      while (filled < target.length) {
        if (rest.length === 0) {
          if (isOver) break
          // What is here already is taken along; for more than that, nobody who has something waits.
          if (filled > 0 && (stream?.readableLength ?? 0) === 0) break
          const chunk = await nextChunk()
          if (chunk === undefined) break
          const wanted = end - received
          received += chunk.length
          if (received > entry.size) throw mismatch('it is larger than it was listed')
          latest = chunk
          rest = chunk.subarray(0, wanted)
          if (received > end) giveUpRest()
        }
        const count = Math.min(rest.length, target.length - filled)
        target.set(rest.subarray(0, count), filled)
        rest = rest.subarray(count)
        if (rest.length === 0) giveBack(latest)
        filled += count
      }
      return filled
    },
  }
}

/**
 * A chunk's memory goes at once, where nothing else is in it: else it waits outside the heap for a collection, of which
 * there are few, as little else becomes garbage.
 */
function giveBack({ byteLength, buffer }: Buffer): void {
  if (byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0)
}

async function requestFrom(request: BodyRequest, from: number): Promise<Readable> {
  const { client, bucket, entry, range } = request
  const last = range === undefined || range.to === entry.size ? '' : range.to - 1
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: entry.key,
    ...(entry.eTag === '' ? {} : { IfMatch: `"${entry.eTag}"` }),
    ...(entry.versionId === undefined ? {} : { VersionId: entry.versionId }),
    ...(from === 0 && last === '' ? {} : { Range: `bytes=${from}-${last}` }),
  })
  const answer = await client.send(command)
  const body = answer.Body as Readable | undefined
  // Some servers do not look at If-Match.
  if (answer.ETag !== undefined && answer.ETag.replaceAll('"', '') !== entry.eTag) {
    body?.destroy()
    throw mismatch('it changed since it was listed')
  }
  if (body === undefined) throw objectFailure(new Error('Cannot read object: the answer has no body'))
  // The stream may fail before anyone reads it; the reader sees the same error.
  body.on('error', () => {})
  const begins = /^bytes (\d+)-/.exec(answer.ContentRange ?? '')?.[1]
  if (from > 0 && Number(begins ?? 0) !== from) await skip(body, from)
  return body
}

/** A server that ignores Range sends everything again. */
async function skip(body: Readable, count: number): Promise<void> {
  let left = count
  while (left > 0) {
    const chunk = await nextOf(body)
    if (chunk.length > left) body.unshift(chunk.subarray(left))
    left -= Math.min(left, chunk.length)
  }
}

async function nextOf(body: Readable): Promise<Buffer> {
  for (;;) {
    const chunk = body.read() as Buffer | null
    if (chunk !== null) return chunk
    await new Promise<void>((resolve, reject) => {
      body.once('readable', resolve).once('error', reject)
      body.once('end', () => reject(Object.assign(new Error('ended'), { code: 'ECONNRESET' })))
    })
  }
}

function mismatch(how: string): SourceFailure {
  return new SourceFailure('OBJECT_VERSION_MISMATCH', `Cannot read object: ${how}`, { retryable: true })
}
