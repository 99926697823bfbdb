// The pool of scan threads: one object goes to one thread, and the answer is its outcome, whatever becomes of the thread.
//
// The one fact to know: a thread gets a few small objects ahead, so that it never waits for this thread, which
// answers requests and writes to the database; a large object goes to a thread that has nothing else.
import type { Worker } from 'node:worker_threads'
import type { Occurrence } from '../model/scan-outcome.ts'
import type {
  FromThread,
  ScanMessage,
  ScanTask,
  Step,
  StepResult,
  ThreadResult,
  ToThread,
} from './messages.ts'
import {
  startSplitScan,
  type SplitScan,
  type StepEvents,
  type StepRun,
  type StepRunner,
} from './split-scan.ts'
import { startWorker } from './start-worker.ts'
import { isLarge, partBytesOf } from './task-size.ts'

export type { ScanTask, ThreadResult } from './messages.ts'

export interface ScanEvents {
  /** Chunks in order; the next one comes when the promise is fulfilled. */
  onOccurrences?(chunk: readonly Occurrence[]): Promise<void> | void
  /** The thread died: the object is read anew, and what was handed on so far does not count. */
  onRestart?(): void
}

export interface ScanThreads {
  readonly size: number
  /** Fails only where threads cannot be started at all. */
  scan(task: ScanTask, events?: ScanEvents): Promise<ThreadResult>
  /** Ends every task of the group as STOPPED: at its next passage, or at once where it waits. */
  stop(group: string): void
  /** Read of the group's objects under way, as their sources give them: for a bar that moves inside a large object. */
  bytesUnderWay(group: string): number
  /** What is under way ends as STOPPED. */
  close(): Promise<void>
}

export interface ScanThreadsOptions {
  readonly threads: number
  /** Hears of threads that died and of bugs in readers; default: a warning of the process. */
  readonly warn?: Warn
  /** An object of twice as many is split into parts of so many; 32 MB of a file, 64 MB of a store over a network. */
  readonly partBytes?: number
}

/** `facts` name the group that was being scanned. */
type Warn = (error: Error, facts?: { readonly group: string }) => void

export function startScanThreads(options: ScanThreadsOptions): ScanThreads {
  const pool = createPool(options.warn ?? ((error) => process.emitWarning(error)))
  for (let index = 0; index < options.threads; index++) pool.start(index, options.threads)
  const run: StepRunner['run'] = (task, step, events) => pool.run(task, step, events)
  return {
    size: options.threads,
    scan(task, events = {}) {
      const partBytes = partBytesOf(task, options.partBytes)
      if (options.threads > 1 && partBytes !== undefined)
        return pool.follow(startSplitScan({ run, threads: options.threads }, { task, events, partBytes }))
      return run(task, { kind: 'whole' }, events).answer as Promise<ThreadResult>
    },
    stop: (group) => pool.stop(group),
    bytesUnderWay: (group) => pool.bytesUnderWay(group),
    close: () => pool.close(),
  }
}

interface Pending {
  id: number
  readonly task: ScanTask
  readonly step: Step
  readonly events: StepEvents
  readonly resolve: (result: StepResult) => void
  readonly reject: (error: Error) => void
  /** Shares a thread with nothing: it is large, or a thread has died over it. */
  alone: boolean
  deaths: number
}

interface Thread {
  readonly worker: Worker
  readonly atWork: Map<number, Pending>
  /** Of this thread's tasks ahead; index = slot. */
  readonly slots: (number | undefined)[]
  readonly firstSlot: number
  readonly known: Set<number>
  ready: boolean
}

const tasksAhead = 8
/** Above what the tasks that a thread has can name: identifiers and sources each. */
const keptByThread = 2 * tasksAhead + 2
const startAgainMs = 1_000

function createPool(warn: Warn) {
  const threads = new Map<number, Thread>()
  const waiting: Pending[] = []
  const splits = new Set<SplitScan>()
  const numbers = new WeakMap<object, number>()
  let stopFlags = new Int32Array(new SharedArrayBuffer(0))
  let bytesRead = new BigInt64Array(new SharedArrayBuffer(0))
  let lastId = 0
  let lastNumber = 0
  let closing = false
  let broken: Error | undefined
  /** Threads can be started here: where one fails to, something passing is in the way. */
  let everReady = false

  function start(index: number, count: number): void {
    if (stopFlags.length === 0) {
      stopFlags = new Int32Array(new SharedArrayBuffer(4 * tasksAhead * count))
      bytesRead = new BigInt64Array(new SharedArrayBuffer(8 * tasksAhead * count))
    }
    const worker = startWorker({ stopFlags, bytesRead })
    const slots = Array.from({ length: tasksAhead }, () => undefined)
    const thread: Thread = {
      worker,
      atWork: new Map(),
      slots,
      firstSlot: index * tasksAhead,
      known: new Set(),
      ready: false,
    }
    threads.set(index, thread)
    let cause: Error | undefined
    worker.on('message', (message: FromThread) => void onMessage(thread, message))
    worker.on('error', (error) => (cause = error))
    worker.on('exit', () => onDeath({ index, count, thread }, cause))
  }

  async function onMessage(thread: Thread, message: FromThread): Promise<void> {
    if (message.kind === 'ready') {
      thread.ready = true
      everReady = true
      return
    }
    const pending = thread.atWork.get(message.id)
    if (pending === undefined) return
    if (message.kind === 'began') {
      pending.events.onBegan?.(message.at)
      return
    }
    if (message.kind === 'occurrences') {
      try {
        await pending.events.onOccurrences?.(message.chunk)
      } catch (error) {
        pending.reject(error as Error)
        // The thread waits for an answer: it goes on to its next passage and ends the object there.
        stopTask(thread, message.id)
      }
      post(thread, { kind: 'taken', id: message.id })
      return
    }
    release(thread, message.id)
    if (message.bug !== undefined)
      warn(new Error(`Cannot read object: its reader failed with ${message.bug}`), pending.task)
    dispatch()
    try {
      if (message.chunk.length > 0) await pending.events.onOccurrences?.(message.chunk)
      pending.resolve(message.result)
    } catch (error) {
      pending.reject(error as Error)
    }
  }

  function stopTask(thread: Thread, id: number): void {
    const slot = thread.slots.indexOf(id)
    if (slot !== -1) Atomics.store(stopFlags, thread.firstSlot + slot, 1)
  }

  function release(thread: Thread, id: number): void {
    thread.atWork.delete(id)
    thread.slots[thread.slots.indexOf(id)] = undefined
  }

  function onDeath(place: { index: number; count: number; thread: Thread }, cause: Error | undefined): void {
    const { index, count, thread } = place
    threads.delete(index)
    const orphans = [...thread.atWork.values()]
    if (closing) return settle(orphans, { status: 'STOPPED' })
    const name = cause?.name ?? 'no error'
    if (!everReady) {
      broken = new Error(`Cannot start scan threads: ${name}`, { cause })
      for (const pending of [...orphans, ...waiting.splice(0)]) pending.reject(broken)
      return
    }
    warn(new Error(`Cannot go on with a scan thread: it ended with ${name}`))
    for (const pending of orphans.reverse()) {
      // A thread that never was ready read nothing.
      if (thread.ready) pending.deaths++
      pending.alone = true
      if (pending.deaths > 1) {
        pending.resolve(killedItsThread)
        continue
      }
      pending.events.onRestart?.()
      waiting.unshift(pending)
    }
    if (thread.ready) revive(index, count)
    else setTimeout(() => revive(index, count), startAgainMs)
  }

  function revive(index: number, count: number): void {
    if (closing) return
    start(index, count)
    dispatch()
  }

  function dispatch(): void {
    for (let next = nextWaiting(); next !== undefined; next = nextWaiting()) {
      const thread = threadFor(next)
      if (thread === undefined) return
      waiting.shift()
      give(thread, next)
    }
  }

  /** Where nobody waits and a thread has nothing to do, objects that are split have more for it. */
  function nextWaiting(): Pending | undefined {
    if (waiting.length === 0 && [...threads.values()].some(({ atWork }) => atWork.size === 0))
      for (const split of splits) if (split.offer()) break
    return waiting[0]
  }

  /** The one with the least to do, if the task may go there. */
  function threadFor({ alone }: Pending): Thread | undefined {
    let best: Thread | undefined
    for (const thread of threads.values()) {
      if (best === undefined || thread.atWork.size < best.atWork.size) best = thread
    }
    if (best === undefined || best.atWork.size === 0) return best
    const [other] = best.atWork.values()
    return alone || other?.alone === true || best.atWork.size === tasksAhead ? undefined : best
  }

  function give(thread: Thread, pending: Pending): void {
    const { task } = pending
    pending.id = ++lastId
    const slot = thread.slots.indexOf(undefined)
    thread.slots[slot] = pending.id
    thread.atWork.set(pending.id, pending)
    Atomics.store(stopFlags, thread.firstSlot + slot, 0)
    // What a thread that died had read of another object.
    Atomics.store(bytesRead, thread.firstSlot + slot, 0n)
    const identifiers = numberOf(thread, task.identifiers, (number) => ({
      kind: 'identifiers',
      number,
      identifiers: task.identifiers,
    }))
    const message: ScanMessage = {
      kind: 'scan',
      id: pending.id,
      slot: thread.firstSlot + slot,
      identifiers,
      object: 'file' in task ? { file: task.file } : objectOf(thread, task),
      step: pending.step,
      options: optionsOf(task),
      wantsOccurrences: pending.events.onOccurrences !== undefined,
    }
    post(thread, message)
  }

  function objectOf(
    thread: Thread,
    { sources, bucket, entry }: Extract<ScanTask, { bucket: string }>,
  ): ScanMessage['object'] {
    return {
      sources: numberOf(thread, sources, (number) => ({ kind: 'sources', number, sources })),
      bucket,
      entry,
    }
  }

  /** The number of what is sent once to each thread; by identity, as a run keeps its own. */
  function numberOf(thread: Thread, value: object, announce: (number: number) => ToThread): number {
    let number = numbers.get(value)
    if (number === undefined) numbers.set(value, (number = ++lastNumber))
    if (!thread.known.has(number)) post(thread, announce(number))
    // The one that was named last goes last.
    thread.known.delete(number)
    thread.known.add(number)
    const [oldest] = thread.known
    if (thread.known.size > keptByThread && oldest !== undefined) {
      thread.known.delete(oldest)
      post(thread, { kind: 'forget', number: oldest })
    }
    return number
  }

  function add(pending: Pending): void {
    if (broken !== undefined) return pending.reject(broken)
    if (closing) return pending.resolve({ status: 'STOPPED' })
    // An object that was begun goes on before others begin.
    if (pending.step.kind === 'part') waiting.unshift(pending)
    else waiting.push(pending)
    dispatch()
  }

  function stopPending(pending: Pending): void {
    for (const thread of threads.values()) if (thread.atWork.has(pending.id)) stopTask(thread, pending.id)
    const index = waiting.indexOf(pending)
    if (index !== -1) waiting.splice(index, 1)
    if (index !== -1) settle([pending], { status: 'STOPPED' })
  }

  return {
    start,
    run(task: ScanTask, step: Step, events: StepEvents): StepRun {
      const { promise: answer, resolve, reject } = Promise.withResolvers<StepResult>()
      const pending: Pending = {
        id: 0,
        task,
        step,
        events,
        resolve,
        reject,
        alone: isLarge(task),
        deaths: 0,
      }
      add(pending)
      return { answer, stop: () => stopPending(pending) }
    },
    async follow(split: SplitScan): Promise<ThreadResult> {
      splits.add(split)
      try {
        return await split.result
      } finally {
        splits.delete(split)
      }
    },
    stop(group: string): void {
      for (const split of splits) if (split.group === group) split.halt()
      for (const thread of threads.values()) {
        for (const [id, { task }] of thread.atWork) if (task.group === group) stopTask(thread, id)
      }
      const ended = waiting.filter(({ task }) => task.group === group)
      const others = waiting.filter(({ task }) => task.group !== group)
      waiting.splice(0, waiting.length, ...others)
      settle(ended, { status: 'STOPPED' })
    },
    bytesUnderWay(group: string): number {
      let bytes = 0
      for (const split of splits) if (split.group === group) bytes += split.bytesDone()
      for (const thread of threads.values()) {
        for (const [id, { task }] of thread.atWork) {
          const slot = thread.firstSlot + thread.slots.indexOf(id)
          if (task.group === group) bytes += Number(Atomics.load(bytesRead, slot))
        }
      }
      return bytes
    },
    async close(): Promise<void> {
      closing = true
      settle(waiting.splice(0), { status: 'STOPPED' })
      await Promise.all([...threads.values()].map(({ worker }) => worker.terminate()))
    },
  }
}

function settle(tasks: readonly Pending[], result: ThreadResult): void {
  for (const { resolve } of tasks) resolve(result)
}

function optionsOf({ maxOccurrencesPerIdentifier, reveal }: ScanTask): ScanMessage['options'] {
  return {
    ...(maxOccurrencesPerIdentifier === undefined ? {} : { maxOccurrencesPerIdentifier }),
    ...(reveal === undefined ? {} : { reveal }),
  }
}

function post(thread: Thread, message: ToThread): void {
  thread.worker.postMessage(message)
}

const killedItsThread: ThreadResult = {
  status: 'SKIPPED',
  reason: 'MALFORMED_FILE',
  detail: 'Cannot read object: reading it ended the scan thread twice',
  bytesAnalysed: 0,
  detections: [],
}
