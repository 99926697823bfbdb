// What a job would read, as tables for a terminal: buckets, formats, what is skipped and why, and how long it takes.
import { formatBytes, formatCount, formatDuration, formatObjects } from './amounts.ts'
import { renderTable } from './render-report.ts'
import { terminalMessage, terminalText } from './terminal-text.ts'

/** As the server answers. */
export interface JobPreview {
  readonly buckets: readonly {
    readonly name: string
    readonly error?: string | null
    readonly complete: boolean
    readonly objects: Counts
    readonly bytes: { readonly eligible: number }
  }[]
  readonly errors: readonly { readonly errorType: string; readonly description: string }[]
  readonly formats: readonly { readonly format: string; readonly objects: number; readonly bytes: number }[]
  readonly skipped: readonly {
    readonly reason: string
    readonly objects: number
    readonly bytes: number
    readonly example: string
  }[]
  readonly objects: Counts & { readonly selected: number }
  readonly bytes: { readonly eligible: number; readonly selected: number }
  readonly samplingPercentage: number
  readonly complete: boolean
  readonly firstRunAt?: string | null
  readonly estimate: {
    readonly seconds: number
    readonly bytesPerSecond: number
    readonly basis: 'runs' | 'trial'
  }
}

interface Counts {
  readonly listed: number
  readonly eligible: number
  readonly skipped: number
  readonly outOfScope: number
}

export function renderPreview(preview: JobPreview): string {
  const sections = [
    buckets(preview),
    preview.formats.length === 0 ? '' : renderTable([['FORMAT', 'OBJECTS', 'BYTES'], ...formats(preview)]),
    preview.skipped.length === 0
      ? ''
      : renderTable([['SKIPPED', 'OBJECTS', 'BYTES', ''], ...skipped(preview)]),
    preview.errors
      .map(({ errorType, description }) => `${errorType}: ${terminalMessage(description)}\n`)
      .join(''),
    conclusion(preview),
  ]
  return sections.filter((text) => text !== '').join('\n')
}

function buckets({ buckets: found }: JobPreview): string {
  if (found.length === 0) return 'No bucket matches what the job looks for.\n'
  const rows = found.map(({ name, error, complete, objects, bytes }) => [
    terminalText(name),
    objects.listed,
    objects.eligible,
    objects.skipped,
    objects.outOfScope,
    formatBytes(bytes.eligible).padStart(8),
    error ?? (complete ? '' : 'not listed to its end'),
  ])
  const heading = ['BUCKET', 'LISTED', 'TO READ', 'SKIPPED', 'OUT OF SCOPE', 'BYTES TO READ', '']
  return renderTable([heading, ...rows])
}

function formats({ formats: found }: JobPreview): (string | number)[][] {
  return found
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ format, objects, bytes }) => [
      format === '' ? '(no extension)' : terminalText(format),
      objects,
      formatBytes(bytes).padStart(8),
    ])
}

function skipped({ skipped: found }: JobPreview): (string | number)[][] {
  return found.map(({ reason, objects, bytes, example }) => [
    reason,
    objects,
    formatBytes(bytes).padStart(8),
    `e.g. ${terminalText(example)}`,
  ])
}

function conclusion(preview: JobPreview): string {
  const { objects, bytes, samplingPercentage, estimate, complete, firstRunAt } = preview
  const sample = samplingPercentage === 100 ? '' : `, a sample of ${samplingPercentage} %`
  const least = complete ? '' : 'At least: the buckets hold more than a dry run lists.\n'
  const basis =
    estimate.basis === 'runs'
      ? 'measured by the latest runs'
      : 'measured just now on text of this server’s own; the way to the store comes on top'
  const when = firstRunAt == null ? 'at once' : `at ${firstRunAt}, when only what changed until then is read`
  return (
    `${least}It would read ${formatObjects(objects.selected)}, ${formatBytes(bytes.selected)}${sample}, ${when}.\n` +
    `That takes about ${formatDuration(Math.max(1, estimate.seconds))} at ${formatBytes(estimate.bytesPerSecond)}/s (${basis}).\n` +
    `Nothing was created and no object was read (${formatCount(objects.listed)} listed). Without --dry-run the job is created.\n`
  )
}
