import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Database } from '../database/open-database.ts'
import { openTestDatabases } from '../database/test-database.ts'
import { openQueue } from './queue.ts'
import type { Queue, QueueOptions } from './queue.ts'

describe.each(openTestDatabases())('the queue on the $name store', ({ open }) => {
  let database: Database
  let warnings: Error[]
  let queues: Queue[]
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(() => {
    warnings = []
    queues = []
  })
  afterEach(async () => {
    await Promise.all(queues.map((queue) => queue.stop()))
    await sql`delete from pgboss.job`.execute(database.background)
  })
  afterAll(() => database.close())
  const start = async (options: QueueOptions = {}): Promise<Queue> => {
    const queue = await openQueue(database, { warn: (error) => warnings.push(error), ...options })
    queues.push(queue)
    return queue
  }

  test('hands a message over as it was sent, with the id that send gave', async () => {
    const queue = await start()
    const taken: unknown[] = []
    await queue.work('plan-run', { concurrency: 1 }, async (message, { queueJobId }) => {
      taken.push([message, queueJobId])
    })
    const id = await queue.send(database.interactive, { queue: 'plan-run', jobId: 'j', runNumber: 3 })
    queue.notify('plan-run')
    await until(() => taken.length > 0)
    expect(taken).toEqual([[{ queue: 'plan-run', jobId: 'j', runNumber: 3 }, id]])
  })

  test('sends with the transaction: what is rolled back never comes', async () => {
    const queue = await start()
    const sending = database.interactive.transaction().execute(async (trx) => {
      await queue.send(trx, { queue: 'scan-batch', batchId: 1 })
      throw new Error('changed my mind')
    })
    await expect(sending).rejects.toThrow('changed my mind')
    await database.background
      .transaction()
      .execute((trx) => queue.send(trx, { queue: 'scan-batch', batchId: 2 }))
    const taken = await takeBatches(queue, 1)
    expect(taken).toEqual([2])
    expect(await waiting(database)).toBe(0)
  })

  test('sends a turn for each of thousands of batches, with the transaction', async () => {
    const queue = await start()
    const batchIds = Array.from({ length: 2_500 }, (_, n) => n + 1)
    const sending = database.interactive.transaction().execute(async (trx) => {
      await queue.sendBatches(trx, batchIds)
      throw new Error('changed my mind')
    })
    await expect(sending).rejects.toThrow('changed my mind')
    expect(await waiting(database)).toBe(0)
    await queue.sendBatches(database.interactive, batchIds)
    await queue.send(database.interactive, { queue: 'scan-batch', batchId: 0 })
    expect(await waiting(database)).toBe(2_501)
    const { rows } = await sql`select distinct retry_limit, retry_backoff, heartbeat_seconds, expire_seconds
      from pgboss.job where name = 'scan-batch'`.execute(database.background)
    expect(rows).toHaveLength(1)
    expect((await takeBatches(queue, 3)).length).toBeGreaterThanOrEqual(3)
  })

  test('holds a delayed message back until its time', async () => {
    const queue = await start()
    const startAfter = new Date(Date.now() + 1500)
    await queue.send(database.background, { queue: 'scan-batch', batchId: 1 }, { startAfter })
    await queue.send(database.background, { queue: 'scan-batch', batchId: 2 })
    const taken: [number, Date][] = []
    await queue.work(
      'scan-batch',
      { concurrency: 1 },
      async ({ batchId }) => void taken.push([batchId, new Date()]),
    )
    await until(() => taken.length === 2)
    expect(taken.map(([batch]) => batch)).toEqual([2, 1])
    expect(taken[1]?.[1].getTime()).toBeGreaterThanOrEqual(startAfter.getTime())
  })

  test('tries again what threw, says so, and ends what returns', async () => {
    const queue = await start()
    await queue.send(database.background, { queue: 'scan-batch', batchId: 1 })
    let tries = 0
    await queue.work('scan-batch', { concurrency: 1 }, async () => {
      if (++tries === 1) throw new Error('out of luck')
    })
    await until(() => {
      queue.notify('scan-batch')
      return tries === 2
    })
    await until(async () => (await waiting(database)) === 0)
    expect(warnings.map(({ message }) => message)).toEqual([
      'Cannot finish a turn of the queue scan-batch: out of luck',
    ])
  })

  test('works off a backlog without waiting between turns, never more at once than asked', async () => {
    const queue = await start()
    for (let batchId = 1; batchId <= 30; batchId++)
      await queue.send(database.background, { queue: 'scan-batch', batchId })
    let atOnce = 0
    let most = 0
    let ended = 0
    await queue.work('scan-batch', { concurrency: 3 }, async () => {
      most = Math.max(most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 5))
      atOnce--
      ended++
    })
    await until(() => ended === 30, 8000) // 20 s if each turn waited for the polling
    expect(most).toBe(3)
  })

  test('gives a turn back at once when the process stops, and its handler throws for it', async () => {
    const [stopping, other] = [await start(), await start()]
    await stopping.send(database.background, { queue: 'scan-batch', batchId: 7 })
    const started = Promise.withResolvers<void>()
    await stopping.work('scan-batch', { concurrency: 1 }, async (_message, { signal }) => {
      started.resolve()
      await new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      )
    })
    await started.promise
    await stopping.stop()
    expect(await takeBatches(other, 1)).toEqual([7])
    expect(warnings).toEqual([])
  })

  test('ends a turn whose handler returns while the process stops', async () => {
    const queue = await start()
    await queue.send(database.background, { queue: 'scan-batch', batchId: 7 })
    const started = Promise.withResolvers<void>()
    await queue.work('scan-batch', { concurrency: 1 }, async (_message, { signal }) => {
      started.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    })
    await started.promise
    await queue.stop()
    expect(await waiting(database)).toBe(0)
  })

  test('gives a turn back when its handler does not end within the grace', async () => {
    const [stopping, other] = [await start({ graceMs: 50 }), await start()]
    await stopping.send(database.background, { queue: 'scan-batch', batchId: 7 })
    const started = Promise.withResolvers<void>()
    const late = Promise.withResolvers<void>()
    await stopping.work('scan-batch', { concurrency: 1 }, async () => {
      started.resolve()
      await late.promise
    })
    await started.promise
    await stopping.stop()
    expect(await takeBatches(other, 1)).toEqual([7])
    late.resolve()
  })

  test('gives released turns to another worker, and leaves ended ones alone', async () => {
    const [earlier, dead, other] = [await start(), await start({ graceMs: 0 }), await start()]
    const ended = await earlier.send(database.background, { queue: 'scan-batch', batchId: 1 })
    expect(await takeBatches(earlier, 1)).toEqual([1])
    await earlier.stop()
    const held = await dead.send(database.background, { queue: 'scan-batch', batchId: 2 })
    const never = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    // One: a free hand of the dead could take what is released.
    await dead.work('scan-batch', { concurrency: 1 }, () => {
      started.resolve()
      return never.promise
    })
    await started.promise
    const taken: number[] = []
    await other.work('scan-batch', { concurrency: 1 }, async ({ batchId }) => void taken.push(batchId))
    await until(async () => (await waiting(database)) === 1)
    await other.release('scan-batch', [held, ended])
    await until(() => taken.length > 0, 1500)
    expect(taken).toEqual([2])
    never.resolve()
  })

  test('takes a turn from a worker whose heartbeat stopped', async () => {
    const [silent, other] = [await start({ graceMs: 0 }), await start()]
    await silent.send(database.background, { queue: 'scan-batch', batchId: 1 })
    const never = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    await silent.work('scan-batch', { concurrency: 1 }, () => {
      started.resolve()
      return never.promise
    })
    await started.promise
    await sql`update pgboss.job set heartbeat_on = now() - interval '31 seconds'`.execute(database.background)
    expect(await takeBatches(other, 1)).toEqual([1])
    never.resolve()
  })

  test('opens on what an earlier process installed, and keeps its messages', async () => {
    const first = await start()
    await first.send(database.background, { queue: 'scan-batch', batchId: 5 })
    await first.stop()
    expect(await takeBatches(await start(), 1)).toEqual([5])
  })
})

/** Works until so many turns have ended, and gives their batches. */
async function takeBatches(queue: Queue, count: number): Promise<number[]> {
  const taken: number[] = []
  await queue.work('scan-batch', { concurrency: 1 }, async ({ batchId }) => void taken.push(batchId))
  await until(() => {
    queue.notify('scan-batch')
    return taken.length >= count
  })
  return taken
}

/** Turns that have not ended. */
async function waiting(database: Database): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from pgboss.job where state < 'completed'`.execute(database.background)
  return rows[0]?.n ?? 0
}

async function until(condition: () => boolean | Promise<boolean>, deadlineMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + deadlineMs; !(await condition());) {
    if (Date.now() > deadline) throw new Error(`it did not happen within ${deadlineMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
