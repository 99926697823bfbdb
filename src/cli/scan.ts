// `magpie scan`: the pipeline over files, without server and database.
import { availableParallelism } from 'node:os'
import type { ScanOutcome } from '../model/scan-outcome.ts'
import { SourceFailure } from '../model/source-failure.ts'
import {
  scanHere,
  scanOnThreads,
  type CandidateScanner,
  type ReadableCandidate,
} from './candidate-scanner.ts'
import { findCandidates, type Candidate } from './candidates.ts'
import { exitCodes } from './command-failure.ts'
import { holdOccurrences, type HeldOccurrences } from './held-occurrences.ts'
import { listenForInterrupt, type Interrupt } from './interrupt.ts'
import { createProgressLine } from './progress-line.ts'
import { createScanProgress } from './scan-progress.ts'
import { openRecord, type ScanRecord } from './scan-record.ts'
import { readScanRequest, type ScanFlags, type ScanRequest } from './scan-request.ts'
import { splitFromBytes } from '../threads/task-size.ts'
import { createReport, type GrowingReport } from './scan-report.ts'
import { createScanWriter, type ScannedObject, type ScanWriter } from './scan-writer.ts'

/** A file that is alone takes less than this thread would take for threads to start and divide it. */
const splitPaysFromBytes = 256 * 2 ** 20
/** Up to this much is scanned before threads would have started. */
const fewFiles = 2_000
const fewBytes = 24 * 1_024 * 1_024
const fewFar = 16

/** @returns the exit code */
export async function scan(targets: readonly string[], flags: ScanFlags): Promise<number> {
  const asked = await readScanRequest(targets, flags, new Date())
  const startedAt = performance.now()
  const report = createReport(asked.severityOf)
  const record = await openRecord(asked, { flags, report })
  const { request, output } = record
  const writer = createScanWriter(request, output)
  const interrupted = listenForInterrupt()
  await writer.begin()
  await scanAll(request, { report, writer, interrupted, record })
  interrupted.forget()
  await record.close()
  await writer.end(report, { seconds: (performance.now() - startedAt) / 1_000, stopped: interrupted.yet })
  await output.end()
  request.s3?.store.close()
  if (interrupted.yet && request.resume !== undefined)
    process.stderr.write('magpie: the same command goes on where this one stopped\n')
  if (request.failOnFindings && report.identifiers.size > 0) return exitCodes.findings
  const complete = [...report.coverage.values()].every(({ status }) => status === 'COMPLETE')
  return complete && !interrupted.yet ? exitCodes.done : exitCodes.incomplete
}

interface Scan {
  readonly report: GrowingReport
  readonly writer: ScanWriter
  readonly interrupted: Interrupt
  readonly record: ScanRecord
}

async function scanAll(request: ScanRequest, { report, writer, interrupted, record }: Scan): Promise<void> {
  const { output } = record
  const showsLines = output.isTerminal && (request.format === 'jsonl' || request.reveal)
  const progress = createScanProgress(request, showsLines ? undefined : createProgressLine(process.stderr))
  const isStopped = (): boolean => interrupted.yet || output.closed
  const candidates = findCandidates(request)
  const few = await takeFew(candidates)
  const scanner = await chooseScanner(request, few, isStopped)
  progress.follow(scanner)
  interrupted.onceItIs(() => scanner.stop())
  const next = inTurn(few.taken, candidates)
  const oneByOne = queueOfOne()

  async function scanUntilDone(): Promise<void> {
    for (let candidate = await next(); candidate !== undefined && !isStopped(); candidate = await next()) {
      const held = writer.wantsOccurrences ? holdOccurrences() : undefined
      const outcome =
        candidate.kind === 'not-read'
          ? notRead(candidate)
          : await scanOne({ scanner, request }, candidate, held)
      if (outcome !== undefined) {
        const object = measured(candidate, outcome)
        progress.addObject(object)
        // The lines of an object stand together, so that the output has an end after each.
        await oneByOne(async () => {
          report.add(object, outcome)
          await writer.object(object, outcome, held)
          await record.add(object, outcome)
        })
      }
      held?.discard()
    }
    if (isStopped()) scanner.stop()
  }

  try {
    await Promise.all(Array.from({ length: scanner.concurrency }, scanUntilDone))
  } finally {
    progress.end()
    await scanner.close()
  }
}

interface Few {
  readonly taken: readonly Candidate[]
  readonly isAll: boolean
}

async function takeFew(candidates: AsyncIterator<Candidate>): Promise<Few> {
  const taken: Candidate[] = []
  for (let bytes = 0; taken.length < fewFiles && (bytes < fewBytes || taken.length < 2);) {
    const next = await candidates.next()
    if (next.done) return { taken, isAll: true }
    taken.push(next.value)
    bytes += next.value.size
  }
  return { taken, isAll: false }
}

/**
 * Threads take 0.2 s to start, in which this thread scans what a small folder holds; and they pay only where there
 * are several objects, or one that is large enough to be split.
 */
async function chooseScanner(
  request: ScanRequest,
  few: Few,
  isStopped: () => boolean,
): Promise<CandidateScanner> {
  const threads = request.threads ?? availableParallelism()
  const bytes = few.taken.reduce((sum, { size }) => sum + size, 0)
  // One thread waits for each object of a far store; threads have several on their way.
  const isNear = request.s3 === undefined || few.taken.length < fewFar
  const isLittle =
    few.isAll &&
    (few.taken.length < 2
      ? bytes < (request.s3 === undefined ? splitPaysFromBytes : splitFromBytes)
      : bytes < fewBytes && isNear && request.threads === undefined)
  if (isLittle || request.targets.includes('-')) return scanHere(request, isStopped)
  // A far store's bytes are garbage of which a thread holds little (thread-memory.ts); this one cannot be told to.
  if (threads === 1 && request.s3 === undefined) return scanHere(request, isStopped)
  return await scanOnThreads(request, threads)
}

/** Runs what it is given one after the other. */
function queueOfOne(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => {}) // whoever asked for it is told
    return done
  }
}

/** Hands out candidates to several takers, one at a time: an async generator queues its callers itself. */
function inTurn(
  first: readonly Candidate[],
  rest: AsyncIterator<Candidate>,
): () => Promise<Candidate | undefined> {
  let at = 0
  return async () => {
    const ahead = first[at++]
    if (ahead !== undefined) return ahead
    const next = await rest.next()
    return next.done ? undefined : next.value
  }
}

/** undefined where the scan was stopped in the middle of it. */
async function scanOne(
  { scanner, request }: { readonly scanner: CandidateScanner; readonly request: ScanRequest },
  candidate: ReadableCandidate,
  held: HeldOccurrences | undefined,
): Promise<ScanOutcome | undefined> {
  let outcome = await scanner.scan(candidate, held)
  if (outcome.status !== 'STOPPED' && outcome.retryable === true) {
    const again = await asItIsNow(candidate, request)
    // It changed while it was read: what was found is of an object that is no more.
    if (again !== undefined) {
      held?.discard()
      outcome = await scanner.scan(again, held)
    }
  }
  return outcome.status === 'STOPPED' ? undefined : outcome
}

/** To read it once more; undefined where it is gone, or cannot be read twice. */
async function asItIsNow(
  candidate: ReadableCandidate,
  { s3 }: ScanRequest,
): Promise<ReadableCandidate | undefined> {
  if (candidate.kind !== 's3') return candidate.kind === 'file' ? candidate : undefined
  try {
    const entry = await s3?.store.currentEntry(candidate.bucket, candidate.entry)
    return entry && { ...candidate, entry, size: entry.size }
  } catch (error) {
    if (error instanceof SourceFailure) return undefined
    throw error
  }
}

/** Of standard input only what was read is known. */
function measured(candidate: Candidate, { bytesAnalysed }: ScanOutcome): ScannedObject {
  return candidate.kind === 'standard-input' ? { key: candidate.key, size: bytesAnalysed } : candidate
}

function notRead({ reason, detail }: Candidate & { kind: 'not-read' }): ScanOutcome {
  const why = detail === undefined ? { reason } : { reason, detail }
  return { status: 'SKIPPED', ...why, bytesAnalysed: 0, detections: [] }
}
