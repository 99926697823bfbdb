// How often S3 servers failed us and were asked again, in all threads of the process together.
//
// The one fact to know: a scan thread has modules of its own, so it is handed the memory that the process counts in.

const failures = ['throttled', 'transient', 'refused'] as const
const retriesAt = failures.length

/** throttled: the server is busy. transient: it is out of order, or the connection broke. refused: any other answer. */
export type S3Failure = (typeof failures)[number]

export interface RequestCounts {
  readonly failures: Readonly<Record<S3Failure, number>>
  readonly retries: number
}

let counters = new BigInt64Array(new SharedArrayBuffer(8 * (failures.length + 1)))

export function readRequestCounts(): RequestCounts {
  const [throttled, transient, refused] = [read(0), read(1), read(2)]
  return { failures: { throttled, transient, refused }, retries: read(retriesAt) }
}

function read(at: number): number {
  return Number(Atomics.load(counters, at))
}

export function countFailure(failure: S3Failure): void {
  Atomics.add(counters, failures.indexOf(failure), 1n)
}

export function countRetry(): void {
  Atomics.add(counters, retriesAt, 1n)
}

/** To be handed to a thread, which counts in it from countIn() on. */
export function requestCounters(): SharedArrayBuffer {
  return counters.buffer
}

export function countIn(memory: SharedArrayBuffer): void {
  counters = new BigInt64Array(memory)
}
