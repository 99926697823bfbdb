// A PostgreSQL server by URL. Several Magpie processes share it; a lost connection is an error of the query that used it,
// and the next query connects anew.
import { createPool } from './pools.ts'
import type { Pools } from './pools.ts'

export interface ServerStore {
  readonly pools: Pools
  readonly close: () => Promise<void>
}

const oldestMajor = 15
const clientsPerLane = 10
const seconds = 1000

/** Rejects if there is no such server, or it is older than PostgreSQL 15, or its database is not in UTF8. */
export async function openServer(url: string): Promise<ServerStore> {
  const common = {
    connectionString: url,
    application_name: 'magpie',
    max: clientsPerLane,
    keepAlive: true,
    // A process that was stopped inside its transaction must not keep its batch from the one that takes over.
    idle_in_transaction_session_timeout: 10 * seconds,
    lock_timeout: 5 * seconds,
  }
  const pools = {
    interactive: createPool({
      ...common,
      connectionTimeoutMillis: 10 * seconds,
      statement_timeout: 30 * seconds,
    }),
    background: createPool({ ...common, connectionTimeoutMillis: 30 * seconds }),
  }
  const close = async (): Promise<void> => {
    await Promise.all([pools.interactive.end(), pools.background.end()])
  }
  try {
    await checkServer(pools)
  } catch (error) {
    await close()
    throw error
  }
  return { pools, close }
}

async function checkServer({ background }: Pools): Promise<void> {
  const { rows } = await background
    .query<{ version: number; name: string; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
        current_setting('server_encoding') as encoding`,
    )
    .catch((error: unknown) => {
      throw new Error(`Cannot use the database server: ${reasonOf(error)}`, { cause: error })
    })
  const [server] = rows
  if (server === undefined || server.version < oldestMajor * 10_000) {
    throw new Error(
      `Cannot use the database server: it is PostgreSQL ${server?.name}, and Magpie needs ${oldestMajor} or newer`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(`Cannot use the database server: the database's encoding is ${server.encoding}, not UTF8`)
  }
}

/** Node reports a refused connection to a name with several addresses as an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}
