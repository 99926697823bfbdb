// `magpie serve` and `magpie worker`: the server put together, run until a signal, and taken apart in the reverse
// order. The database comes first and goes last; the API starts last, so that it never answers for parts that are not
// there yet.
import { opendirSync } from 'node:fs'
import path from 'node:path'
import type { Logger } from 'pino'
import { masterKeyFile } from './access/master-key.ts'
import { openSecrets } from './access/secrets.ts'
import { CommandFailure } from './cli/command-failure.ts'
import { systemReason } from './cli/system-reason.ts'
import type { Config } from './config.ts'
import { openDatabase } from './database/open-database.ts'
import { identifierSetVersion } from './detection/identifier-set-version.ts'
import { isManagedIdentifier, selectManagedIdentifiers } from './detection/select-identifiers.ts'
import { openLog } from './open-log.ts'
import { openQueue } from './queue/queue.ts'
import { openResultsStore } from './results/results-store.ts'
import type { ServerBase } from './server-base.ts'
import { readTls } from './read-tls.ts'
import { startApi } from './start-api.ts'
import { startInventory } from './start-inventory.ts'
import { startJobLog } from './start-job-log.ts'
import { databaseLatency, openMetrics, serveMetrics } from './start-metrics.ts'
import { publicationQueues, startPublishing } from './start-publication.ts'
import { startScanning } from './start-scanning.ts'

/** From the signal to the end of the process, at most. */
const shutdownMilliseconds = 9_500

/** Resolves when the server has stopped in good order. */
export async function serve(config: Config, verb: 'serve' | 'worker'): Promise<void> {
  refuseUnusable(config, verb)
  const tls = verb === 'serve' ? readTls(config) : undefined
  const { logger, flush } = openLog(config.logLevel)
  const parts = new AsyncDisposableStack()
  parts.defer(flush)
  const signal = nextSignal()
  // The one line it prints is for whoever started it, who may be gone: no reason to end.
  process.stdout.on('error', (error) => logger.warn({ err: error }, 'nobody reads standard output'))
  try {
    const base = await openBase(config, { logger, parts })
    warnOfIdleness(config, verb)
    if (config.metricsListen !== undefined) parts.defer(await serveMetrics(base, config.metricsListen))
    parts.defer(startJobLog(base.database, logger))
    parts.defer(await startPublishing(base))
    if (config.worker || verb === 'worker') {
      parts.defer(await startScanning(base))
      parts.defer(await startInventory(base))
    }
    if (verb === 'serve') {
      const api = await startApi(base, tls)
      parts.defer(api.stop)
      process.stdout.write(`magpie listening on ${api.url}\n`)
    } else process.stdout.write('magpie working\n')
    const end = await Promise.race([signal, base.database.failed])
    if (end instanceof Error) dieWithDatabase(end)
    logger.info({ signal: end }, 'stopping')
  } finally {
    limitShutdown()
    await parts.disposeAsync()
  }
}

async function openBase(
  config: Config,
  { logger, parts }: { logger: Logger; parts: AsyncDisposableStack },
): Promise<ServerBase> {
  const warn = (error: Error, facts: object = {}): void =>
    logger.warn({ ...facts, err: error }, error.message)
  const { dataFolder, databaseUrl } = config
  const latency = databaseLatency()
  const onQuery = (lane: string, seconds: number): void => latency.observe(lane, seconds)
  const database = await openDatabase({ dataFolder, databaseUrl, warn, onQuery }).catch((error: Error) => {
    throw explained(error, dataFolder)
  })
  parts.defer(() => database.close())
  const metrics = openMetrics(database, latency)
  parts.defer(() => metrics.close())
  const queue = await openQueue(database, { warn })
  parts.defer(() => queue.stop())
  const resultsStore = openResultsStore(config.results)
  parts.defer(() => resultsStore.close())
  const secrets = await openSecrets(database.interactive, masterKeyFile(config.masterKeyFile))
  const jobs = {
    database,
    queue,
    publishTo: publicationQueues(config),
    identifierSet: identifierSetVersion(),
    knownManagedIdentifier: isManagedIdentifier,
    selectManagedIdentifiers,
  }
  return { config, logger, metrics, database, queue, jobs, resultsStore, secrets, now: () => new Date() }
}

/** The lock's refusal, with what to do about it. */
function explained(error: Error, dataFolder: string): Error {
  if (!error.message.startsWith(`Cannot use ${dataFolder}: another`)) return error
  return new CommandFailure(error.message, {
    next: 'Stop that one, or give this one a folder of its own with --data.',
    cause: error,
  })
}

function refuseUnusable(config: Config, verb: 'serve' | 'worker'): void {
  if (verb === 'worker' && config.databaseUrl === undefined) {
    throw new CommandFailure('Cannot work: a worker shares a database server with others, and none is set', {
      next: 'Give --database-url; "magpie serve" alone scans by itself.',
    })
  }
  for (const source of config.sources) if (source.kind === 'directory') refuseUnreadable(source.root)
}

/** A job would tell as well, but only later and of each bucket: a mistyped folder is found at once. */
function refuseUnreadable(folder: string): void {
  try {
    opendirSync(folder).closeSync()
  } catch (cause) {
    throw new CommandFailure(`Cannot serve buckets from ${folder}: ${systemReason(cause)}`, {
      next: 'Name a folder that is there: each folder inside it is a bucket.',
      cause,
    })
  }
}

function warnOfIdleness({ worker, sources, dataFolder }: Config, verb: 'serve' | 'worker'): void {
  if ((!worker && verb === 'serve') || sources.length > 0) return
  const where = path.relative('.', dataFolder) || dataFolder
  process.stderr.write(
    `magpie: no buckets: jobs will find nothing to scan (data in ${where}); see --buckets and --s3-endpoint\n`,
  )
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
}

/** The embedded store's thread is gone, and with it what it had not written; the next start recovers. */
function dieWithDatabase(failure: Error): never {
  process.stderr.write(
    `magpie: the database ended: ${failure.message}\nStart magpie again: what was acknowledged is kept.\n`,
  )
  process.exit(1)
}

/** Whatever hangs, the process ends: its leases run out, and its work is taken up where it was recorded. */
function limitShutdown(): void {
  setTimeout(() => {
    process.stderr.write('magpie: stopped without waiting any longer\n')
    process.exit(1)
  }, shutdownMilliseconds).unref()
}
