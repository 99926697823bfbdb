// What `magpie scan` was asked to do, checked before anything is read: every refusal says what to write instead.
import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { isManagedIdentifier, selectManagedIdentifiers } from '../detection/select-identifiers.ts'
import { severityOf } from '../findings/severity.ts'
import type { CustomIdentifierDefinition, IdentifierSelection } from '../model/identifier.ts'
import { parseByteSize } from './amounts.ts'
import { CommandFailure } from './command-failure.ts'
import { nearestName } from '../model/nearest-name.ts'
import type { SeverityOf } from './scan-report.ts'
import { systemReason } from './system-reason.ts'

/** As commander gives them. */
export interface ScanFlags {
  readonly identifiers?: string
  readonly excludeIdentifiers?: string
  readonly custom?: string
  readonly allow?: readonly string[]
  readonly sample?: string
  readonly includeExt?: string
  readonly maxSize?: string
  readonly since?: string
  readonly threads?: string
  readonly format?: string
  readonly output?: string
  readonly reveal?: boolean
  readonly failOnFindings?: boolean
}

export interface ScanRequest {
  /** Files, folders, and `-` for standard input; all are there. */
  readonly targets: readonly string[]
  readonly identifiers: IdentifierSelection
  readonly severityOf: SeverityOf
  /** 1-100. */
  readonly samplePercent: number
  /** Lower case, without the dot; undefined: all. */
  readonly extensions: ReadonlySet<string> | undefined
  readonly maxBytes: number
  /** Only files modified at or after this. */
  readonly since: Date | undefined
  /** undefined: as many as pay. */
  readonly threads: number | undefined
  readonly format: 'table' | 'jsonl'
  /** Absolute; undefined: standard output. */
  readonly output: string | undefined
  readonly reveal: boolean
  readonly failOnFindings: boolean
}

export async function readScanRequest(
  targets: readonly string[],
  flags: ScanFlags,
  now: Date,
): Promise<ScanRequest> {
  for (const target of targets) if (target !== '-') checkTarget(target)
  if (targets.filter((target) => target === '-').length > 1) refuse('Cannot read standard input twice')
  const custom = await customIdentifiers(flags.custom)
  const managed = managedIdentifiers(flags)
  if (managed.length + custom.length === 0) {
    refuse('Cannot scan: no identifier is left to look for', {
      next: 'Name some with --identifiers or --custom; without either all are looked for.',
    })
  }
  return {
    targets: withoutRepetitions(targets),
    identifiers: { managed, custom, ...(await allowedText(flags.allow)) },
    severityOf: (found) =>
      severityOf(found, custom.find(({ id }) => id === found.identifier.id)?.severityLevels),
    samplePercent: wholeNumber('--sample', flags.sample ?? '100', [1, 100]),
    extensions: flags.includeExt === undefined ? undefined : extensions(flags.includeExt),
    maxBytes: flags.maxSize === undefined ? Infinity : byteSize(flags.maxSize),
    since: flags.since === undefined ? undefined : sinceDate(flags.since, now),
    threads: flags.threads === undefined ? undefined : wholeNumber('--threads', flags.threads, [1, 256]),
    format: formatOf(flags.format ?? 'table'),
    output: flags.output === undefined ? undefined : path.resolve(flags.output),
    reveal: flags.reveal === true,
    failOnFindings: flags.failOnFindings === true,
  }
}

function checkTarget(target: string): void {
  if (target.startsWith('s3://')) {
    refuse(`Cannot scan ${target}: this release scans files, folders and standard input`, {
      next: 'Buckets are scanned by jobs: "magpie serve --s3-endpoint URL", then create-classification-job.',
    })
  }
  try {
    const found = statSync(target)
    if (found.isFile() || found.isDirectory()) return
  } catch (cause) {
    throw new CommandFailure(`Cannot scan "${target}": ${systemReason(cause)}`, {
      next: 'Name files, folders, or "-" for standard input.',
      cause,
    })
  }
  refuse(`Cannot scan "${target}": neither a file nor a folder`, { next: 'Use "-" to read standard input.' })
}

/** What lies in another target, or is one, would be scanned and counted twice. */
function withoutRepetitions(targets: readonly string[]): readonly string[] {
  const places = targets.map((target) => (target === '-' ? target : realpathSync(target)))
  return targets.filter(
    (_, at) =>
      !places.some((place, other) => {
        const isSame = place === places[at] && other < at
        return isSame || (other !== at && places[at]?.startsWith(place === '/' ? '/' : `${place}/`))
      }),
  )
}

const wholes = ['ALL', 'RECOMMENDED', 'NONE'] as const

function managedIdentifiers({ identifiers = 'ALL', excludeIdentifiers }: ScanFlags): readonly string[] {
  const excluded = new Set(list(excludeIdentifiers ?? '').map(knownIdentifier))
  const whole = wholes.find((name) => name === identifiers.toUpperCase())
  const wanted =
    whole === undefined ? list(identifiers).map(knownIdentifier) : selectManagedIdentifiers(whole, [])
  return wanted.filter((id) => !excluded.has(id))
}

function knownIdentifier(id: string): string {
  if (isManagedIdentifier(id)) return id
  if (wholes.some((name) => name === id)) {
    refuse(`Cannot look for ${id} and others: it stands alone`, {
      next: `Write --identifiers ${id}, or a list of identifiers.`,
    })
  }
  const meant = nearestName(id, [...wholes, ...selectManagedIdentifiers('ALL', [])])
  return refuse(`Cannot look for ${id}: there is no such identifier`, {
    next: meant === undefined ? 'See "magpie identifiers list".' : `Did you mean ${meant}?`,
  })
}

async function customIdentifiers(file: string | undefined): Promise<readonly CustomIdentifierDefinition[]> {
  if (file === undefined) return []
  // Its checks take longer to load than a small folder to scan.
  const { readCustomFile } = await import('./custom-file.ts')
  return await readCustomFile(file)
}

/** Nothing where there are none: a scan without them checks nothing. */
async function allowedText(files: readonly string[] = []): Promise<Pick<IdentifierSelection, 'allowed'>> {
  if (files.length === 0) return {}
  const { readAllowFile } = await import('./allow-file.ts')
  const lists = await Promise.all(files.map(readAllowFile))
  return {
    allowed: {
      expressions: lists.flatMap(({ expressions }) => expressions),
      words: lists.flatMap(({ words }) => words),
    },
  }
}

function extensions(text: string): ReadonlySet<string> {
  const found = list(text).map(bareExtension)
  if (found.length > 0) return new Set(found)
  return refuse(`Cannot use --include-ext "${text}": it names no extension`, {
    next: 'Write it as csv,json.',
  })
}

function formatOf(format: string): 'table' | 'jsonl' {
  if (format === 'table' || format === 'jsonl') return format
  return refuse(`Cannot write "${format}": there is no such format`, {
    next: 'Use --format table or --format jsonl.',
  })
}

function byteSize(text: string): number {
  const bytes = parseByteSize(text)
  return (
    bytes ?? refuse(`Cannot use --max-size ${text}: not a size`, { next: 'Write it as 500KB, 20MB or 1GB.' })
  )
}

/** An ISO date or time, or how long ago: `7d`, `12h`, `30m`. */
function sinceDate(text: string, now: Date): Date {
  const [, amount, unit] = /^(\d+)([dhm])$/.exec(text) ?? []
  if (amount !== undefined) {
    const milliseconds = unit === 'd' ? 86_400_000 : unit === 'h' ? 3_600_000 : 60_000
    return new Date(now.getTime() - Number(amount) * milliseconds)
  }
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (!Number.isNaN(date.getTime())) return date
  return refuse(`Cannot use --since ${text}: neither a date nor an age`, {
    next: 'Write it as 2026-01-31 or 7d.',
  })
}

function wholeNumber(flag: string, text: string, [least, most]: readonly [number, number]): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  return refuse(`Cannot use ${flag} ${text}: not a whole number from ${least} to ${most}`)
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function bareExtension(text: string): string {
  return text.replace(/^\./, '').toLowerCase()
}

function refuse(message: string, options: { next?: string } = {}): never {
  throw new CommandFailure(message, options)
}
