// What a job's operations need from the rest of the program, and the one way they change anything.
import type { Kysely } from 'kysely'
import type { Database } from '../database/open-database.ts'
import type { Schema } from '../database/schema.ts'
import type { ManagedDataIdentifierSelector } from '../model/job.ts'
import type { Message, PublicationQueue } from '../queue/message.ts'
import type { Queue } from '../queue/queue.ts'

export interface JobContext {
  readonly database: Database
  readonly queue: Pick<Queue, 'send' | 'sendBatches' | 'notify'>
  /** Where new findings are published; absent: nowhere. */
  readonly publishTo?: readonly PublicationQueue[]
  /** Which state of the identifiers this process has: detection/identifier-set-version.ts. */
  readonly identifierSet: string
  readonly knownManagedIdentifier: (id: string) => boolean
  /** The managed identifiers that a run looks for which starts now. */
  readonly selectManagedIdentifiers: (
    selector: ManagedDataIdentifierSelector,
    ids: readonly string[],
  ) => readonly string[]
}

/** A transaction whose messages leave with its commit, and whose readers are woken after it. */
export interface Step {
  readonly trx: Kysely<Schema>
  send(message: Message, startAfter?: Date): Promise<void>
  sendBatches(batchIds: readonly number[]): Promise<void>
}

export async function inTransaction<Result>(
  context: Pick<JobContext, 'database' | 'queue'>,
  work: (step: Step) => Promise<Result>,
): Promise<Result> {
  await context.database.demandRoom()
  const woken = new Set<Message['queue']>()
  const result = await context.database.interactive.transaction().execute((trx) =>
    work({
      trx,
      async send(message, startAfter) {
        await context.queue.send(trx, message, startAfter === undefined ? {} : { startAfter })
        if (startAfter === undefined) woken.add(message.queue)
      },
      async sendBatches(batchIds) {
        await context.queue.sendBatches(trx, batchIds)
        woken.add('scan-batch')
      },
    }),
  )
  for (const queue of woken) context.queue.notify(queue)
  return result
}
