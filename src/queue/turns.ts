// Working off turns in this process. pg-boss waits for its polling interval after each turn; here a worker that has ended
// one looks for the next at once, and one that is stopped gives its turn back instead of letting it fail.
import { setTimeout as delay } from 'node:timers/promises'
import type { Job, PgBoss } from 'pg-boss'
import type { MessageOf, QueueName } from './message.ts'

/**
 * Returning ends the turn for good; throwing has it tried again later (at once and elsewhere, when this process stops).
 * `signal` is aborted when the process stops or the lease is lost: leave soon then, and throw if work is left.
 */
export type Handler<M> = (message: M, context: TurnContext) => Promise<void>

export interface TurnContext {
  readonly queueJobId: string
  readonly signal: AbortSignal
}

export interface Turns {
  readonly notify: (queue: QueueName) => void
  readonly work: <Name extends QueueName>(
    queue: Name,
    options: { readonly concurrency: number },
    handler: Handler<MessageOf<Name>>,
  ) => Promise<void>
  readonly stop: () => Promise<void>
}

/** `facts` name the turn and the rows that it is about. */
export type Warn = (error: Error, facts?: object) => void

export interface TurnsOptions {
  readonly warn: Warn
  readonly release: (queue: QueueName, ids: readonly string[]) => Promise<void>
  readonly graceMs: number
}

interface RunningTurn {
  readonly queue: QueueName
  readonly id: string
}

export function createTurns(boss: PgBoss, { warn, release, graceMs }: TurnsOptions): Turns {
  const workers = new Map<QueueName, string[]>()
  const running = new Set<RunningTurn>()
  const stopping = new AbortController()

  const notify = (queue: QueueName): void => {
    for (const worker of workers.get(queue) ?? []) boss.notifyWorker(worker)
  }

  const take = async (queue: QueueName, job: Job, run: () => Promise<void>): Promise<void> => {
    const turn = { queue, id: job.id }
    running.add(turn)
    try {
      await run()
    } catch (error) {
      if (!stopping.signal.aborted) {
        warn(
          new Error(`Cannot finish a turn of the queue ${queue}: ${(error as Error).message}`, {
            cause: error,
          }),
          { queue, queueJobId: job.id, ...job.data },
        )
        throw error
      }
      // After this pg-boss completes nothing, because the turn is not this worker's any more.
      await release(queue, [job.id])
    } finally {
      running.delete(turn)
    }
  }

  return {
    notify,
    async work<Name extends QueueName>(
      queue: Name,
      { concurrency }: { readonly concurrency: number },
      handler: Handler<MessageOf<Name>>,
    ) {
      for (let n = 0; n < concurrency; n++) {
        let worker: string | undefined
        const handle = async ([job]: Job[]): Promise<void> => {
          if (job === undefined) return
          const message = { queue, ...job.data } as unknown as MessageOf<Name>
          const signal = AbortSignal.any([job.signal, stopping.signal])
          await take(queue, job, () => handler(message, { queueJobId: job.id, signal }))
          if (worker !== undefined) boss.notifyWorker(worker)
        }
        worker = await boss.work<object, void>(queue, { pollingIntervalSeconds: 2 }, handle)
        workers.set(queue, [...(workers.get(queue) ?? []), worker])
      }
    },
    async stop() {
      // Not only for the handlers: a turn has ended when pg-boss has recorded so.
      const allEnded = Promise.all([...workers.keys()].map((queue) => boss.offWork(queue, { wait: true })))
      workers.clear()
      stopping.abort(new Error('Magpie is stopping'))
      await Promise.race([allEnded, delay(graceMs, undefined, { ref: false })])
      for (const { queue, id } of running) await release(queue, [id])
    },
  }
}
