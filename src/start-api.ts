// The API of a server: who may call it, what it answers with, where it listens.
import path from 'node:path'
import { openAccessKeys } from './access/access-keys.ts'
import { ensureAdminKey } from './access/admin-key.ts'
import { openPrincipals } from './access/principals.ts'
import { closeInTime } from './api/close-server.ts'
import type { ApiContext } from './api/context.ts'
import { createServer, type ServerOptions } from './api/server.ts'
import { sessionGate } from './api/session-gate.ts'
import type { Config } from './config.ts'
import { notListening } from './not-listening.ts'
import type { ObjectStore, SourceConfig } from './objects/object-store.ts'
import { openObjectStores } from './objects/open-object-stores.ts'
import { openReveal } from './reveal/reveal.ts'
import { allowListStatus } from './runs/allow-list-status.ts'
import { coverage } from './runs/coverage.ts'
import { openBucketWriter, type BucketWriter } from './objects/bucket-writer.ts'
import { occurrences } from './runs/occurrences.ts'
import { progressTeller } from './runs/progress.ts'
import { jobPreviewer } from './preview-job.ts'
import { testDestination } from './runs/test-destination.ts'
import type { ServerBase } from './server-base.ts'
import { openFreshenBuckets } from './start-inventory.ts'
import { addFirstSession } from './store/accounts.ts'

export interface RunningApi {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** @param tls undefined: plain HTTP */
export async function startApi(base: ServerBase, tls: ServerOptions['tls']): Promise<RunningApi> {
  const { config, database, now } = base
  await addFirstSession(database.interactive, config.accountId, now())
  await makeFirstKey(base)
  const parts = new AsyncDisposableStack()
  const store = openObjectStores(impatient(config.sources))
  parts.defer(() => store.close())
  const writer = openBucketWriter(config.sources)
  parts.defer(() => writer.close())
  const freshenBuckets = openFreshenBuckets(base, store)
  const reveal = openReveal({
    db: database.interactive,
    store,
    sources: config.sources,
    resultsStore: base.resultsStore,
    warn: (error) => base.logger.warn({ err: error }, error.message),
  })
  parts.defer(() => reveal.close())
  const server = createServer(contextOf(base, { store, writer, freshenBuckets, reveal }), {
    mostOfKey: config.keyLimits,
    ...(tls === undefined ? {} : { tls }),
  })
  parts.defer(closeInTime(server))
  // A copy: Fastify writes into what it is given.
  await server.listen({ ...config.listen }).catch((cause: unknown) => {
    throw notListening(config.listen, cause)
  })
  return { url: urlOf(config, server.server.address()), stop: async () => await parts.disposeAsync() }
}

async function makeFirstKey({ config, database, secrets, now }: ServerBase): Promise<void> {
  const credentialsFile = path.join(config.dataFolder, 'credentials')
  const { accountId, region, adminKey: given } = config
  const key = await ensureAdminKey(
    { db: database.interactive, secrets, accountId, credentialsFile, given },
    now(),
  )
  if (!key.written) return
  process.stderr.write(
    `magpie: made the first access key, profile "magpie" in ${credentialsFile}\n` +
      `To use it: export AWS_SHARED_CREDENTIALS_FILE=${shellWord(credentialsFile)} AWS_PROFILE=magpie AWS_DEFAULT_REGION=${region}\n`,
  )
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** Who waits for an answer is told soon that a store does not give one. */
function impatient(sources: readonly SourceConfig[]): readonly SourceConfig[] {
  const patience = { attempts: 2, firstWait: 200 }
  return sources.map((source) => (source.kind === 's3' ? { ...source, patience } : source))
}

function contextOf(
  base: ServerBase,
  {
    store,
    writer,
    freshenBuckets,
    reveal,
  }: Pick<ApiContext, 'freshenBuckets' | 'reveal'> & {
    readonly store: ObjectStore
    readonly writer: BucketWriter
  },
): ApiContext {
  const { config, database, jobs, logger, metrics, now, resultsStore, secrets } = base
  const db = database.interactive
  const principals = openPrincipals(db, secrets)
  return {
    database,
    jobs,
    now,
    accountId: config.accountId,
    region: config.region,
    logger,
    principals,
    accessKeys: openAccessKeys({ db, secrets, forget: (id) => principals.forget(id) }),
    // A rotation changes it while the server runs.
    get pageTokenKey() {
      return secrets.pageTokenKey()
    },
    sessions: sessionGate(db),
    metrics,
    freshenBuckets,
    noAuth: !config.auth,
    rateLimits: config.rateLimits,
    clockSkewSeconds: config.clockSkewSeconds,
    monthlyQuotaBytes: config.monthlyQuotaBytes,
    completeWording: config.completeWording,
    externalHost: config.externalHost,
    progress: progressTeller(db, now),
    previewJob: jobPreviewer(base, store),
    coverage: (query) => coverage({ db, resultsStore }, query),
    allowListStatus: allowListStatus(store),
    reveal,
    occurrences: (query) => occurrences({ db, resultsStore }, query),
    testExport: (destination) => testDestination(writer, destination, config.region),
  }
}

/** The address that was asked for, with the port that was given. */
function urlOf({ tls, listen }: Config, address: unknown): string {
  const { port } = address as { port: number }
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host
  return `${tls === undefined ? 'http' : 'https'}://${host}:${port}`
}
