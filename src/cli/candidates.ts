// The objects of a scan, one by one as the walk finds them: so the first is read at once, however many follow.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { extensionOf, whyNotClassifiable } from '../content/classifiable.ts'
import type { ObjectEntry } from '../model/bucket.ts'
import type { ShortfallReason } from '../model/shortfall.ts'
import { fileFailure } from '../objects/directory/file-failure.ts'
import { walkFiles, type WalkedFile } from '../objects/directory/walk-files.ts'
import type { ScanRequest } from './scan-request.ts'

/** What one line of the results is about; `key` is the path as the person would write it. */
export type Candidate =
  | { readonly kind: 'file'; readonly key: string; readonly path: string; readonly size: number }
  | { readonly kind: 'standard-input'; readonly key: string; readonly size: 0 }
  | {
      readonly kind: 'not-read'
      readonly key: string
      readonly size: number
      readonly reason: ShortfallReason
      readonly detail?: string
    }

export async function* findCandidates(request: ScanRequest): AsyncGenerator<Candidate> {
  if (request.samplePercent === 100) yield* everyCandidate(request)
  else yield* sampled(everyCandidate(request), request.samplePercent)
}

async function* everyCandidate(request: ScanRequest): AsyncGenerator<Candidate> {
  for (const target of request.targets) {
    if (target === '-') yield { kind: 'standard-input', key: '-', size: 0 }
    else yield* inTarget(target, request)
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
    if (walked.path === request.output || !isWanted(entry, request)) continue
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

function isWanted(entry: ObjectEntry, { extensions, maxBytes, since }: ScanRequest): boolean {
  if (extensions !== undefined && !extensions.has(extensionOf(entry.key).toLowerCase())) return false
  return entry.size <= maxBytes && (since === undefined || entry.lastModified >= since)
}

/** The smallest hashes of the keys: the same folder gives the same sample, and twice the percentage holds the first. */
async function* sampled(candidates: AsyncIterable<Candidate>, percent: number): AsyncGenerator<Candidate> {
  const all: { hash: string; candidate: Candidate }[] = []
  for await (const candidate of candidates) {
    all.push({ hash: createHash('sha256').update(candidate.key).digest('hex'), candidate })
  }
  const count = Math.ceil((all.length * percent) / 100)
  const chosen = new Set(
    all
      .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
      .slice(0, count)
      .map(({ candidate }) => candidate),
  )
  yield* all.map(({ candidate }) => candidate).filter((candidate) => chosen.has(candidate))
}
