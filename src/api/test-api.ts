// A server for tests: the real one over a fresh store, with a clock that tests set and an admin key.
import { randomBytes } from 'node:crypto'
import { Macie2Client } from '@aws-sdk/client-macie2'
import { pino } from 'pino'
import { openAccessKeys, type IssuedAccessKey } from '../access/access-keys.ts'
import { adminPolicy } from '../access/policy.ts'
import { openPrincipals } from '../access/principals.ts'
import { openSecrets } from '../access/secrets.ts'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases, type TestDatabases } from '../database/test-database.ts'
import type { JobContext } from '../jobs/job-context.ts'
import { addFirstSession } from '../store/accounts.ts'
import type { ApiContext, JobPreview } from './context.ts'
import { createMetrics } from './metrics.ts'
import { createServer, type ServerOptions } from './server.ts'
import { sessionGate } from './session-gate.ts'

export const testAccountId = '111122223333'

export interface TestApi {
  readonly url: string
  readonly context: ApiContext
  readonly database: Database
  /** The admin of the server's own account. */
  readonly key: IssuedAccessKey
  /** The log's lines, parsed. */
  readonly log: readonly Record<string, unknown>[]
  /** An AWS client; of the admin unless another key is given. */
  readonly client: (key?: IssuedAccessKey) => Macie2Client
  /** An account of its own, enabled, and its admin's client. */
  readonly newAccount: () => Promise<TestAccount>
  close(): Promise<void>
}

export interface TestAccount {
  readonly accountId: string
  readonly key: IssuedAccessKey
  readonly client: Macie2Client
}

export interface TestApiOptions {
  /** The embedded store unless another is named. */
  readonly databases?: TestDatabases
  readonly context?: Partial<ApiContext>
  readonly server?: ServerOptions
  /** Random unless given. */
  readonly masterKey?: Buffer
  readonly jobs?: (database: Database) => JobContext
}

export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const databases = options.databases ?? openTestDatabases()[0]
  if (databases === undefined) throw new Error('Cannot start a test server: there is no test database.')
  const database = await databases.open()
  const log: Record<string, unknown>[] = []
  const context = await testContext(database, { ...options, log })
  const now = context.now()
  await addFirstSession(database.interactive, testAccountId, now)
  const key = await context.accessKeys.create(
    { accountId: testAccountId, policyName: 'admin', policy: adminPolicy },
    now,
  )
  const server = createServer(context, options.server)
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const clients: Macie2Client[] = []
  const client = (signer = key): Macie2Client => {
    const made = new Macie2Client({
      endpoint: url,
      region: 'us-east-1',
      credentials: credentials(signer),
      maxAttempts: 1,
    })
    clients.push(made)
    return made
  }
  let accounts = 0
  return {
    url,
    context,
    database,
    key,
    log,
    client,
    async newAccount() {
      const accountId = String(200_000_000_000 + accounts++)
      await addFirstSession(database.interactive, accountId, context.now())
      const request = { accountId, policyName: 'admin', policy: adminPolicy }
      const itsKey = await context.accessKeys.create(request, context.now())
      return { accountId, key: itsKey, client: client(itsKey) }
    },
    async close() {
      for (const made of clients) made.destroy()
      await server.close()
      context.metrics.close()
      await database.close()
    },
  }
}

async function testContext(
  database: Database,
  options: TestApiOptions & { readonly log: Record<string, unknown>[] },
): Promise<ApiContext> {
  const masterKey = options.masterKey ?? randomBytes(32)
  const secrets = await openSecrets(database.interactive, {
    name: 'of the test',
    read: async () => [masterKey],
  })
  const principals = openPrincipals(database.interactive, secrets)
  const accessKeys = openAccessKeys({ db: database.interactive, secrets, forget: principals.forget })
  const silent: JobContext = {
    database,
    queue: { send: async () => 'message', sendBatches: async () => undefined, notify: () => undefined },
    identifierSet: 'set of the test',
    knownManagedIdentifier: () => true,
    selectManagedIdentifiers: () => [],
  }
  return {
    database,
    jobs: options.jobs?.(database) ?? silent,
    now: () => new Date(),
    accountId: testAccountId,
    region: 'us-east-1',
    logger: pino(
      { level: 'debug' },
      { write: (line) => options.log.push(JSON.parse(line) as Record<string, unknown>) },
    ),
    principals,
    accessKeys,
    pageTokenKey: randomBytes(32),
    sessions: sessionGate(database.interactive),
    metrics: createMetrics(async () => []),
    noAuth: false,
    rateLimits: 'off',
    completeWording: 'cancelled',
    freshenBuckets: async () => undefined,
    progress: async () => undefined,
    allowListStatus: async () => ({ code: 'OK' }),
    previewJob: async () => nothingToRead,
    coverage: async () => ({ totals: [], objects: [] }),
    occurrences: async () => ({ identifierSet: null, occurrences: [] }),
    testExport: async () => ({ accepted: { encrypts: false } }),
    reveal: {
      unavailability: async () => [],
      current: () => undefined,
      retrieve: async () => ({ status: 'PROCESSING' }),
    },
    ...options.context,
  }
}

const none = { listed: 0, eligible: 0, skipped: 0, outOfScope: 0 }
const nothingToRead: JobPreview = {
  buckets: [],
  errors: [],
  formats: [],
  skipped: [],
  objects: { ...none, selected: 0 },
  bytes: { eligible: 0, selected: 0 },
  samplingPercentage: 100,
  complete: true,
  firstRunAt: null,
  estimate: { seconds: 0, bytesPerSecond: 1, basis: 'trial' },
}

function credentials({ accessKeyId, secretAccessKey, sessionToken }: IssuedAccessKey) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
}
