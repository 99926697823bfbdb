// What `magpie scan` was asked to do, checked before anything is read: every refusal says what to write instead.
import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { isManagedIdentifier, selectManagedIdentifiers } from '../detection/select-identifiers.ts'
import { severityOf } from '../findings/severity.ts'
import type { CustomIdentifierDefinition, IdentifierSelection } from '../model/identifier.ts'
import type { ObjectStore, S3Source } from '../objects/object-store.ts'
import { chooseEngine, engineKinds, type EngineKind } from '../scan-memory/scan-memory.ts'
import { allowedText } from './allowed-text.ts'
import { parseByteSize } from './amounts.ts'
import { CommandFailure } from './command-failure.ts'
import { nearestName } from '../model/nearest-name.ts'
import { checkS3Targets, parseS3Target, s3SourceOf, type S3Target } from './s3-target.ts'
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
  readonly engine?: string
  readonly format?: string
  readonly output?: string
  readonly resume?: string
  readonly s3Endpoint?: string
  readonly reveal?: boolean
  readonly failOnFindings?: boolean
  /** `KEY:LINE`; see explain-object.ts. */
  readonly explain?: string
}

export interface ScanRequest {
  /** Files, folders, `s3://bucket/prefix`, and `-` for standard input; all are there. */
  readonly targets: readonly string[]
  /** Where the S3 targets are; undefined where there is none. */
  readonly s3: { readonly store: ObjectStore; readonly sources: readonly [S3Source] } | undefined
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
  readonly format: ScanFormat
  /** Absolute; undefined: standard output. */
  readonly output: string | undefined
  /** The ledger; absolute. */
  readonly resume: string | undefined
  /** What the scan itself writes: paths as the walk gives them. */
  readonly ownFiles: ReadonlySet<string>
  /** By key: what an earlier start of this scan has done. */
  readonly isDone: (key: string) => boolean
  readonly reveal: boolean
  readonly failOnFindings: boolean
}

const formats = ['table', 'jsonl', 'sarif'] as const
export type ScanFormat = (typeof formats)[number]

export async function readScanRequest(
  targets: readonly string[],
  flags: ScanFlags,
  now: Date,
): Promise<ScanRequest> {
  const places = targets.map(placeOf)
  if (targets.filter((target) => target === '-').length > 1)
    refuse('Cannot read standard input twice', { next: 'Name "-" once.' })
  if (flags.engine !== undefined) chooseEngine(engineOf(flags.engine))
  const custom = await customIdentifiers(flags.custom)
  const managed = managedIdentifiers(flags)
  if (managed.length + custom.length === 0) {
    refuse('Cannot scan: no identifier is left to look for', {
      next: 'Name some with --identifiers or --custom; without either all are looked for.',
    })
  }
  const output = flags.output === undefined ? undefined : path.resolve(flags.output)
  const resume = flags.resume === undefined ? undefined : path.resolve(flags.resume)
  const format = formatOf(flags.format ?? 'table')
  if (resume !== undefined) checkResumable(targets, { ...flags, format })
  return {
    targets: withoutRepetitions(targets, places),
    identifiers: { managed, custom, ...(await allowedText(flags.allow)) },
    severityOf: (found) =>
      severityOf(found, custom.find(({ id }) => id === found.identifier.id)?.severityLevels),
    samplePercent: wholeNumber('--sample', flags.sample ?? '100', [1, 100]),
    extensions: flags.includeExt === undefined ? undefined : extensions(flags.includeExt),
    maxBytes: flags.maxSize === undefined ? Infinity : byteSize(flags.maxSize),
    since: flags.since === undefined ? undefined : sinceDate(flags.since, now),
    threads: flags.threads === undefined ? undefined : wholeNumber('--threads', flags.threads, [1, 256]),
    format,
    output,
    resume,
    ownFiles: new Set([output, resume].filter((file) => file !== undefined).map(realPlace)),
    isDone: () => false,
    reveal: flags.reveal === true,
    failOnFindings: flags.failOnFindings === true,
    // Last: who mistyped a flag need not wait for a store.
    s3: await openS3(targets, flags.s3Endpoint),
  }
}

/** Where a target really is; it is there. */
function placeOf(target: string): string {
  if (target === '-') return target
  const s3 = parseS3Target(target)
  if (s3 !== undefined) return `s3://${s3.bucket}/${s3.prefix}`
  try {
    const found = statSync(target)
    if (found.isFile() || found.isDirectory()) return realpathSync(target)
  } catch (cause) {
    throw new CommandFailure(`Cannot scan "${target}": ${systemReason(cause)}`, {
      next: 'Name files, folders, s3://bucket/prefix, or "-" for standard input.',
      cause,
    })
  }
  return refuse(`Cannot scan "${target}": neither a file nor a folder`, {
    next: 'Use "-" to read standard input.',
  })
}

/** What lies in another target, or is one, would be scanned and counted twice. */
function withoutRepetitions(targets: readonly string[], places: readonly string[]): readonly string[] {
  return targets.filter(
    (_, at) =>
      !places.some((place, other) => {
        if (place === places[at]) return other < at
        // A prefix of keys ends anywhere, a folder at its slash.
        const whole = place.startsWith('s3://') || place === '/' ? place : `${place}/`
        return other !== at && places[at]?.startsWith(whole)
      }),
  )
}

async function openS3(
  targets: readonly string[],
  endpoint: string | undefined,
): Promise<{ store: ObjectStore; sources: readonly [S3Source] } | undefined> {
  const named = targets.map(parseS3Target).filter((target): target is S3Target => target !== undefined)
  if (named.length === 0) return undefined
  const source = s3SourceOf(endpoint, process.env)
  // Its client takes longer to load than a small folder to scan.
  const { openObjectStores } = await import('../objects/open-object-stores.ts')
  const store = openObjectStores([source])
  try {
    await checkS3Targets(store, named)
  } catch (error) {
    store.close()
    throw error
  }
  return { store, sources: [source] }
}

function checkResumable(
  targets: readonly string[],
  { format, output, reveal }: ScanFlags & { readonly format: ScanFormat },
): void {
  if (targets.includes('-')) {
    refuse('Cannot resume a scan of standard input: it comes only once', {
      next: 'Write it to a file and scan that, or leave out --resume.',
    })
  }
  if (output === undefined && (format !== 'table' || reveal === true)) {
    refuse('Cannot resume a scan that writes to standard output: what was written cannot be taken back', {
      next: 'Name a file with --output.',
    })
  }
}

/** The path with its folder's links followed, as a walk has it. */
function realPlace(file: string): string {
  try {
    return path.join(realpathSync(path.dirname(file)), path.basename(file))
  } catch {
    return file // opening it will say what is wrong
  }
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

function extensions(text: string): ReadonlySet<string> {
  const found = list(text).map(bareExtension)
  if (found.length > 0) return new Set(found)
  return refuse(`Cannot use --include-ext "${text}": it names no extension`, {
    next: 'Write it as csv,json.',
  })
}

function engineOf(engine: string): EngineKind {
  const known = engineKinds.find((name) => name === engine)
  if (known !== undefined) return known
  return refuse(`Cannot use "${engine}": there is no such engine`, {
    next: 'Use --engine webassembly or --engine typescript.',
  })
}

function formatOf(format: string): ScanFormat {
  const known = formats.find((name) => name === format)
  if (known !== undefined) return known
  return refuse(`Cannot write "${format}": there is no such format`, {
    next: 'Use --format table, --format jsonl or --format sarif.',
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
  return refuse(`Cannot use ${flag} ${text}: not a whole number from ${least} to ${most}`, {
    next: `Write it as ${flag} ${least === most ? least : Math.min(most, 10)}.`,
  })
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
