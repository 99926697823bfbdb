// A scan thread: one object after the other, each read straight into this thread's memory. Only what was found
// leaves it.
//
// The one fact to know: a message may come while an object is being scanned. Small objects of a store that answers
// with promises are fetched meanwhile, so that the way to the store is not waited for object by object.
import os from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createDetector, type Detector } from '../detection/detector.ts'
import type { ByteSource } from '../model/byte-source.ts'
import type { IdentifierSelection } from '../model/identifier.ts'
import type { Occurrence } from '../model/scan-outcome.ts'
import { SourceFailure } from '../model/source-failure.ts'
import { openFile } from '../objects/directory/open-file.ts'
import type { ObjectStore, SourceConfig } from '../objects/object-store.ts'
import { countIn } from '../objects/s3/request-counts.ts'
import { chooseEngine, type EngineKind } from '../scan-memory/scan-memory.ts'
import { scanObject, type ScanOptions } from '../scan/scan-object.ts'
import { bytesOf, scanPart, splitObject } from '../scan/scan-part.ts'
import type { FromThread, ScanMessage, StepResult, ThreadResult, ToThread } from './messages.ts'
import { fetchAhead, prefetchableBytes } from './prefetch.ts'

const port = parentPort
if (port === null) throw new Error('Cannot scan: this file runs as a thread only')
const { engine, ...shared } = workerData as {
  readonly engine: EngineKind
} & Record<'stopFlags' | 'bytesRead' | 'requestCounters', SharedArrayBuffer>
chooseEngine(engine)
countIn(shared.requestCounters)
const stopFlags = new Int32Array(shared.stopFlags)
const bytesRead = new BigInt64Array(shared.bytesRead)

const selections = new Map<number, IdentifierSelection>()
const detectors = new Map<number, Detector>()
const sourceLists = new Map<number, readonly SourceConfig[]>()
const stores = new Map<number, Promise<ObjectStore>>()
const taken = new Map<number, () => void>()
let turn: Promise<void> = Promise.resolve()

try {
  os.setPriority(0, 10) // this thread's alone: the API's answers go first
} catch {
  // Not permitted here; scanning at full priority is slower for others, not wrong.
}
port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'identifiers':
      selections.set(message.number, message.identifiers)
      break
    case 'forget':
      selections.delete(message.number)
      detectors.delete(message.number)
      break
    case 'sources':
      sourceLists.set(message.number, message.sources)
      break
    case 'taken':
      taken.get(message.id)?.()
      taken.delete(message.id)
      break
    case 'scan': {
      const source = openSource(message)
      source.catch(() => {}) // its scan meets the same failure
      turn = turn.then(() => scan(message, source))
      break
    }
  }
})
post({ kind: 'ready' })

async function scan(
  message: ScanMessage,
  opening: Promise<() => OpenSource | Promise<OpenSource>>,
): Promise<void> {
  const { id, slot, options } = message
  let held: readonly Occurrence[] = []
  const onOccurrences = async (chunk: readonly Occurrence[]): Promise<void> => {
    if (held.length > 0) {
      const isTaken = new Promise<void>((resolve) => void taken.set(id, resolve))
      post({ kind: 'occurrences', id, chunk: held })
      await isTaken
    }
    held = [...chunk]
  }
  const stopRequested = (): boolean => Atomics.load(stopFlags, slot) === 1
  let source: OpenSource | undefined
  try {
    if (stopRequested()) return post({ kind: 'done', id, result: { status: 'STOPPED' }, chunk: [] })
    source = await (await opening)()
    const events = { ...options, stopRequested, ...(message.wantsOccurrences ? { onOccurrences } : {}) }
    const result = await takeStep(message, source, events)
    // Before the answer: who gets it counts the whole object.
    Atomics.store(bytesRead, slot, 0n)
    post({ kind: 'done', id, result, chunk: held })
  } catch (error) {
    Atomics.store(bytesRead, slot, 0n)
    const bug = error instanceof SourceFailure ? {} : { bug: placeOf(error) }
    post({ kind: 'done', id, result: skipped(error), chunk: [], ...bug })
  } finally {
    await source?.close()
  }
}

type OpenSource = ByteSource & { readonly tag?: string | undefined }

async function takeStep(
  { id, slot, step, identifiers }: ScanMessage,
  source: OpenSource,
  options: ScanOptions,
): Promise<StepResult> {
  const detector = detectorOf(identifiers)
  switch (step.kind) {
    case 'whole':
      return scanObject(counted(source, slot), detector, options)
    case 'plan': {
      const split = await splitObject(source, detector, step)
      return split === undefined ? { status: 'NOT SPLIT' } : { status: 'PLANNED', split, tag: source.tag }
    }
    case 'part': {
      const { part, keptBefore } = step
      const onStart = (at: number): void => post({ kind: 'began', id, at })
      return scanPart(counted(source, slot), part, { detector, options: { ...options, keptBefore, onStart } })
    }
    default:
      return step satisfies never
  }
}

/** Tells the pool's thread of every read, without a message. */
function counted(source: ByteSource, slot: number): ByteSource {
  const add = (count: number): number => {
    Atomics.add(bytesRead, slot, BigInt(count))
    return count
  }
  return {
    name: source.name,
    size: source.size,
    read(target) {
      const count = source.read(target)
      return typeof count === 'number' ? add(count) : count.then(add)
    },
    close: () => source.close(),
  }
}

/** Asks the store at once where that pays; gives what opens the object when its turn comes. */
async function openSource({ object, step }: ScanMessage): Promise<() => OpenSource | Promise<OpenSource>> {
  const range = step.kind === 'part' ? bytesOf(step.part) : undefined
  if ('file' in object) {
    const part = step.kind === 'part' && range !== undefined ? { ...range, tag: step.tag ?? '' } : undefined
    return () => openFile(object.file, part)
  }
  const sources = sourceLists.get(object.sources) ?? []
  const store = await storeOf(object.sources, sources)
  const far = sources.some(({ kind }) => kind === 's3')
  if (!far || object.entry.size > prefetchableBytes)
    return () => store.open(object.bucket, object.entry, range)
  const fetched = fetchAhead(await store.open(object.bucket, object.entry))
  return () => fetched
}

function storeOf(number: number, sources: readonly SourceConfig[]): Promise<ObjectStore> {
  let store = stores.get(number)
  if (store === undefined) {
    store = import('../objects/open-object-stores.ts').then(({ openObjectStores }) =>
      openObjectStores(sources),
    )
    stores.set(number, store)
  }
  return store
}

/** Compiled once a selection; the oldest go, as jobs do. */
function detectorOf(number: number): Detector {
  let detector = detectors.get(number)
  if (detector === undefined) {
    const selection = selections.get(number)
    if (selection === undefined) throw new Error('Cannot scan: the thread does not know these identifiers')
    detector = createDetector(selection)
    detectors.set(number, detector)
    const [oldest] = detectors.keys()
    if (detectors.size > 4 && oldest !== undefined) detectors.delete(oldest)
  }
  return detector
}

function skipped(error: unknown): ThreadResult {
  if (error instanceof SourceFailure) {
    const { reason, message: detail, retryable } = error
    return {
      status: 'SKIPPED',
      reason,
      detail,
      bytesAnalysed: 0,
      detections: [],
      ...(retryable ? { retryable } : {}),
    }
  }
  const detail = 'Cannot read object: its reader failed'
  return { status: 'SKIPPED', reason: 'MALFORMED_FILE', detail, bytesAnalysed: 0, detections: [] }
}

/** The message is left out: that of a parser may quote what it read. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames.slice(0, 8)].join('\n')
}

function post(message: FromThread): void {
  port?.postMessage(message)
}
