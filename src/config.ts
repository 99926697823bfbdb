// Flags, variables and `magpie.json` become one frozen Config. Flags beat variables, variables beat the file; a
// name that no setting has is an error, because a misspelt quota must not mean "unlimited".
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { CommandFailure } from './cli/command-failure.ts'
import type { SourceConfig } from './objects/object-store.ts'
import type { ResultsLocation } from './results/results-store.ts'
import type { EngineKind } from './scan-memory/scan-memory.ts'
import {
  readFlags,
  readSettingsFile,
  readVariables,
  type SettingValues,
  type SourceSetting,
} from './setting-values.ts'
import { configVariable, settings, type LogLevel, type Setting, type SettingName } from './settings.ts'

export interface HostAndPort {
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  /** 0: any free one. */
  readonly port: number
}

export interface Config {
  /** Absolute. */
  readonly dataFolder: string
  readonly listen: HostAndPort
  readonly metricsListen: HostAndPort | undefined
  readonly logLevel: LogLevel
  readonly databaseUrl: string | undefined
  readonly results: ResultsLocation
  readonly sources: readonly SourceConfig[]
  readonly accountId: string
  readonly region: string
  readonly scanThreads: number
  readonly engine: EngineKind
  /** undefined: no limit. */
  readonly monthlyQuotaBytes: number | undefined
  readonly inventoryRefreshMillis: number
  readonly rateLimits: 'aws' | 'off'
  /** undefined: generated at the first start. */
  readonly adminKey: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined
  readonly clockSkewSeconds: number
  readonly completeWording: 'cancelled' | 'completed'
  readonly keyLimits: { readonly requestsPerSecond: number; readonly requestsUnderWay: number }
  readonly auth: boolean
  readonly worker: boolean
  /** undefined: the Host header as it comes. */
  readonly externalHost: string | undefined
  /** Where findings are published; undefined: not there. */
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
  readonly syslog: HostAndPort | undefined
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  /** Absolute. */
  readonly masterKeyFile: string
}

/**
 * @param flags by the names of settings, and `config` for the file
 * @throws CommandFailure with a message for the person who typed it
 */
export function readConfig(
  flags: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): Config {
  const file = flags['config'] ?? environment[configVariable]
  const fromFile =
    typeof file === 'string' && file !== ''
      ? readSettingsFile(path.resolve(file))
      : { values: {}, sources: [] }
  const values = { ...fromFile.values, ...readVariables(environment), ...readFlags(flags) }
  return deepFreeze(assemble(values, fromFile.sources))
}

function assemble(values: SettingValues, fileSources: readonly SourceSetting[]): Config {
  const dataFolder = values.data ?? path.resolve('magpie-data')
  const accountId = values.accountId ?? '000000000000'
  const region = values.region ?? 'us-east-1'
  const [accessKeyId, secretAccessKey] = both(values, 'adminAccessKeyId', 'adminSecretAccessKey')
  const [certFile, keyFile] = both(values, 'tlsCert', 'tlsKey')
  const sources = [...sourcesOf(values), ...fileSources].map((source) =>
    located(source, { accountId, region }),
  )
  const config: Config = {
    dataFolder,
    listen: values.listen ?? { host: '127.0.0.1', port: 8080 },
    metricsListen: values.metricsListen,
    logLevel: values.logLevel ?? 'info',
    databaseUrl: values.databaseUrl,
    results: resultsLocation(values.results ?? path.join(dataFolder, 'results'), {
      dataFolder,
      sources,
      accountId,
      region,
    }),
    sources,
    accountId,
    region,
    scanThreads: values.scanThreads ?? availableParallelism(),
    engine: values.engine ?? 'webassembly',
    monthlyQuotaBytes: values.monthlyQuota,
    inventoryRefreshMillis: values.inventoryRefresh ?? 86_400_000,
    rateLimits: values.rateLimits ?? 'off',
    adminKey: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
    clockSkewSeconds: values.clockSkew ?? 900,
    completeWording: values.completeWording ?? 'cancelled',
    keyLimits: {
      requestsPerSecond: values.keyRate ?? 1_000,
      requestsUnderWay: values.keyConcurrency ?? 100,
    },
    auth: values.noAuth !== true,
    worker: values.noWorker !== true,
    externalHost: values.externalHost,
    webhook: webhookOf(values),
    syslog: values.publishSyslog,
    tls: certFile && keyFile ? { certFile, keyFile } : undefined,
    masterKeyFile: values.masterKeyFile ?? path.join(dataFolder, 'master.key'),
  }
  refuseExposure(config, values.insecureListen === true)
  return config
}

function sourcesOf(values: SettingValues): SourceSetting[] {
  const sources: SourceSetting[] = []
  if (values.buckets !== undefined) sources.push({ kind: 'directory', root: values.buckets })
  const [accessKeyId, secretAccessKey] = both(values, 's3AccessKeyId', 's3SecretAccessKey')
  if (values.s3Endpoint !== undefined) {
    const region = values.s3Region ?? 'us-east-1'
    sources.push({ kind: 's3', endpoint: values.s3Endpoint, region, accessKeyId, secretAccessKey })
  } else if (accessKeyId !== undefined || values.s3Region !== undefined) {
    throw new CommandFailure('Cannot use the S3 settings: no S3 endpoint is set', {
      next: 'Name the service with --s3-endpoint URL (Amazon: https://s3.us-east-1.amazonaws.com).',
    })
  }
  return sources
}

function webhookOf(values: SettingValues): Config['webhook'] {
  const [url, secret] = both(values, 'publishWebhook', 'publishWebhookSecret')
  return url === undefined || secret === undefined ? undefined : { url, secret }
}

/** Fills in the server's account and region where a source does not name its own. */
function located(source: SourceSetting, server: { accountId: string; region: string }): SourceConfig {
  const owner = { accountId: source.accountId ?? server.accountId, region: source.region ?? server.region }
  if (source.kind === 'directory') return { kind: 'directory', root: source.root, ...owner }
  const { endpoint, accessKeyId, secretAccessKey } = source
  return {
    kind: 's3',
    ...owner,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId === undefined || secretAccessKey === undefined ? {} : { accessKeyId, secretAccessKey }),
  }
}

/** A bucket for results is in the first S3 source, or else in Amazon's own S3. */
function resultsLocation(
  place: string,
  server: Pick<Config, 'dataFolder' | 'sources' | 'accountId' | 'region'>,
): ResultsLocation {
  if (!place.startsWith('s3://')) return { kind: 'folder', folder: place }
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/*(.*?)\/*$/.exec(place) ?? []
  if (bucket === '') {
    throw new CommandFailure(`Cannot keep results in ${place}: it names no bucket`, {
      next: 'Write s3://bucket/prefix.',
    })
  }
  const { accountId, region } = server
  const source =
    server.sources.find((one) => one.kind === 's3') ?? ({ kind: 's3', accountId, region } as const)
  return { kind: 's3', source, bucket, prefix, spoolFolder: path.join(server.dataFolder, 'spool') }
}

/** A certificate without its key, or an access key without its secret, must not quietly mean neither. */
function both<A extends SettingName, B extends SettingName>(
  values: SettingValues,
  first: A,
  second: B,
): [SettingValues[A], SettingValues[B]] {
  if ((values[first] === undefined) !== (values[second] === undefined)) {
    const [given, missing] = values[first] === undefined ? [second, first] : [first, second]
    throw new CommandFailure(`Cannot use ${namesOf(given)}: ${namesOf(missing)} is missing`, {
      next: 'The two belong together: set both or neither.',
    })
  }
  return [values[first], values[second]]
}

function namesOf(name: SettingName): string {
  const { flag, variable }: Setting = settings[name]
  return flag === undefined ? variable : `${flag.split(' ')[0]} (${variable})`
}

function refuseExposure(config: Config, insecureListen: boolean): void {
  for (const { host } of [config.listen, config.metricsListen ?? config.listen]) {
    if (isLoopback(host)) continue
    if (!config.auth) {
      throw new CommandFailure(
        `Cannot listen on ${host} with --no-auth: everybody who reaches it would be an admin`,
        {
          next: 'Listen on 127.0.0.1, or leave --no-auth out.',
        },
      )
    }
    if (config.tls === undefined && !insecureListen) {
      throw new CommandFailure(`Cannot listen on ${host}: without TLS anybody on the way can read along`, {
        next: 'Give --tls-cert and --tls-key, or --insecure-listen where something in front of Magpie speaks TLS.',
      })
    }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value))
    if (typeof member === 'object' && member !== null) deepFreeze(member)
  return Object.freeze(value)
}
