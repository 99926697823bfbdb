// `magpie scan --explain KEY:LINE`: what decided there, for an object as a scan reads it. Without --reveal it tells no
// content, nor the name of a column or path that might be some.
import path from 'node:path'
import { managedIdentifierById } from '../detection/select-identifiers.ts'
import type { ContentSummary } from '../content/read-content.ts'
import { SourceFailure } from '../model/source-failure.ts'
import { findCandidates, type Candidate } from './candidates.ts'
import { openCandidate, type ReadableCandidate } from './candidate-scanner.ts'
import { CommandFailure, exitCodes } from './command-failure.ts'
import { explainContent, toldObject, toldText } from './explain-content.ts'
import { readScanRequest, type ScanFlags, type ScanRequest } from './scan-request.ts'
import { terminalText } from './terminal-text.ts'

/** Without targets, the key is the target. @returns the exit code */
export async function explainObject(
  targets: readonly string[],
  flags: ScanFlags & { readonly explain: string },
): Promise<number> {
  const { key, line } = placeOf(flags.explain)
  const request = await readScanRequest(targets.length === 0 ? [key] : targets, flags, new Date())
  try {
    return await explainIn(request, { key, line, explains: isNamed(flags) ? 'all' : 'close' })
  } finally {
    request.s3?.store.close()
  }
}

interface Asked {
  readonly key: string
  readonly line: number | undefined
  readonly explains: 'all' | 'close'
}

async function explainIn(request: ScanRequest, { key, line, explains }: Asked): Promise<number> {
  if (request.format === 'sarif' || request.output !== undefined || request.resume !== undefined) {
    throw new CommandFailure('Cannot explain in SARIF, into a file or with a ledger', {
      next: 'Leave out --output and --resume; --format may be jsonl.',
    })
  }
  const candidate = await candidateOf(request, key)
  const source = candidate.kind === 'not-read' ? undefined : await openCandidate(candidate, request)
  if (source === undefined || source instanceof SourceFailure) {
    const why = candidate.kind === 'not-read' ? candidate : source
    process.stderr.write(`magpie: ${terminalText(key)} was not read: ${why?.reason}\n`)
    return exitCodes.incomplete
  }
  const { managed, custom, allowed } = request.identifiers
  const explained = { managed: managed.map(managedIdentifierById), custom, allowed }
  const { reveal } = request
  let count = 0
  let summary: ContentSummary
  const tellings = explainContent(source, explained, { closeOnly: explains === 'close', line })
  try {
    for (;;) {
      const next = await tellings.next()
      if (next.done === true) {
        summary = next.value
        break
      }
      count++
      process.stdout.write(
        request.format === 'jsonl'
          ? `${JSON.stringify(toldObject(next.value, explained, { reveal }))}\n`
          : toldText(next.value, explained, { reveal }),
      )
    }
  } finally {
    await source.close()
  }
  if (count === 0 && request.format === 'table')
    process.stdout.write('Nothing was found, and nothing nearly.\n')
  if (summary.shortfall === undefined) return exitCodes.done
  process.stderr.write(`magpie: not all of ${terminalText(key)} was read: ${summary.shortfall.reason}\n`)
  return exitCodes.incomplete
}

/** `people.csv:7`; without a number, all of it. */
function placeOf(place: string): { readonly key: string; readonly line: number | undefined } {
  const [, key, line] = /^(.*):(\d+)$/s.exec(place) ?? []
  return key === undefined ? { key: place, line: undefined } : { key, line: Number(line) }
}

/** Of what was named, everything is told; of all identifiers it would be too much. */
function isNamed({ identifiers = 'ALL' }: ScanFlags): boolean {
  return !['ALL', 'RECOMMENDED'].includes(identifiers.toUpperCase())
}

async function candidateOf(
  request: ScanRequest,
  key: string,
): Promise<ReadableCandidate | Extract<Candidate, { kind: 'not-read' }>> {
  for await (const candidate of findCandidates(request)) {
    const isSameFile = candidate.kind === 'file' && path.resolve(candidate.path) === path.resolve(key)
    if (candidate.key === key || isSameFile) return candidate
  }
  throw new CommandFailure(`Cannot explain ${key}: the scan would not come to it`, {
    next: 'Name it as the report of the scan does, and the same targets and filters.',
  })
}
