// Writes what happens to jobs into the structured log, one line an event, in the members of AWS's own log events.
//
// The events are rows first, written in the transaction of what they tell: so no line is about a thing that was rolled
// back, and after a crash the next process writes what is missing (a line it had just written may come twice).
import type { Logger } from 'pino'
import type { Database } from './database/open-database.ts'
import { takeUnloggedEvents } from './store/job-events.ts'

const everyMilliseconds = 500
const linesAtOnce = 200

/** @returns how to stop it; it ends with what happened until then */
export function startJobLog(database: Database, logger: Logger): () => Promise<void> {
  let isAway = false
  const look = async (): Promise<void> => {
    try {
      while ((await writeSome(database, logger)) === linesAtOnce);
      isAway = false
    } catch (error) {
      // Once an outage: the rows wait, and a later look finds them.
      if (!isAway) logger.warn({ err: error }, 'Cannot read the events of jobs')
      isAway = true
    }
  }
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look().finally(() => (looking = undefined))
  }, everyMilliseconds)
  return async () => {
    clearInterval(timer)
    await looking
    await look()
  }
}

function writeSome({ background }: Database, logger: Logger): Promise<number> {
  return background.transaction().execute(async (trx) => {
    const events = await takeUnloggedEvents(trx, linesAtOnce)
    for (const jobEvent of events) logger.info({ jobEvent }, 'job event')
    return events.length
  })
}
