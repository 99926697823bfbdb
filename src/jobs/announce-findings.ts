// Has new findings published: the announcement leaves with the transaction that records them, or not at all.
//
// Suppressed findings are not published. How often an account wants updates published makes no difference here: it is
// about findings of policies, and a finding of sensitive data is never updated.
import type { Kysely } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { PublicationQueue } from '../queue/message.ts'
import type { Queue } from '../queue/queue.ts'

export interface Announcer {
  readonly queue: Pick<Queue, 'send' | 'notify'>
  /** Where this installation publishes; absent or empty: nowhere. */
  readonly publishTo?: readonly PublicationQueue[] | undefined
}

/** As much as a turn sends: a target that fails holds up no more. */
const findingsInMessage = 64

export async function announceFindings(
  { queue, publishTo = [] }: Announcer,
  trx: Kysely<Schema>,
  findings: readonly { readonly id: string; readonly archived: boolean }[],
): Promise<void> {
  const ids = findings.filter(({ archived }) => !archived).map(({ id }) => id)
  for (const target of publishTo) {
    for (let from = 0; from < ids.length; from += findingsInMessage) {
      const findingIds = ids.slice(from, from + findingsInMessage)
      await queue.send(trx, { queue: target, findingIds, attempt: 0 })
    }
  }
}

/** Sends at once what was announced; after the commit. */
export function wakePublishers({ queue, publishTo = [] }: Announcer): void {
  for (const target of publishTo) queue.notify(target)
}
