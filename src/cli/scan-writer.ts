// The results of a scan as they are written: JSON Lines as objects end, or one report at the end.
import type { ScanOutcome } from '../model/scan-outcome.ts'
import { formatBytes, formatObjects } from './amounts.ts'
import { mayColour, painted } from './colours.ts'
import { occurrenceOf, type HeldKind, type HeldOccurrence, type HeldOccurrences } from './held-occurrences.ts'
import type { Output } from './output.ts'
import { cutNote, locationText, renderReport } from './render-report.ts'
import { sarifHead, sarifResult, sarifRules, sarifTail } from './sarif-results.ts'
import type { ScanReport, SeverityOf } from './scan-report.ts'
import type { ScanRequest } from './scan-request.ts'
import { terminalText } from './terminal-text.ts'

export interface ScanWriter {
  /** Wants every occurrence, not only the first of each identifier. */
  readonly wantsOccurrences: boolean
  begin(): Promise<void>
  object(object: ScannedObject, outcome: ScanOutcome, held: HeldOccurrences | undefined): Promise<void>
  end(report: ScanReport, run: ScanRun): Promise<void>
}

export interface ScannedObject {
  readonly key: string
  readonly size: number
}

export interface ScanRun {
  readonly seconds: number
  readonly stopped: boolean
}

export function createScanWriter(request: ScanRequest, output: Output): ScanWriter {
  const { format, reveal, severityOf } = request
  if (format === 'jsonl') return jsonLines(output, severityOf)
  if (format === 'sarif') return sarif(output, request)
  return {
    wantsOccurrences: reveal,
    begin: async () => {},
    async object({ key }, outcome, held) {
      if (held !== undefined && outcome.detections.length > 0) await output.write(revealed(key, held))
    },
    end: async (report, run) => {
      const table = renderReport(report, run)
      const coloured = mayColour({ isTerminal: output.isTerminal, environment: process.env })
      await output.write(
        coloured
          ? table.replaceAll(leadingWord, (_, indent: string, word: string) => indent + painted(word))
          : table,
      )
    },
  }
}

/** Where the tables have a severity or a status: never a key that is called so. */
const leadingWord = /^( *)(High|Medium|Low|COMPLETE|PARTIAL|SKIPPED)(?= )/gm

function jsonLines(output: Output, severityOf: SeverityOf): ScanWriter {
  return {
    wantsOccurrences: true,
    begin: async () => {},
    async object(object, outcome, held) {
      const { key } = object
      const severities = new Map(outcome.detections.map((found) => [found.identifier.id, severityOf(found)]))
      let lines = ''
      if (held !== undefined && severities.size > 0) {
        const [headOf, tailOf] = [new Map<HeldKind, string>(), new Map<HeldKind, string>()]
        const learn = (kind: HeldKind): string => {
          const head = JSON.stringify({ type: 'occurrence', key, ...kind }).slice(0, -1)
          const severity = JSON.stringify({ severity: severities.get(kind.identifier) }).slice(1, -1)
          headOf.set(kind, `${head},"location":`)
          tailOf.set(kind, comma(severity))
          return headOf.get(kind)!
        }
        for (const some of held.read()) {
          for (const { kind, location, text } of some) {
            const head = headOf.get(kind) ?? learn(kind)
            lines += `${head}${location}${tailOf.get(kind)}${comma(text && `"text":${text}`)}}\n`
          }
          if (lines.length < 65_536) continue
          await output.write(lines)
          lines = ''
        }
      }
      await output.write(lines + objectLine(object, outcome))
    },
    end: async (report, run) => tellEnd(report, run),
  }
}

/** Where standard output is for machines. */
function tellEnd(report: ScanReport, { stopped }: ScanRun): void {
  process.stderr.write(cutNote(report))
  if (!stopped && !process.stderr.isTTY) return
  const sum = `${formatObjects(report.objects)}, ${formatBytes(report.bytes)}`
  process.stderr.write(`magpie: ${stopped ? 'stopped after' : 'scanned'} ${sum}\n`)
}

function sarif(output: Output, { identifiers, severityOf }: ScanRequest): ScanWriter {
  const rules = sarifRules(identifiers)
  const head = sarifHead(rules)
  const headBytes = Buffer.byteLength(head)
  return {
    wantsOccurrences: true,
    // A scan that goes on has its head already.
    begin: async () => (output.position === 0 ? await output.write(head) : undefined),
    async object({ key }, outcome, held) {
      const severities = new Map(outcome.detections.map((found) => [found.identifier.id, severityOf(found)]))
      if (held === undefined || severities.size === 0) return
      for (const some of held.read()) {
        for (const line of some) {
          const severity = severities.get(line.kind.identifier)
          if (severity === undefined) continue
          const separator = output.position === headBytes ? '\n' : ',\n'
          await output.write(separator + sarifResult(rules, key, { ...occurrenceOf(line), severity }))
        }
      }
    },
    async end(report, run) {
      await output.write(sarifTail(report, run.stopped))
      tellEnd(report, run)
    },
  }
}

function objectLine({ key, size }: ScannedObject, { status, reason, format }: ScanOutcome): string {
  return `${JSON.stringify({ type: 'object', key, status, reason, bytes: size, format: format ?? null })}\n`
}

/** With a comma before it, where there is anything. */
function comma(member: string): string {
  return member === '' ? '' : `,${member}`
}

function revealed(key: string, held: HeldOccurrences): string {
  let lines = ''
  for (const some of held.read()) for (const line of some) lines += revealedLine(key, occurrenceOf(line))
  return lines
}

function revealedLine(key: string, { identifier, location, text = '' }: HeldOccurrence): string {
  return `${terminalText(key)}: ${locationText(location)}: ${identifier}: ${terminalText(text)}\n`
}
