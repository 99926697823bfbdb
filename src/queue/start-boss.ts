// pg-boss with our settings, and the queues. Both are made on the first start and found on the next; the built template of
// the embedded store holds them already.
import { PgBoss } from 'pg-boss'
import type { QueueOptions, QueueResult } from 'pg-boss'
import type { Database } from '../database/open-database.ts'
import { queueNames } from './message.ts'
import { queueDatabase } from './queue-database.ts'

const day = 24 * 60 * 60

/**
 * A turn is never given up: it is tried again, at most a minute apart, until its handler returns; there is no dead letter
 * queue, because a turn there would be work that nobody does. Whether to give up an object or a run is decided where its
 * row is, and ends with a handler that returns.
 */
const queueSettings = {
  retryLimit: 1_000_000_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  // A dead process's turn comes back after this and the supervision's interval, 35 s in all.
  heartbeatSeconds: 30,
  // The longest that pg-boss allows. A handler that takes longer is called again, and goes on from its rows.
  expireInSeconds: day,
  // Waiting turns are thrown away after this: a paused or a huge run may wait long.
  retentionSeconds: 3650 * day,
  // Turns that ended serve nobody.
  deleteAfterSeconds: 600,
} as const satisfies QueueOptions

/** `warn` hears of whatever fails in the background; pg-boss tries it again by itself. */
export async function startBoss(database: Database, warn: (error: Error) => void): Promise<PgBoss> {
  const embedded = database.kind === 'embedded'
  const boss = new PgBoss({
    db: queueDatabase(database.pools.background),
    backend: embedded ? 'pglite' : 'postgres',
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 300,
    // Not used: cron, flows, the list of instances.
    schedule: false,
    flowIntervalSeconds: day,
    registerInstance: false,
    // The embedded store has no autovacuum to watch: database/maintain.ts is it.
    monitorVacuum: !embedded,
    reindex: !embedded,
  })
  boss.on('error', (error) => warn(asError(error)))
  // Processes that start at once on one server install together; whoever comes second tries again.
  await boss.start({ attempts: embedded ? 1 : 5 })
  await installQueues(boss)
  return boss
}

async function installQueues(boss: PgBoss): Promise<void> {
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const name of queueNames) {
    const queue = existing.get(name)
    if (queue === undefined) await boss.createQueue(name, queueSettings)
    else if (!hasOurSettings(queue)) await boss.updateQueue(name, queueSettings)
  }
}

const hasOurSettings = (queue: QueueResult): boolean =>
  Object.entries(queueSettings).every(
    ([setting, value]) => queue[setting as keyof typeof queueSettings] === value,
  )

/** pg-boss emits some errors as plain objects with an error's members. */
function asError(error: unknown): Error {
  if (error instanceof Error) return error
  const message = (error as { message?: unknown }).message
  return new Error(`Cannot run the queue: ${String(message)}`, { cause: error })
}
