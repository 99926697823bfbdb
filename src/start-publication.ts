// The publishing part of a server: the targets that its settings name, and who sends findings there.
import type { Config } from './config.ts'
import { startPublication } from './publication/publish.ts'
import { syslogTarget } from './publication/syslog.ts'
import type { Target } from './publication/target.ts'
import { webhookTarget } from './publication/webhook.ts'
import type { PublicationQueue } from './queue/message.ts'
import type { ServerBase } from './server-base.ts'

/** Every process that records findings must name the same targets as those that send them. */
export function publicationQueues({ webhook, syslog }: Config): readonly PublicationQueue[] {
  return [
    ...(webhook === undefined ? [] : (['publish-webhook'] as const)),
    ...(syslog === undefined ? [] : (['publish-syslog'] as const)),
  ]
}

/** @returns how to stop it, and the queue with it */
export async function startPublishing(base: ServerBase): Promise<() => Promise<void>> {
  const { config, database, queue, logger, now } = base
  if (config.webhook === undefined && config.syslog === undefined) return async () => undefined
  const targets = new Map<PublicationQueue, Target>()
  if (config.webhook !== undefined) targets.set('publish-webhook', webhookTarget(config.webhook))
  if (config.syslog !== undefined) targets.set('publish-syslog', syslogTarget(config.syslog))
  return startPublication({ database, queue, targets, logger, now })
}
