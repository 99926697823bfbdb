// Reads settings from the three places they come from and says what each value may be.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { engineKinds } from './scan-memory/scan-memory.ts'
import { parseByteSize, parseSeconds } from './cli/amounts.ts'
import { CommandFailure } from './cli/command-failure.ts'
import { nearestName } from './model/nearest-name.ts'
import { systemReason } from './cli/system-reason.ts'
import {
  configVariable,
  logLevels,
  settingNames,
  settings,
  type Setting,
  type SettingName,
} from './settings.ts'

export type SettingValues = { readonly [name in SettingName]?: z.output<(typeof schemas)[name]> }
export type SourceSetting = z.output<typeof sourceSchema>

/** Values of flags, by the names of settings; undefined where a flag was not given. */
export function readFlags(flags: Readonly<Record<string, unknown>>): SettingValues {
  const given = Object.entries(flags).filter(([name, value]) => name in settings && value !== undefined)
  return parseAll(given, { describe: flagOf, folder: '.' })
}

export function readVariables(environment: Readonly<Record<string, string | undefined>>): SettingValues {
  const names = new Map<string, SettingName>(settingNames.map((name) => [settings[name].variable, name]))
  const given: [SettingName, string][] = []
  for (const [variable, value] of Object.entries(environment)) {
    // MAGPIE_TEST_… belong to the test suites.
    if (!variable.startsWith('MAGPIE_') || variable.startsWith('MAGPIE_TEST_') || variable === configVariable)
      continue
    const name = names.get(variable)
    if (name === undefined) throw unknownName(variable, 'the environment', [...names.keys(), configVariable])
    if (value !== undefined && value !== '') given.push([name, value])
  }
  return parseAll(given, { describe: (name) => settings[name].variable, folder: '.' })
}

/** `magpie.json`: the settings by their names, and any number of `sources`. */
export function readSettingsFile(file: string): { values: SettingValues; sources: readonly SourceSetting[] } {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new CommandFailure(`Cannot read the settings in ${file}: ${systemReason(cause)}`, { cause })
  }
  const members = z.record(z.string(), z.unknown()).safeParse(content)
  if (!members.success) throw new CommandFailure(`Cannot use the settings in ${file}: not a JSON object`)
  const { sources: givenSources = [], ...given } = members.data
  const unknown = Object.keys(given).find((name) => !(name in settings))
  if (unknown !== undefined) throw unknownName(unknown, file, [...settingNames, 'sources'])
  refuseUnknownMembers(givenSources, file)
  const folder = path.dirname(file)
  const sources = parseOne(z.array(sourceSchema), givenSources, `"sources" in ${file}`)
  return {
    values: parseAll(Object.entries(given), { describe: (name) => `"${name}" in ${file}`, folder }),
    sources: sources.map((source) =>
      source.kind === 'directory' ? { ...source, root: path.resolve(folder, source.root) } : source,
    ),
  }
}

const accountIdSchema = z.string().regex(/^\d{12}$/, 'an account id has 12 digits')
const regionSchema = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, 'not a region, such as us-east-1')
const urlSchema = z.url({ protocol: /^https?$/, message: 'not an http or https URL' })
const onOff = z.union(
  [z.boolean(), z.stringbool({ error: 'neither true nor false' })],
  'neither true nor false',
)
const hostAndPort = z.string().transform((text, context) => {
  const [, bracketed, plain, port] = /^(?:\[([\da-f:.]+)\]|([^:[\]]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined || Number(port) > 65_535) {
    context.addIssue('not HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080')
    return z.NEVER
  }
  return { host, port: Number(port) }
})
const byteSize = z.union([z.string(), z.number()]).transform((given, context) => {
  const bytes = parseByteSize(String(given))
  if (bytes === undefined || bytes === 0) {
    context.addIssue('not a size, such as 500GB or 5TB')
    return z.NEVER
  }
  return bytes
})
const timeSpan = z.string().transform((given, context) => {
  const milliseconds = (parseSeconds(given) ?? 0) * 1_000
  if (milliseconds < 60_000 || milliseconds > 31 * 86_400_000) {
    context.addIssue('not a time from 1m to 31d, such as 30m, 6h or 1d')
    return z.NEVER
  }
  return milliseconds
})
const fileName = z.string().min(1, 'empty')

const count = (most: number) =>
  z.coerce
    .number('not a number')
    .int('not a whole number')
    .min(1, 'less than 1')
    .max(most, `more than ${most}`)
const seconds = z.string().transform((text, context) => {
  const parsed = parseSeconds(text)
  if (parsed === undefined) {
    context.addIssue('not a time, such as 30s or 15m')
    return z.NEVER
  }
  return parsed
})

const schemas = {
  data: fileName,
  listen: hostAndPort,
  metricsListen: hostAndPort,
  logLevel: z.enum(logLevels, 'not one of error, warn, info and debug'),
  databaseUrl: z.string().regex(/^postgres(ql)?:\/\//, 'not a URL such as postgresql://user@host/database'),
  results: fileName,
  buckets: fileName,
  s3Endpoint: urlSchema,
  s3Region: z.string().min(1, 'empty'),
  s3AccessKeyId: z.string().min(1, 'empty'),
  s3SecretAccessKey: z.string().min(1, 'empty'),
  accountId: accountIdSchema,
  region: regionSchema,
  scanThreads: count(256),
  engine: z.enum(engineKinds, 'neither webassembly nor typescript'),
  monthlyQuota: byteSize,
  inventoryRefresh: timeSpan,
  publishWebhook: urlSchema.refine(
    (url) => new URL(url).username === '' && new URL(url).password === '',
    'a URL with a password; the posts are signed instead',
  ),
  publishWebhookSecret: z
    .string()
    .min(16, 'shorter than 16 characters')
    .refine(
      (secret) => !secret.startsWith('whsec_') || isLongBase64(secret.slice(6)),
      'not base64 of 16 bytes or more',
    ),
  publishSyslog: hostAndPort.refine(({ port }) => port > 0, 'port 0, where nobody listens'),
  rateLimits: z.enum(['aws', 'off'], 'neither aws nor off'),
  adminAccessKeyId: z
    .string()
    .regex(/^[\w.-]{3,128}$/, 'an access key id has 3 to 128 letters, digits, _, . or -'),
  adminSecretAccessKey: z.string().min(8, 'shorter than 8 characters'),
  clockSkew: seconds,
  completeWording: z.enum(['cancelled', 'completed'], 'neither cancelled nor completed'),
  noAuth: onOff,
  noWorker: onOff,
  externalHost: z
    .string()
    .regex(/^[^\s/@]{1,255}$/, 'not a host such as macie.example.org or example.org:8443'),
  tlsCert: fileName,
  tlsKey: fileName,
  insecureListen: onOff,
  keyConcurrency: count(100_000),
  keyRate: count(1_000_000),
  masterKeyFile: fileName,
} satisfies Record<SettingName, z.ZodType>

function isLongBase64(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length >= 16
}

const sourceOwner = { accountId: accountIdSchema.optional(), region: z.string().min(1).optional() }
const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('directory'), root: fileName, ...sourceOwner }),
  z
    .strictObject({
      kind: z.literal('s3'),
      endpoint: urlSchema.optional(),
      accessKeyId: z.string().min(1).optional(),
      secretAccessKey: z.string().min(1).optional(),
      ...sourceOwner,
    })
    .refine(
      (source) => (source.accessKeyId === undefined) === (source.secretAccessKey === undefined),
      'accessKeyId and secretAccessKey belong together',
    ),
])

const sourceMembers = [...new Set(sourceSchema.options.flatMap((option) => Object.keys(option.shape)))]

/** Before the schema looks: it would rather miss the member that was meant. */
function refuseUnknownMembers(sources: unknown, file: string): void {
  for (const [index, source] of (Array.isArray(sources) ? sources : []).entries()) {
    const unknown = Object.keys(Object(source) as object).find((name) => !sourceMembers.includes(name))
    if (unknown !== undefined) throw unknownName(unknown, `sources[${index}] in ${file}`, sourceMembers)
  }
}

interface Origin {
  describe(name: SettingName): string
  /** What relative paths are relative to. */
  readonly folder: string
}

function parseAll(given: readonly (readonly [string, unknown])[], origin: Origin): SettingValues {
  const values: Record<string, unknown> = {}
  for (const [key, value] of given) {
    const name = key as SettingName
    const parsed = parseOne<unknown>(schemas[name], value, origin.describe(name))
    const isPath = (settings[name] as Setting).path === true && !String(parsed).startsWith('s3://')
    values[name] = isPath ? path.resolve(origin.folder, String(parsed)) : parsed
  }
  return values
}

function parseOne<T>(schema: z.ZodType<T>, given: unknown, what: string): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`
  throw new CommandFailure(`Cannot use ${what}${where}: ${issue?.message}`)
}

function flagOf(name: SettingName): string {
  return (settings[name] as Setting).flag?.split(' ')[0] ?? name
}

function unknownName(name: string, where: string, known: readonly string[]): CommandFailure {
  const meant = nearestName(name, known)
  return new CommandFailure(`Cannot use "${name}" of ${where}: there is no such setting`, {
    next: meant === undefined ? 'See "magpie serve --help" for all settings.' : `Did you mean ${meant}?`,
  })
}
