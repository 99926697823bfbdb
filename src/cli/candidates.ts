// The objects of a scan, one by one as the walk finds them: so the first is read at once, however many follow.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { extensionOf, whyNotClassifiable } from '../content/classifiable.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import type { ShortfallReason } from '../model/shortfall.ts'
import { fileFailure } from '../objects/directory/file-failure.ts'
import { walkFiles, type WalkedFile } from '../objects/directory/walk-files.ts'
import { BucketFailure, type ObjectPage, type ObjectStore } from '../objects/object-store.ts'
import { parseS3Target, s3Url, type S3Target } from './s3-target.ts'
import type { ScanRequest } from './scan-request.ts'

/** What one line of the results is about; `key` is the path as the person would write it. */
export type Candidate =
  | { readonly kind: 'file'; readonly key: string; readonly path: string; readonly size: number }
  | S3Candidate
  | { readonly kind: 'standard-input'; readonly key: string; readonly size: 0 }
  | {
      readonly kind: 'not-read'
      readonly key: string
      readonly size: number
      readonly reason: ShortfallReason
      readonly detail?: string
    }

export interface S3Candidate {
  readonly kind: 's3'
  /** `s3://bucket/key`. */
  readonly key: string
  readonly bucket: string
  readonly entry: ObjectEntry
  readonly size: number
}

export async function* findCandidates(request: ScanRequest): AsyncGenerator<Candidate> {
  // The sample is one of all: what was done before belongs to it.
  const chosen = request.samplePercent === 100 ? everyCandidate(request) : sampled(request)
  for await (const candidate of chosen) if (!request.isDone(candidate.key)) yield candidate
}

async function* everyCandidate(request: ScanRequest): AsyncGenerator<Candidate> {
  for (const target of request.targets) {
    const s3 = parseS3Target(target)
    if (target === '-') yield { kind: 'standard-input', key: '-', size: 0 }
    else if (s3 === undefined) yield* inTarget(target, request)
    else if (request.s3 !== undefined) yield* inBucket(s3, request.s3.store, request)
  }
}

async function* inTarget(target: string, request: ScanRequest): AsyncGenerator<Candidate> {
  // A file that was named itself is its own key.
  const isFolder = statSync(target).isDirectory()
  const keyOf = (name: string): string => (isFolder ? path.posix.join(target, name) : target)
  for await (const walked of walkTarget(target)) {
    if ('unreadable' in walked) {
      const { key, size, reason, detail } = walked.unreadable
      yield { kind: 'not-read', key: keyOf(key), size, reason, detail }
      continue
    }
    const { entry } = walked
    // What is being written is not part of what is there.
    if (request.ownFiles.has(walked.path) || !isWanted(entry, request)) continue
    const key = keyOf(entry.key)
    const reason = whyNotClassifiable(entry.key, entry.storageClass, entry.size)
    if (reason === undefined) yield { kind: 'file', key, path: walked.path, size: entry.size }
    else yield { kind: 'not-read', key, size: entry.size, reason }
  }
}

/** A folder that may not be listed is one line of the coverage, as it is below a folder. */
async function* walkTarget(target: string): AsyncGenerator<WalkedFile> {
  try {
    yield* walkFiles(target)
  } catch (error) {
    const { reason, message } = fileFailure(error)
    yield { path: target, unreadable: { key: '/', size: 0, reason, detail: message } }
  }
}

async function* inBucket(
  { bucket, prefix }: S3Target,
  store: ObjectStore,
  request: ScanRequest,
): AsyncGenerator<Candidate> {
  try {
    for await (const { entries, unreadable } of pagesOf(store, { bucket, prefix })) {
      for (const { key, ...why } of unreadable) yield { kind: 'not-read', key: s3Url(bucket, key), ...why }
      for (const entry of entries) {
        // What consoles make to show an empty folder.
        if ((entry.size === 0 && entry.key.endsWith('/')) || !isWanted(entry, request)) continue
        const { size } = entry
        const key = s3Url(bucket, entry.key)
        const reason = whyNotClassifiable(entry.key, entry.storageClass, size)
        if (reason === undefined) yield { kind: 's3', key, bucket, entry, size }
        else yield { kind: 'not-read', key, size, reason }
      }
    }
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    // What was listed until then counts; the rest is one line of the coverage.
    const reason = listingReasons[error.problem] ?? 'SOURCE_OBJECT_NO_LONGER_AVAILABLE'
    yield { kind: 'not-read', key: s3Url(bucket, prefix), size: 0, reason, detail: error.message }
  }
}

const listingReasons: Readonly<Partial<Record<BucketFailure['problem'], ShortfallReason>>> = {
  BUCKET_ACCESS_DENIED: 'PERMISSION_DENIED',
  BUCKET_DOES_NOT_EXIST: 'NO_SUCH_BUCKET_AVAILABLE',
}

async function* pagesOf(store: ObjectStore, { bucket, prefix }: S3Target): AsyncGenerator<ObjectPage> {
  let continuation: string | undefined
  do {
    const page = await store.listObjects(bucket, { prefix, continuation })
    yield page
    continuation = page.continuation
  } while (continuation !== undefined)
}

function isWanted(entry: ObjectEntry, { extensions, maxBytes, since }: ScanRequest): boolean {
  if (extensions !== undefined && !extensions.has(extensionOf(entry.key).toLowerCase())) return false
  return entry.size <= maxBytes && (since === undefined || entry.lastModified >= since)
}

/**
 * The smallest hashes of the keys: the same folder gives the same sample, and twice the percentage holds the first.
 * Everything is listed twice, first for where the line is, so that of each object only eight bytes are held.
 */
async function* sampled(request: ScanRequest): AsyncGenerator<Candidate> {
  let ranks = new Float64Array(1_024)
  let count = 0
  for await (const { key } of everyCandidate(request)) {
    if (count === ranks.length) {
      const longer = new Float64Array(count * 2)
      longer.set(ranks)
      ranks = longer
    }
    ranks[count++] = rankOf(key)
  }
  const size = Math.ceil((count * request.samplePercent) / 100)
  const line = ranks.subarray(0, count).sort()[size - 1] ?? -1
  for await (const candidate of everyCandidate(request)) if (rankOf(candidate.key) <= line) yield candidate
}

function rankOf(key: string): number {
  return createHash('sha256').update(key).digest().readUIntBE(0, 6)
}
