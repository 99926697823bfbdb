// `magpie scan`: the pipeline over files, without server and database.
import { availableParallelism } from 'node:os'
import type { ScanOutcome } from '../model/scan-outcome.ts'
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
import { openOutput, type Output } from './output.ts'
import { createProgressLine } from './progress-line.ts'
import { createScanProgress } from './scan-progress.ts'
import { readScanRequest, type ScanFlags, type ScanRequest } from './scan-request.ts'
import { createReport, type GrowingReport } from './scan-report.ts'
import { createScanWriter, type ScannedObject, type ScanWriter } from './scan-writer.ts'

/** Up to this much is scanned before threads would have started. */
const fewFiles = 2_000
const fewBytes = 24 * 1_024 * 1_024

/** @returns the exit code */
export async function scan(targets: readonly string[], flags: ScanFlags): Promise<number> {
  const request = await readScanRequest(targets, flags, new Date())
  const startedAt = performance.now()
  const output = await openOutput(request.output)
  const report = createReport(request.severityOf)
  const writer = createScanWriter(request, output)
  const interrupted = listenForInterrupt()
  await scanAll(request, { output, report, writer, interrupted })
  interrupted.forget()
  await writer.end(report, { seconds: (performance.now() - startedAt) / 1_000, stopped: interrupted.yet })
  await output.end()
  if (request.failOnFindings && report.identifiers.size > 0) return exitCodes.findings
  const complete = [...report.coverage.values()].every(({ status }) => status === 'COMPLETE')
  return complete && !interrupted.yet ? exitCodes.done : exitCodes.incomplete
}

interface Scan {
  readonly output: Output
  readonly report: GrowingReport
  readonly writer: ScanWriter
  readonly interrupted: Interrupt
}

async function scanAll(request: ScanRequest, { output, report, writer, interrupted }: Scan): Promise<void> {
  const showsLines = output.isTerminal && (request.format === 'jsonl' || request.reveal)
  const progress = createScanProgress(request, showsLines ? undefined : createProgressLine(process.stderr))
  const isStopped = (): boolean => interrupted.yet || output.closed
  const candidates = findCandidates(request)
  const few = await takeFew(candidates)
  const scanner = await chooseScanner(request, few, isStopped)
  progress.follow(scanner)
  interrupted.onceItIs(() => scanner.stop())
  const next = inTurn(few.taken, candidates)

  async function scanUntilDone(): Promise<void> {
    for (let candidate = await next(); candidate !== undefined && !isStopped(); candidate = await next()) {
      const held = writer.wantsOccurrences ? holdOccurrences() : undefined
      const outcome =
        candidate.kind === 'not-read' ? notRead(candidate) : await scanOne(scanner, candidate, held)
      if (outcome !== undefined) {
        const object = measured(candidate, outcome)
        report.add(object, outcome)
        progress.addObject(object)
        await writer.object(object, outcome, held)
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
 * Threads take 0.2 s to start, in which this thread scans what a small folder holds; and one object is never split,
 * so they pay only where there are several.
 */
async function chooseScanner(
  request: ScanRequest,
  few: Few,
  isStopped: () => boolean,
): Promise<CandidateScanner> {
  const threads = request.threads ?? availableParallelism()
  const bytes = few.taken.reduce((sum, { size }) => sum + size, 0)
  const isLittle = few.isAll && (few.taken.length < 2 || (bytes < fewBytes && request.threads === undefined))
  if (threads === 1 || isLittle || request.targets.includes('-')) return scanHere(request, isStopped)
  return await scanOnThreads(request, threads)
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
  scanner: CandidateScanner,
  candidate: ReadableCandidate,
  held: HeldOccurrences | undefined,
): Promise<ScanOutcome | undefined> {
  let outcome = await scanner.scan(candidate, held)
  if (outcome.status !== 'STOPPED' && outcome.retryable === true && candidate.kind === 'file') {
    // It changed while it was read: what was found is of a file that is no more.
    held?.discard()
    outcome = await scanner.scan(candidate, held)
  }
  return outcome.status === 'STOPPED' ? undefined : outcome
}

/** Of standard input only what was read is known. */
function measured(candidate: Candidate, { bytesAnalysed }: ScanOutcome): ScannedObject {
  return candidate.kind === 'standard-input' ? { key: candidate.key, size: bytesAnalysed } : candidate
}

function notRead({ reason, detail }: Candidate & { kind: 'not-read' }): ScanOutcome {
  const why = detail === undefined ? { reason } : { reason, detail }
  return { status: 'SKIPPED', ...why, bytesAnalysed: 0, detections: [] }
}
