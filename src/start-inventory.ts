// The inventory of buckets in a server: turns that refresh, a look for new and due buckets, and what the API asks for
// before it answers.
import { whyNotClassifiable } from './content/classifiable.ts'
import { openFreshen, type Freshen } from './inventory/freshen.ts'
import type { InventoryContext } from './inventory/inventory-context.ts'
import { listNames } from './inventory/list-names.ts'
import { refreshInTurn } from './inventory/refresh-in-turn.ts'
import type { ObjectStore, SourceConfig } from './objects/object-store.ts'
import { openObjectStores } from './objects/open-object-stores.ts'
import type { ServerBase } from './server-base.ts'

const lookEveryMilliseconds = 60_000

/** Of a process that scans. @returns how to stop it */
export async function startInventory(base: ServerBase): Promise<() => Promise<void>> {
  const { config, queue } = base
  const store = openObjectStores(config.sources.map(hasty))
  const context = inventoryContext(base, { db: base.database.background, store })
  await queue.work('refresh-bucket', { concurrency: 2 }, async ({ accountId, name }, { signal }) => {
    await refreshInTurn(context, { accountId, name }, signal)
  })
  const accountIds = config.sources.map((source) => source.accountId)
  const look = (): Promise<void> => listNames(context, accountIds).catch(context.warn)
  let looking: Promise<void> | undefined
  const lookUnlessLooking = (): void => {
    looking ??= look().finally(() => (looking = undefined))
  }
  if (accountIds.length > 0) lookUnlessLooking()
  const timer = setInterval(lookUnlessLooking, lookEveryMilliseconds)
  if (accountIds.length === 0) clearInterval(timer)
  return async () => {
    clearInterval(timer)
    await looking
    await queue.stop() // turns end before what they read from
    store.close()
  }
}

/** Of a process that answers the API. @param store one that does not ask for long */
export function openFreshenBuckets(base: ServerBase, store: ObjectStore): Freshen {
  return openFreshen(inventoryContext(base, { db: base.database.interactive, store }))
}

/** What is not told now is asked again later: nobody's run depends on it. */
function hasty(source: SourceConfig): SourceConfig {
  return source.kind === 's3' ? { ...source, patience: { attempts: 3, firstWait: 200 } } : source
}

function inventoryContext(
  { config, queue, logger, now }: ServerBase,
  { db, store }: Pick<InventoryContext, 'db' | 'store'>,
): InventoryContext {
  return {
    db,
    store,
    clock: now,
    whyUnclassifiable: (key, storageClass) => ({
      // Sizes are left out: a larger one is classifiable by its kind, and a run says why it reads no more.
      fileType: whyNotClassifiable(key, undefined, 0) !== undefined,
      storageClass: whyNotClassifiable('', storageClass, 0) !== undefined,
    }),
    async sendTurns(trx, buckets) {
      for (const bucket of buckets) await queue.send(trx, { queue: 'refresh-bucket', ...bucket })
    },
    wake: () => queue.notify('refresh-bucket'),
    refreshEveryMillis: config.inventoryRefreshMillis,
    warn: (error) => logger.warn({ err: error }, `Cannot refresh the inventory: ${error.message}`),
  }
}
