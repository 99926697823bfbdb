// The embedded store: PostgreSQL as WebAssembly in a thread of its own, with the very driver, types and errors of a server.
// One session serves everybody: no session state, no advisory locks, and nothing but SQL awaited inside a transaction.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Lane } from './lanes.ts'
import type { ThreadAnswer, ThreadOptions, ThreadRequest } from './database-thread.ts'
import { createPool } from './pools.ts'
import type { Pools } from './pools.ts'
import { ThreadSocket } from './thread-socket.ts'

export interface EmbeddedStore {
  readonly pools: Pools
  /** Resolves if the thread dies other than by close(). */
  readonly failed: Promise<Error>
  close(): Promise<void>
}

const clientsPerLane = 10

/** `folder` holds a store already. Rejects if it does not open. */
export async function openEmbedded(options: ThreadOptions): Promise<EmbeddedStore> {
  const thread = startThread(options)
  await thread.ready
  const pool = (lane: Lane): Pools[Lane] =>
    createPool({ max: clientsPerLane, idleTimeoutMillis: 0, stream: () => thread.socket(lane) })
  const pools = { interactive: pool('interactive'), background: pool('background') }
  return {
    pools,
    failed: thread.failed,
    async close() {
      await Promise.all([pools.interactive.end(), pools.background.end()])
      await thread.close()
    },
  }
}

interface DatabaseThread {
  readonly ready: Promise<void>
  readonly failed: Promise<Error>
  socket(lane: Lane): ThreadSocket
  close(): Promise<void>
}

function startThread(options: ThreadOptions): DatabaseThread {
  const worker = new Worker(threadFile, { workerData: options })
  const sockets = new Map<number, ThreadSocket>()
  const ready = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<Error>()
  const exited = Promise.withResolvers<void>()
  let failure: Error | undefined
  let closing = false
  let lastClient = 0

  const fail = (error: Error): void => {
    failure ??= error
    ready.reject(failure)
    if (!closing) failed.resolve(failure)
    for (const socket of sockets.values()) socket.destroy(failure)
  }
  worker.on('error', fail)
  worker.on('exit', () => {
    fail(new Error('Cannot reach the database: its thread has ended'))
    exited.resolve()
  })
  worker.on('message', (answer: ThreadAnswer) => {
    if ('ready' in answer) return ready.resolve()
    const socket = sockets.get(answer.client)
    socket?.push(Buffer.from(answer.bytes.buffer))
    if (answer.end) socket?.push(null)
  })

  const send = (request: ThreadRequest, bytes?: Uint8Array<ArrayBuffer>): void => {
    if (failure === undefined) worker.postMessage(request, bytes === undefined ? [] : [bytes.buffer])
  }
  return {
    ready: ready.promise,
    failed: failed.promise,
    socket(lane) {
      const client = ++lastClient
      const sendRequest = (bytes?: Uint8Array<ArrayBuffer>): void => {
        if (bytes !== undefined) send({ client, lane, bytes }, bytes)
        else if (sockets.delete(client)) send({ client, lane })
      }
      return new ThreadSocket(sendRequest, (socket) => {
        if (failure === undefined) sockets.set(client, socket)
        else socket.destroy(failure)
      })
    },
    async close() {
      closing = true
      send({ close: true })
      await exited.promise
    },
  }
}

/** `.ts` in a checkout, `.js` in the package. */
const threadFile = new URL(`./database-thread${path.extname(import.meta.filename)}`, import.meta.url)
