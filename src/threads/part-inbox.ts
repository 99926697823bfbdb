// The occurrences of one part of an object until it is that part's turn: held up to a limit, then its thread waits.
import type { Occurrence } from '../model/scan-outcome.ts'

export interface PartInbox {
  /** The next chunk may come when this is fulfilled. */
  add(chunk: readonly Occurrence[]): Promise<void>
  /** The part is read anew: the same comes again. */
  restart(): void
  /** It is the part's turn: what is held and what comes is handed on. */
  open(sink: Sink): Promise<void>
  /** Nobody wants it any more. */
  close(): void
}

type Sink = (chunk: readonly Occurrence[]) => Promise<void>

/** Of 1,000 occurrences each, some 350 bytes each. */
const heldChunks = 64

export function createPartInbox(): PartInbox {
  let held: (readonly Occurrence[])[] = []
  let sink: Sink | undefined
  let closed = false
  const turn = Promise.withResolvers<void>()
  /** Of this reading and of all: a part that is read anew gives the same once more. */
  let position = 0
  let handedOn = 0

  const handOn = async (chunk: readonly Occurrence[], to: Sink): Promise<void> => {
    const fresh = chunk.slice(Math.max(0, handedOn - position))
    position += chunk.length
    handedOn = Math.max(handedOn, position)
    if (fresh.length > 0) await to(fresh)
  }
  return {
    async add(chunk) {
      if (closed) return
      if (sink !== undefined) return handOn(chunk, sink)
      held.push(chunk)
      if (held.length >= heldChunks) await turn.promise
    },
    restart() {
      held = []
      position = 0
    },
    async open(opened) {
      for (let chunk = held.shift(); chunk !== undefined; chunk = held.shift()) await handOn(chunk, opened)
      sink = opened
      turn.resolve()
    },
    close() {
      closed = true
      held = []
      turn.resolve()
    },
  }
}
