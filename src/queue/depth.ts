// How much the queues hold, and how long the oldest turn that is due has waited.
import { sql } from 'kysely'
import type { Database } from '../database/open-database.ts'
import { queueNames, type QueueName } from './message.ts'

export interface QueueDepth {
  readonly queue: QueueName
  /** Due, and nobody has taken them. */
  readonly waiting: number
  /** Not due yet: timers, and what is tried again later. */
  readonly delayed: number
  readonly active: number
  /** 0 where none waits. */
  readonly oldestWaitingSeconds: number
}

/** Every queue, also an empty one. */
export async function readQueueDepth({ interactive }: Pick<Database, 'interactive'>): Promise<QueueDepth[]> {
  const { rows } = await sql<QueueDepth>`
    select name as queue,
      count(*) filter (where state < 'active' and start_after <= now()) as waiting,
      count(*) filter (where state < 'active' and start_after > now()) as delayed,
      count(*) filter (where state = 'active') as active,
      coalesce(extract(epoch from
        now() - min(start_after) filter (where state < 'active' and start_after <= now())), 0)
        as "oldestWaitingSeconds"
    from pgboss.job
    where state <= 'active'
    group by name`.execute(interactive)
  const found = new Map(rows.map((row) => [row.queue, row]))
  const none = { waiting: 0, delayed: 0, active: 0, oldestWaitingSeconds: 0 }
  return queueNames.map((queue) => found.get(queue) ?? { queue, ...none })
}
