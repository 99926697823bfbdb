// The report as tables for a terminal. Nothing of an object's content is in it: keys, counts, locations.
import type { Location } from '../model/location.ts'
import { formatBytes, formatCount, formatDuration, formatObjects } from './amounts.ts'
import { severityRank, type CoverageSum, type IdentifierSum, type ScanReport } from './scan-report.ts'
import { terminalText } from './terminal-text.ts'

export function renderReport(report: ScanReport, run: { seconds: number; stopped: boolean }): string {
  const sums = [...report.identifiers.values()].toSorted(
    (a, b) => severityRank[b.severity] - severityRank[a.severity] || b.occurrences - a.occurrences,
  )
  const found =
    sums.length === 0 ? 'Nothing sensitive was found.\n' : renderTable(sums.flatMap(identifierRows))
  const amount = `${formatObjects(report.objects)}, ${formatBytes(report.bytes)}, in ${secondsOf(run.seconds)}`
  const rows = [...report.coverage.values()].toSorted(byStatus).map(coverageRow)
  const stopped = run.stopped ? 'Stopped before the end: what follows is what was done until then.\n\n' : ''
  return `${stopped}${found}\nCoverage: ${amount}\n${renderTable(rows, '  ')}`
}

/** Counts are exact all the same. */
export function cutNote({ cut }: ScanReport): string {
  if (cut === 0) return ''
  return `magpie: of ${formatObjects(cut)} not every occurrence is listed: each identifier's are cut at 100,000 an object\n`
}

/** `row 3, column 2 (ssn)`. */
export function locationText(location: Location): string {
  switch (location.kind) {
    case 'cell': {
      const name = location.columnName === undefined ? '' : ` (${terminalText(location.columnName)})`
      return location.cellReference ?? `row ${location.row}, column ${location.column}${name}`
    }
    case 'lines':
      return `line ${location.start}, character ${location.startColumn}`
    case 'page':
      return `page ${location.pageNumber}`
    default: {
      const path = location.jsonPath === undefined ? '' : `, ${terminalText(location.jsonPath)}`
      return `record ${location.recordIndex}${path}`
    }
  }
}

/** Columns as wide as their widest cell; the last one is not padded, numbers stand to the right. */
export function renderTable(rows: readonly (readonly (string | number)[])[], indent = ''): string {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, textOf(cell).length)))
  const lines = rows.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return lines.map((line) => `${indent}${line}\n`).join('')
}

function padded(cell: string | number, width: number): string {
  return typeof cell === 'number' ? textOf(cell).padStart(width) : cell.padEnd(width)
}

function textOf(cell: string | number): string {
  return typeof cell === 'number' ? formatCount(cell) : cell
}

function identifierRows(sum: IdentifierSum, index: number): (string | number)[][] {
  const heading = ['SEVERITY', 'IDENTIFIER', 'FOUND', 'OBJECTS', 'FIRST LOCATIONS']
  const [first = '', ...more] = sum.first.map(
    ({ key, location }) => `${terminalText(key)}: ${locationText(location)}`,
  )
  return [
    ...(index === 0 ? [heading] : []),
    [sum.severity, terminalText(sum.name), sum.occurrences, sum.objects, first],
    ...more.map((place) => ['', '', '', '', place]),
  ]
}

function coverageRow({ status, reason, objects, bytes, firstKey }: CoverageSum): (string | number)[] {
  const why = reason === undefined ? '' : `${reason}, e.g. ${terminalText(firstKey)}`
  return [status, objects, formatBytes(bytes).padStart(8), why]
}

function byStatus(a: CoverageSum, b: CoverageSum): number {
  return a.status === b.status ? b.objects - a.objects : a.status < b.status ? -1 : 1
}

function secondsOf(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : formatDuration(seconds)
}
