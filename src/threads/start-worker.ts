// Starts the thread that src/threads/scan-thread.ts runs in.
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { requestCounters } from '../objects/s3/request-counts.ts'
import { chosenEngine } from '../scan-memory/scan-memory.ts'
import { keepWasmCode } from './keep-wasm-code.ts'
import { threadLimits } from './thread-memory.ts'

/** What the thread and the pool both write to and read: by slot. */
export interface SharedSlots {
  readonly stopFlags: Int32Array
  readonly bytesRead: BigInt64Array
}

export function startWorker({ stopFlags, bytesRead }: SharedSlots): Worker {
  // TypeScript from a checkout, JavaScript from the package: whatever this file is.
  const file = new URL(`./scan-thread${extname(import.meta.filename)}`, import.meta.url)
  keepWasmCode()
  return new Worker(file, {
    resourceLimits: threadLimits,
    workerData: {
      engine: chosenEngine(),
      stopFlags: stopFlags.buffer,
      bytesRead: bytesRead.buffer,
      requestCounters: requestCounters(),
    },
  })
}
