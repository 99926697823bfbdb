// What a scan came to, as sums: by identifier, and by status and reason. Memory depends on the kinds of findings, not
// on the number of objects.
import type { SeverityDescription } from '../model/identifier.ts'
import type { Location } from '../model/location.ts'
import type { Detection, ScanOutcome } from '../model/scan-outcome.ts'

export interface ScanReport {
  readonly identifiers: ReadonlyMap<string, IdentifierSum>
  /** By `STATUS` or `STATUS REASON`. */
  readonly coverage: ReadonlyMap<string, CoverageSum>
  readonly objects: number
  readonly bytes: number
  readonly bytesAnalysed: number
  /** Objects whose occurrences were cut at the limit. */
  readonly cut: number
}

export interface IdentifierSum {
  readonly name: string
  /** The highest of any object. */
  severity: SeverityDescription
  occurrences: number
  objects: number
  readonly first: { readonly key: string; readonly location: Location }[]
}

export interface CoverageSum {
  readonly status: ScanOutcome['status']
  readonly reason: string | undefined
  objects: number
  bytes: number
  readonly firstKey: string
}

const firstLocations = 3
export const severityRank: Readonly<Record<SeverityDescription, number>> = { Low: 1, Medium: 2, High: 3 }

export type SeverityOf = (detection: Detection) => SeverityDescription | undefined

export interface GrowingReport extends ScanReport {
  add(object: { readonly key: string; readonly size: number }, outcome: ScanOutcome): void
}

export function createReport(severityOf: SeverityOf): GrowingReport {
  const identifiers = new Map<string, IdentifierSum>()
  const coverage = new Map<string, CoverageSum>()
  const report = { identifiers, coverage, objects: 0, bytes: 0, bytesAnalysed: 0, cut: 0 }
  return Object.assign(report, {
    add(object: { key: string; size: number }, outcome: ScanOutcome): void {
      report.objects++
      report.bytes += object.size
      report.bytesAnalysed += outcome.bytesAnalysed
      addCoverage(coverage, object, outcome)
      for (const detection of outcome.detections) {
        const severity = severityOf(detection)
        // Below the lowest threshold of a custom identifier: not a finding, for Macie neither.
        if (severity !== undefined) addDetection(identifiers, object.key, { ...detection, severity })
      }
      if (outcome.detections.some(({ count, occurrencesKept }) => occurrencesKept < count)) report.cut++
    },
  })
}

function addCoverage(
  coverage: Map<string, CoverageSum>,
  { key, size }: { key: string; size: number },
  { status, reason }: ScanOutcome,
): void {
  const name = reason === undefined ? status : `${status} ${reason}`
  const sum = coverage.get(name)
  if (sum === undefined) {
    coverage.set(name, { status, reason, objects: 1, bytes: size, firstKey: key })
    return
  }
  sum.objects++
  sum.bytes += size
}

function addDetection(
  identifiers: Map<string, IdentifierSum>,
  key: string,
  { identifier, count, located, severity }: Detection & { readonly severity: SeverityDescription },
): void {
  let sum = identifiers.get(identifier.id)
  if (sum === undefined) {
    const name = identifier.kind === 'custom' ? identifier.name : identifier.id
    sum = { name, severity, occurrences: 0, objects: 0, first: [] }
    identifiers.set(identifier.id, sum)
  }
  if (severityRank[severity] > severityRank[sum.severity]) sum.severity = severity
  sum.occurrences += count
  sum.objects++
  for (const location of located) {
    if (sum.first.length >= firstLocations) break
    sum.first.push({ key, location })
  }
}
