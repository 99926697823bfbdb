// The results of a scan as SARIF 2.1.0, for the code-scanning pages that read it: one rule an identifier, one result an
// occurrence, one notification for each reason why objects were not, or not wholly, scanned.
//
// The one fact to know: results are written while the scan goes on, so that memory stays bounded. What is known only
// at the end (the invocation) stands behind them in the same object.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { managedIdentifierById } from '../detection/select-identifiers.ts'
import type { IdentifierSelection, SeverityDescription } from '../model/identifier.ts'
import type { Location } from '../model/location.ts'
import { formatObjects } from './amounts.ts'
import type { HeldOccurrence } from './held-occurrences.ts'
import { locationText } from './render-report.ts'
import type { CoverageSum, ScanReport } from './scan-report.ts'
import { version } from './version.ts'

export interface SarifRules {
  readonly index: ReadonlyMap<string, number>
  readonly rules: readonly SarifRule[]
}

interface SarifRule {
  readonly id: string
  readonly shortDescription: { readonly text: string }
  readonly properties: { readonly category: string; readonly tags: readonly string[] }
}

/** Custom identifiers go by their names: ids of theirs exist only within a scan. */
export function sarifRules({ managed, custom }: IdentifierSelection): SarifRules {
  const ids = [...managed, ...custom.map(({ id }) => id)]
  const rules = [
    ...managed.map(managedIdentifierById).map(({ id, title, category }) => rule(id, title, category)),
    ...custom.map(({ name }) => rule(`custom/${name}`, name, 'CUSTOM_IDENTIFIER')),
  ]
  return { index: new Map(ids.map((id, at) => [id, at])), rules }
}

function rule(id: string, text: string, category: string): SarifRule {
  return { id, shortDescription: { text }, properties: { category, tags: ['security', 'sensitive-data'] } }
}

/** Up to the first result. */
export function sarifHead({ rules }: SarifRules): string {
  const driver = { name: 'Magpie', version: version(), semanticVersion: version(), rules }
  return (
    `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",` +
    `"version":"2.1.0","runs":[{"tool":${JSON.stringify({ driver })},"columnKind":"unicodeCodePoints","results":[`
  )
}

const levels: Readonly<Record<SeverityDescription, string>> = {
  Low: 'note',
  Medium: 'warning',
  High: 'error',
}

export function sarifResult(
  { index, rules }: SarifRules,
  key: string,
  found: HeldOccurrence & { readonly severity: SeverityDescription },
): string {
  const ruleIndex = index.get(found.identifier) ?? -1
  const known = rules[ruleIndex]
  const { text, severity, location } = found
  return JSON.stringify({
    ruleId: known?.id ?? found.identifier,
    ruleIndex,
    level: levels[severity],
    message: { text: `${known?.shortDescription.text ?? found.identifier} at ${locationText(location)}` },
    locations: [locationOf(key, location)],
    properties: { severity, category: found.category, ...(text === undefined ? {} : { text }) },
  })
}

/** Only text has lines: a row of a table may span several, so that rows and records are told in words. */
function locationOf(key: string, location: Location): object {
  const artifactLocation = { uri: uriOf(key) }
  if (location.kind !== 'lines') {
    const place = { fullyQualifiedName: locationText(location) }
    return { physicalLocation: { artifactLocation }, logicalLocations: [place] }
  }
  const { start, end, startColumn } = location
  const region = { startLine: start, startColumn, endLine: end }
  // The end of a region without an end column is the end of its line.
  return { physicalLocation: { artifactLocation, region } }
}

/** A reference relative to where the scan ran, or whole where the target was. */
export function uriOf(key: string): string {
  const [, bucket, rest] = /^s3:\/\/([^/]+)\/(.*)$/s.exec(key) ?? []
  if (bucket !== undefined && rest !== undefined) return `s3://${bucket}/${encoded(rest)}`
  if (path.isAbsolute(key)) return pathToFileURL(key.toWellFormed()).href
  return encoded(key.replace(/^\.\//, ''))
}

function encoded(key: string): string {
  return key.toWellFormed().split('/').map(encodeURIComponent).join('/')
}

/** From behind the last result to the end. */
export function sarifTail(report: ScanReport, stopped: boolean): string {
  const sums = [...report.coverage.values()].filter(({ status }) => status !== 'COMPLETE')
  const invocation = {
    executionSuccessful: !stopped,
    ...(stopped ? { exitCodeDescription: 'Stopped before the end.' } : {}),
    toolExecutionNotifications: sums.map(notification),
  }
  return `],${JSON.stringify({ invocations: [invocation] }).slice(1)}]}\n`
}

function notification({ status, reason, objects, firstKey }: CoverageSum): object {
  return {
    descriptor: { id: reason ?? status },
    level: 'warning',
    message: {
      text: `${formatObjects(objects)} ${status}: ${reason ?? 'no reason'}; the first one is named here`,
    },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(firstKey) } } }],
    properties: { status, objects },
  }
}
