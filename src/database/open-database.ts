// The store, embedded in the data folder or on a PostgreSQL server: one dialect, one driver, one schema. It holds the data
// folder's lock in both cases, because more than the store lives there.
import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { freeBytes } from './free-bytes.ts'
import type { Lane } from './lanes.ts'
import { lockFolder } from './lock-folder.ts'
import { startMaintenance } from './maintain.ts'
import { migrate } from './migrate.ts'
import { openEmbedded } from './open-embedded.ts'
import { openServer } from './open-server.ts'
import { createPool } from './pools.ts'
import type { Pools } from './pools.ts'
import type { Schema } from './schema.ts'
import { createStore, hasStore } from './store-folder.ts'
import { storeTemplate } from './template.ts'

export interface Database {
  readonly kind: 'embedded' | 'server'
  /** The API's lane: on the embedded store its requests go before those of the background. */
  readonly interactive: Kysely<Schema>
  /** The lane of runs and of the queue. */
  readonly background: Kysely<Schema>
  readonly pools: Pools
  /** Resolves if the embedded store's thread dies; then the process must end, and its next start recovers. */
  readonly failed: Promise<Error>
  /**
   * To be asked before something new is written for a user: a full disk ends the embedded store, so it is refused while
   * there is room to end what is under way. A server watches its own disk.
   * @throws where there is not enough room
   */
  demandRoom(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly dataFolder: string
  /** A PostgreSQL server's; without it the store is embedded in the data folder. */
  readonly databaseUrl?: string | undefined
  /** Hears of maintenance that failed and will be tried again; default: a warning of the process. */
  readonly warn?: (error: Error) => void
  /** Hears how long each query of a lane took, of those that succeed and those that fail. */
  readonly onQuery?: ((lane: Lane, seconds: number) => void) | undefined
  /** After how long a silent transaction is rolled back (embedded; a server's is 10 s). */
  readonly idleInTransactionMs?: number
  /** Bytes that may still be written in a folder; default: what its file system says. */
  readonly roomLeft?: (folder: string) => Promise<number>
}

const roomNeeded = 64 * 2 ** 20

/** Opens the store, makes it if it is not there, and runs the migrations that it lacks. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const lock = lockFolder(options.dataFolder)
  try {
    const opened = await (options.databaseUrl === undefined
      ? openInFolder(options)
      : openOnServer(options.databaseUrl))
    return {
      ...opened,
      interactive: openLane('interactive', opened.pools, options.onQuery),
      background: openLane('background', opened.pools, options.onQuery),
      demandRoom: opened.kind === 'embedded' ? () => demandRoom(options) : async () => undefined,
      async close() {
        await opened.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function demandRoom({ dataFolder, roomLeft = freeBytes }: DatabaseOptions): Promise<void> {
  if ((await roomLeft(dataFolder)) < roomNeeded)
    throw new Error('Cannot write to the database: the disk of the data folder has less than 64 MB left')
}

type Opened = Pick<Database, 'kind' | 'pools' | 'failed' | 'close'>

async function openInFolder(options: DatabaseOptions): Promise<Opened> {
  const folder = path.join(options.dataFolder, 'database')
  if (!hasStore(folder)) createStore(folder, await storeTemplate())
  const store = await openEmbedded({ folder, idleInTransactionMs: options.idleInTransactionMs ?? 10_000 })
  try {
    await migrate(store.pools.background)
  } catch (error) {
    await store.close()
    throw error
  }
  const maintenance = startMaintenance(
    store.pools.background,
    options.warn ?? ((error) => process.emitWarning(error)),
  )
  return {
    kind: 'embedded',
    pools: store.pools,
    failed: store.failed,
    async close() {
      await maintenance.stop()
      await store.close()
    },
  }
}

async function openOnServer(url: string): Promise<Opened> {
  const store = await openServer(url)
  // A pool of its own: the others' lock_timeout would end the wait for another process's migration.
  const migrationPool = createPool({ connectionString: url, max: 1 })
  try {
    await migrate(migrationPool)
  } catch (error) {
    await store.close()
    throw error
  } finally {
    await migrationPool.end()
  }
  return { kind: 'server', pools: store.pools, failed: new Promise(() => {}), close: store.close }
}

function openLane(lane: Lane, pools: Pools, onQuery: DatabaseOptions['onQuery']): Kysely<Schema> {
  const dialect = new PostgresDialect({ pool: pools[lane] })
  if (onQuery === undefined) return new Kysely({ dialect })
  return new Kysely({ dialect, log: ({ queryDurationMillis }) => onQuery(lane, queryDurationMillis / 1_000) })
}
