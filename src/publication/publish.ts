// Publishes new findings: takes what was announced when they were recorded, and sends each to its target.
//
// The one fact to know: an announcement names many findings and may come twice. What was not taken is announced again
// for later; a finding that is sent twice has the same id both times.
import type { Logger } from 'pino'
import type { Database } from '../database/open-database.ts'
import type { PublicationMessage, PublicationQueue } from '../queue/message.ts'
import type { Queue } from '../queue/queue.ts'
import type { TurnContext } from '../queue/turns.ts'
import { findPublishedFindings } from '../store/published-findings.ts'
import { findingEvent } from './event.ts'
import type { Target } from './target.ts'

export interface PublicationContext {
  readonly database: Database
  readonly queue: Queue
  readonly targets: ReadonlyMap<PublicationQueue, Target>
  readonly logger: Pick<Logger, 'info' | 'warn'>
  readonly now: () => Date
  /** How long to wait after so many failures; default: twice as long each time, from 1 s to 5 min. */
  readonly waitMs?: (attempt: number) => number
}

const turnsAtOnce = 2
const sentAtOnce = 4

/** @returns how to stop it, and the queue with it */
export async function startPublication(context: PublicationContext): Promise<() => Promise<void>> {
  for (const [name, target] of context.targets) {
    const outage = outageLog(context, target)
    await context.queue.work(name, { concurrency: turnsAtOnce }, (message, turn) =>
      publish(context, { message, turn, target, outage }),
    )
  }
  return async () => {
    // Who still sends is given the time to.
    await context.queue.stop()
    for (const target of context.targets.values()) await target.close()
  }
}

interface Publication {
  readonly message: PublicationMessage
  readonly turn: TurnContext
  readonly target: Target
  readonly outage: OutageLog
}

async function publish(
  context: PublicationContext,
  { message, turn, target, outage }: Publication,
): Promise<void> {
  const findings = await findPublishedFindings(context.database.background, message.findingIds)
  for (let from = 0; from < findings.length; from += sentAtOnce) {
    const group = findings.slice(from, from + sentAtOnce)
    const sent = await Promise.allSettled(
      group.map((finding) => target.deliver(findingEvent(finding), turn.signal)),
    )
    const failure = sent.find((each) => each.status === 'rejected')
    if (failure === undefined) {
      outage.ended()
      continue
    }
    // The process stops, or another has the turn: it comes again by itself.
    if (turn.signal.aborted) throw new Error('Cannot publish findings: the turn ended')
    outage.goesOn(failure.reason as Error)
    const failed = group.filter((_, at) => sent[at]?.status === 'rejected')
    await announceAgain(context, message, [...failed, ...findings.slice(from + sentAtOnce)])
    return
  }
}

async function announceAgain(
  { queue, database, now, waitMs = defaultWaitMs }: PublicationContext,
  message: PublicationMessage,
  left: readonly { readonly id: string }[],
): Promise<void> {
  const again = { ...message, findingIds: left.map(({ id }) => id), attempt: message.attempt + 1 }
  const startAfter = new Date(now().getTime() + waitMs(message.attempt))
  await queue.send(database.background, again, { startAfter })
}

function defaultWaitMs(attempt: number): number {
  return Math.min(1_000 * 2 ** Math.min(attempt, 20), 300_000)
}

interface OutageLog {
  goesOn(reason: Error): void
  ended(): void
}

/** A line when a target begins to refuse and one when it takes again, not one for every finding. */
function outageLog({ logger }: PublicationContext, { name }: Target): OutageLog {
  let isOut = false
  return {
    goesOn({ message }) {
      if (!isOut)
        logger.warn(
          { target: name, reason: message },
          'Cannot publish findings; they are kept and sent again',
        )
      isOut = true
    },
    ended() {
      if (isOut) logger.info({ target: name }, 'findings are published again')
      isOut = false
    },
  }
}
