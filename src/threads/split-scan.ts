// One large object on all threads that have nothing else: cut into parts that are scanned at once and put together
// in their order.
//
// The one fact to know: a part that begins in the middle of an object begins at a guess. It counts when the part
// before it ended there; else it is scanned again from where that one ended.
import type { Occurrence } from '../model/scan-outcome.ts'
import { createPartJoin, type PartJoin } from '../scan/join-parts.ts'
import type { PartStart } from '../scan/scan-part.ts'
import type { Planned, ScanTask, Step, StepResult, ThreadResult } from './messages.ts'
import { createPartInbox, type PartInbox } from './part-inbox.ts'
import type { ScanEvents } from './scan-threads.ts'

/** What a split scan needs of the pool. */
export interface StepRunner {
  run(task: ScanTask, step: Step, events: StepEvents): StepRun
  readonly threads: number
}

export interface StepEvents extends ScanEvents {
  /** The part begins at that place of the content. */
  onBegan?(at: number): void
}

export interface StepRun {
  readonly answer: Promise<StepResult>
  stop(): void
}

export interface SplitScan {
  readonly group: string
  /** Begins one more part for a thread that has nothing to do; false where there is none to begin. */
  offer(): boolean
  /** Of the parts that have ended. */
  bytesDone(): number
  halt(): void
  readonly result: Promise<ThreadResult>
}

interface RunningPart extends StepRun {
  readonly from: PartStart
  readonly bytes: number
  readonly inbox: PartInbox
  /** Where it begins; undefined where it ended without having begun. */
  readonly began: Promise<number | undefined>
  ended: boolean
}

export interface SplitTask {
  readonly task: ScanTask
  readonly events: ScanEvents
  readonly partBytes: number
}

export function startSplitScan(pool: StepRunner, split: SplitTask): SplitScan {
  const { task, events } = split
  const parts = new Map<number, RunningPart>()
  let plan: Planned | undefined
  let join: PartJoin | undefined
  let halted = false
  /** All parts before it are joined. */
  let turn = 0
  let hasHandedOn = false

  const countOf = ({ split: { contentBytes } }: Planned): number =>
    Math.max(1, Math.floor(contentBytes / split.partBytes))
  const border = (planned: Planned, index: number): number =>
    Math.floor((index * planned.split.contentBytes) / countOf(planned))

  function begin(planned: Planned, index: number, from: PartStart): RunningPart {
    const to = border(planned, index + 1)
    const inbox = createPartInbox()
    const began = Promise.withResolvers<number | undefined>()
    const step: Step = {
      kind: 'part',
      part: { split: planned.split, from, to },
      tag: planned.tag,
      keptBefore: new Map(join?.kept),
    }
    const run = pool.run(task, step, {
      onBegan: (at) => began.resolve(at),
      onRestart: () => inbox.restart(),
      ...(events.onOccurrences === undefined ? {} : { onOccurrences: (chunk) => inbox.add(chunk) }),
    })
    const part = {
      ...run,
      from,
      bytes: to - border(planned, index),
      inbox,
      began: began.promise,
      ended: false,
    }
    const end = (): void => {
      part.ended = true
      began.resolve(undefined)
    }
    run.answer.then(end, end)
    parts.set(index, part)
    return part
  }

  function drop(index: number): void {
    const part = parts.get(index)
    parts.delete(index)
    part?.inbox.close()
    part?.stop()
  }

  /** The part whose turn it is, begun where the one before it ended. */
  async function partInTurn(planned: Planned, next: ReturnType<PartJoin['next']>): Promise<RunningPart> {
    const begun = parts.get(turn)
    if (begun === undefined) return begin(planned, turn, next)
    if (begun.from.kind === 'exact') return begun
    if ((await begun.began) === next.at && next.column === 0) return begun
    drop(turn)
    // Later ones may come to wait for their turn, and keep the threads that this one needs to come to its own.
    for (const [index, { ended }] of parts) if (!ended) drop(index)
    return begin(planned, turn, next)
  }

  async function joinParts(planned: Planned): Promise<ThreadResult | 'not split'> {
    join = createPartJoin(planned.split, task)
    for (; turn < countOf(planned); turn++) {
      const part = await partInTurn(planned, join.next())
      if (halted) return { status: 'STOPPED' }
      await part.inbox.open((chunk) => handOn(join!, chunk))
      const answer = await part.answer
      parts.delete(turn)
      switch (answer.status) {
        case 'SCANNED':
          join.add(answer)
          break
        case 'NOT SPLIT':
          return 'not split'
        case 'PLANNED':
          throw new Error('Cannot scan a part: its thread made a plan')
        default:
          return answer
      }
    }
    return join.isWhole() ? join.outcome() : 'not split'
  }

  async function handOn(to: PartJoin, chunk: readonly Occurrence[]): Promise<void> {
    const handedOn = to.handedOn(chunk)
    if (handedOn.length === 0) return
    hasHandedOn = true
    await events.onOccurrences?.(handedOn)
  }

  async function scan(): Promise<ThreadResult> {
    const planned = await pool.run(task, { kind: 'plan', partBytes: split.partBytes }, {}).answer
    if (planned.status === 'PLANNED') {
      plan = planned
      try {
        const joined = await joinParts(planned)
        if (joined !== 'not split') return joined
      } finally {
        plan = undefined
        for (const index of parts.keys()) drop(index)
      }
      if (hasHandedOn) events.onRestart?.()
    } else if (planned.status !== 'NOT SPLIT') return planned as ThreadResult
    if (halted) return { status: 'STOPPED' }
    return (await pool.run(task, { kind: 'whole' }, events).answer) as ThreadResult
  }

  return {
    group: task.group,
    offer() {
      // Not far ahead: what is found there is held until its turn.
      if (plan === undefined || parts.size >= 2 * pool.threads) return false
      let index = turn + 1
      while (parts.has(index)) index++
      if (index >= countOf(plan)) return false
      begin(plan, index, { kind: 'near', at: border(plan, index) })
      return true
    },
    bytesDone() {
      let bytes = join?.next().at ?? 0
      for (const part of parts.values()) if (part.ended) bytes += part.bytes
      return bytes
    },
    halt() {
      halted = true
    },
    result: scan(),
  }
}
