// The database thread: PGlite behind PostgreSQL's wire protocol. Its clients are `pg` connections of the main thread whose
// socket is a message channel (thread-socket.ts): each message is one whole request and gets one whole answer.
// Whatever PGlite does not survive ends this thread, and with it the process: the next start recovers.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { openPglite } from './durable-pglite.ts'
import { createLanes } from './lanes.ts'
import type { Lane } from './lanes.ts'
import { fatalError, simpleQuery, startup, statusAfter, terminate, welcome } from './protocol.ts'

export interface ThreadOptions {
  /** The store's folder; it exists. */
  readonly folder: string
  readonly idleInTransactionMs: number
}

/** To the thread. Without bytes: that client is gone. */
export type ThreadRequest =
  | { readonly client: number; readonly lane: Lane; readonly bytes?: Uint8Array }
  | { readonly close: true }

/** From the thread: first `ready`, then answers; `end` closes that client's connection. */
export type ThreadAnswer =
  | { readonly ready: true }
  | { readonly client: number; readonly bytes: Uint8Array; readonly end: boolean }

if (parentPort === null) throw new Error('Cannot run the database thread: it was not started as a thread')
const port = parentPort
const { folder, idleInTransactionMs } = workerData as ThreadOptions
const { pglite, fsyncFailure } = await openPglite(folder)
const lanes = createLanes<{ client: number; lane: Lane; bytes?: Uint8Array }>()
let owner: number | undefined
let ownerTimer: NodeJS.Timeout | undefined

port.on('message', (request: ThreadRequest) => {
  accept(request)
  pump()
})
port.postMessage({ ready: true } satisfies ThreadAnswer)

function accept(request: ThreadRequest): void {
  if ('close' in request) void close()
  else lanes.add(request)
}

/** Looks at the channel before each choice: an interactive request that came meanwhile goes first. */
function pump(): void {
  for (;;) {
    for (let arrived = receiveMessageOnPort(port); arrived; arrived = receiveMessageOnPort(port)) {
      accept(arrived.message as ThreadRequest)
    }
    const request = lanes.next(owner)
    if (request === undefined) return
    serve(request.client, request.bytes)
  }
}

function serve(client: number, bytes: Uint8Array | undefined): void {
  if (bytes === undefined || bytes[0] === terminate) {
    if (owner !== client) return
    execute(simpleQuery('rollback'))
    setOwner(undefined)
  } else if (bytes[0] === startup) {
    reply(client, welcome(), false)
  } else {
    const { answer, open } = execute(bytes)
    setOwner(open ? client : undefined)
    reply(client, answer, false)
  }
}

/** One request. PGlite swallows every exception that is not an SQL error: only the missing end of the answer tells. */
function execute(bytes: Uint8Array): { answer: Buffer; open: boolean } {
  const parts: Buffer[] = []
  const onRawData = (part: Uint8Array): void => void parts.push(Buffer.from(part))
  let thrown: unknown
  pglite
    .execProtocolRawStream(bytes, { syncToFs: false, onRawData })
    .catch((error: unknown) => (thrown = error))
  const answer = Buffer.concat(parts)
  const status = statusAfter(answer)
  if (status === undefined) {
    const cause = fsyncFailure() ?? thrown
    const why = cause instanceof Error ? `: ${cause.message}` : ''
    throw new Error(`Cannot go on with the database in ${folder}: PostgreSQL stopped answering${why}`, {
      cause,
    })
  }
  return { answer, open: status === 'open' }
}

/** A client that keeps its transaction open without a word stops everybody: after a while it is rolled back. */
function setOwner(client: number | undefined): void {
  clearTimeout(ownerTimer)
  owner = client
  if (client === undefined) return
  ownerTimer = setTimeout(() => {
    execute(simpleQuery('rollback'))
    setOwner(undefined)
    reply(client, fatalError('25P03', 'terminating connection due to idle-in-transaction timeout'), true)
    pump()
  }, idleInTransactionMs)
}

function reply(client: number, answer: Uint8Array, end: boolean): void {
  const bytes = new Uint8Array(answer) // a copy with a buffer of its own, so that it can be moved, not copied again
  port.postMessage({ client, bytes, end } satisfies ThreadAnswer, [bytes.buffer])
}

async function close(): Promise<void> {
  await pglite.close()
  process.exit()
}
