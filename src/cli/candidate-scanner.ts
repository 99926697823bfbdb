// Where candidates are scanned: in this thread, or on scan threads.
import { setImmediate } from 'node:timers/promises'
import { createDetector, type Detector } from '../detection/detector.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { ScanOutcome } from '../model/scan-outcome.ts'
import { SourceFailure } from '../model/source-failure.ts'
import { openFile } from '../objects/directory/open-file.ts'
import type { SourceConfig } from '../objects/object-store.ts'
import { scanObject, type Stopped } from '../scan/scan-object.ts'
import type { Candidate, S3Candidate } from './candidates.ts'
import type { HeldOccurrences } from './held-occurrences.ts'
import type { ScanRequest } from './scan-request.ts'
import { standardInput } from './standard-input.ts'

export type ReadableCandidate = Exclude<Candidate, { kind: 'not-read' }>

/** `retryable`: the object changed while it was read; once more may help. */
export type Scanned = (ScanOutcome & { readonly retryable?: boolean }) | Stopped

export interface CandidateScanner {
  /** How many calls of `scan` to have under way. */
  readonly concurrency: number
  scan(candidate: ReadableCandidate, held: HeldOccurrences | undefined): Promise<Scanned>
  /** Read of the objects that `scan` is at. */
  bytesUnderWay(): number
  /** Ends what is under way at its next passage. */
  stop(): void
  close(): Promise<void>
}

export function scanHere(request: ScanRequest, isStopped: () => boolean): CandidateScanner {
  let detector: Detector | undefined
  let underWay = 0
  return {
    concurrency: 1,
    async scan(candidate, held) {
      detector ??= createDetector(request.identifiers)
      const source = await openCandidate(candidate, request)
      if (source instanceof SourceFailure) return notOpened(source)
      const counted = observed(source, (bytes) => (underWay += bytes))
      try {
        return await scanObject(counted, detector, {
          stopRequested: isStopped,
          reveal: request.reveal,
          ...(held === undefined ? {} : { onOccurrences: (chunk) => held.add(chunk) }),
        })
      } finally {
        underWay = 0
        await source.close()
      }
    },
    bytesUnderWay: () => underWay,
    stop() {},
    async close() {},
  }
}

export async function scanOnThreads(request: ScanRequest, threads: number): Promise<CandidateScanner> {
  const { startScanThreads } = await import('../threads/scan-threads.ts')
  const scanThreads = startScanThreads({ threads })
  const group = 'magpie scan'
  return {
    // One more than there are threads: the next file waits at the door. Small objects of a far store are fetched ahead.
    concurrency: request.s3 === undefined ? threads + 1 : threads * 8,
    async scan(candidate, held) {
      if (candidate.kind === 'standard-input') throw new Error('Cannot read standard input on a scan thread')
      const { identifiers, reveal } = request
      return await scanThreads.scan(
        { group, identifiers, reveal, ...objectOf(candidate, request) },
        held === undefined
          ? {}
          : { onOccurrences: (chunk) => held.add(chunk), onRestart: () => held.discard() },
      )
    },
    bytesUnderWay: () => scanThreads.bytesUnderWay(group),
    stop: () => scanThreads.stop(group),
    close: async () => await scanThreads.close(),
  }
}

type Sought =
  | { readonly file: string; readonly size: number }
  | (Pick<S3Candidate, 'bucket' | 'entry'> & { readonly sources: readonly SourceConfig[] })

function objectOf(
  candidate: Exclude<ReadableCandidate, { kind: 'standard-input' }>,
  { s3 }: ScanRequest,
): Sought {
  if (candidate.kind === 'file') return { file: candidate.path, size: candidate.size }
  const { bucket, entry } = candidate
  return { bucket, entry, sources: s3?.sources ?? [] }
}

export async function openCandidate(
  candidate: ReadableCandidate,
  { s3 }: ScanRequest,
): Promise<ByteSource | SourceFailure> {
  if (candidate.kind === 'standard-input') return standardInput()
  try {
    if (candidate.kind === 'file') return openFile(candidate.path)
    if (s3 === undefined) throw new Error('Cannot open the object: no store is open')
    return await s3.store.open(candidate.bucket, candidate.entry)
  } catch (error) {
    if (error instanceof SourceFailure) return error
    throw error
  }
}

function notOpened({ reason, message }: SourceFailure): ScanOutcome {
  return { status: 'SKIPPED', reason, detail: message, bytesAnalysed: 0, detections: [] }
}

/** Tells of every read, and lets signals and timers through every 50 ms: reads of files never wait for anything. */
function observed(source: ByteSource, tell: (bytes: number) => void): ByteSource {
  let yieldedAt = performance.now()
  const told = (count: number): number => {
    tell(count)
    return count
  }
  return {
    name: source.name,
    size: source.size,
    read(target) {
      const count = source.read(target)
      if (typeof count !== 'number') return count.then(told)
      tell(count)
      const now = performance.now()
      if (now - yieldedAt < 50) return count
      yieldedAt = now
      return setImmediate(count)
    },
    close: () => source.close(),
  }
}
