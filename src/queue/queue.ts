// Turns: who works on what next, with leases, retries and delays. pg-boss does it, and nothing outside this folder knows
// so. A turn is only a call: it may come twice (a lost lease) or late, and what may be written is decided by the row that
// the message names.
import { fromKysely } from 'pg-boss'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../database/open-database.ts'
import type { Schema } from '../database/schema.ts'
import type { Message, MessageOf, QueueName } from './message.ts'
import { startBoss } from './start-boss.ts'
import { createTurns } from './turns.ts'
import type { Handler, Warn } from './turns.ts'

export interface Queue {
  /**
   * Sends in the caller's transaction, if `executor` is one: then the turn exists if and only if that commits. Gives the
   * queue's own id of the turn.
   */
  send(executor: Executor, message: Message, options?: { readonly startAfter?: Date }): Promise<string>
  /** Sends a turn for each of these batches, however many they are: a statement for every thousand. */
  sendBatches(executor: Executor, batchIds: readonly number[]): Promise<void>
  /** Makes this process's workers of the queue look now instead of within 2 s; call it after the commit. */
  notify(queue: QueueName): void
  /** Starts working: up to `concurrency` turns of the queue at once in this process. */
  work<Name extends QueueName>(
    queue: Name,
    options: { readonly concurrency: number },
    handler: Handler<MessageOf<Name>>,
  ): Promise<void>
  /** Gives the turns of a process that is known to be dead back at once, instead of when their lease has run out. */
  release(queue: QueueName, queueJobIds: readonly string[]): Promise<void>
  /** Fetches nothing more, aborts the handlers' signals, waits for them, and gives back what has not ended. */
  stop(): Promise<void>
}

export type Executor = Kysely<Schema> | Transaction<Schema>

export interface QueueOptions {
  /** Hears of handlers that threw and of errors of the queue itself; default: a warning of the process. */
  readonly warn?: Warn
  /** How long stop() waits for handlers, in milliseconds; default 7,000. */
  readonly graceMs?: number
}

const batchesInStatement = 1_000

export async function openQueue(database: Database, options: QueueOptions = {}): Promise<Queue> {
  const warn = options.warn ?? ((error: Error) => process.emitWarning(error))
  const boss = await startBoss(database, warn)
  const release = async (queue: QueueName, ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return
    await database.background.transaction().execute(async (transaction) => {
      const db = fromKysely(transaction)
      await boss.cancel(queue, [...ids], { db })
      await boss.resume(queue, [...ids], { db })
    })
    turns.notify(queue)
  }
  const turns = createTurns(boss, { warn, release, graceMs: options.graceMs ?? 7000 })
  return {
    async send(executor, message, { startAfter } = {}) {
      const { queue, ...data } = message
      const sendOptions = { db: fromKysely(executor), ...(startAfter && { startAfter }) }
      const id = await boss.send(queue, data, sendOptions)
      if (id === null) throw new Error(`Cannot send to the queue ${queue}: it refused the message`)
      return id
    },
    async sendBatches(executor, batchIds) {
      for (let from = 0; from < batchIds.length; from += batchesInStatement) {
        const jobs = batchIds.slice(from, from + batchesInStatement).map((batchId) => ({ data: { batchId } }))
        await boss.insert('scan-batch' satisfies QueueName, jobs, { db: fromKysely(executor) })
      }
    },
    notify: turns.notify,
    work: turns.work,
    release,
    async stop() {
      await turns.stop()
      await boss.stop({ graceful: false, close: false })
    },
  }
}
