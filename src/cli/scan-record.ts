// Where a scan writes its results, and, with --resume, the ledger that makes them go on after a kill.
import { realpathSync } from 'node:fs'
import { identifierSetVersion } from '../detection/identifier-set-version.ts'
import type { ScanOutcome } from '../model/scan-outcome.ts'
import { openOutput, type Output } from './output.ts'
import { openResumableOutput, type ResumableOutput } from './resumable-output.ts'
import { parseS3Target } from './s3-target.ts'
import { openLedger, type LedgerHeader, type ScanLedger } from './scan-ledger.ts'
import type { GrowingReport } from './scan-report.ts'
import type { ScanFlags, ScanRequest } from './scan-request.ts'
import type { ScannedObject } from './scan-writer.ts'
import { version } from './version.ts'

export interface ScanRecord {
  /** As it was asked for; a scan that goes on leaves out what was done, and --since means what it meant. */
  readonly request: ScanRequest
  readonly output: Output
  /** After the object's results were written. */
  add(object: ScannedObject, outcome: ScanOutcome): Promise<void>
  /** Everything is in the ledger when it resolves. */
  close(): Promise<void>
}

/** Adds what an earlier start has done to the report. */
export async function openRecord(
  request: ScanRequest,
  { flags, report }: { readonly flags: ScanFlags; readonly report: GrowingReport },
): Promise<ScanRecord> {
  if (request.resume === undefined) {
    const output = await openOutput(request.output)
    return { request, output, add: async () => {}, close: async () => {} }
  }
  const ledger = await openLedger(request.resume, headerOf(request, flags), ({ object, outcome }) =>
    report.add(object, outcome),
  )
  return await withLedger(request, ledger)
}

async function withLedger(request: ScanRequest, ledger: ScanLedger): Promise<ScanRecord> {
  const file: ResumableOutput | undefined =
    request.output === undefined ? undefined : await openResumableOutput(request.output, ledger.outputEnd)
  const { since } = ledger.header
  return {
    request: {
      ...request,
      since: since === undefined ? undefined : new Date(since),
      isDone: (key) => ledger.isDone(key),
    },
    output: file ?? (await openOutput(undefined)),
    add: async (object, outcome) =>
      await ledger.record({ object, outcome, end: file?.position ?? 0 }, async () => await file?.sync()),
    close: async () => await ledger.end(),
  }
}

/** All that decides what is scanned and what is written; how fast, and with which exit code, may differ. */
function headerOf(request: ScanRequest, flags: ScanFlags): LedgerHeader {
  const { managed, custom, ...allowed } = request.identifiers
  const options = {
    targets: request.targets,
    places: request.targets.map((target) =>
      parseS3Target(target) === undefined ? realpathSync(target) : target,
    ),
    '--identifiers': managed,
    '--custom': custom,
    '--allow': allowed,
    '--sample': request.samplePercent,
    '--include-ext': request.extensions === undefined ? null : [...request.extensions].toSorted(),
    '--max-size': request.maxBytes === Infinity ? null : request.maxBytes,
    '--since': flags.since ?? null,
    '--format': request.format,
    '--output': request.output ?? null,
    '--reveal': request.reveal,
    '--s3-endpoint': request.s3?.sources[0].endpoint ?? null,
    identifiers: identifierSetVersion(),
    'release of Magpie': version(),
  }
  return { options, ...(request.since === undefined ? {} : { since: request.since.toISOString() }) }
}
