// What may be sent: each queue's message, which only names rows. A turn may come twice or late, so whoever takes it reads
// from the rows what is still to be done.

export type Message =
  | { readonly queue: 'plan-run'; readonly jobId: string; readonly runNumber: number }
  | { readonly queue: 'scan-batch'; readonly batchId: number }
  | { readonly queue: 'scheduled-run'; readonly jobId: string; readonly slot: string }
  | { readonly queue: 'expire-pause'; readonly jobId: string; readonly pausedAt: string }
  | { readonly queue: 'resume-quota'; readonly jobId: string }
  | { readonly queue: 'refresh-bucket'; readonly accountId: string; readonly name: string }
  | { readonly queue: 'export-results'; readonly accountId: string }
  | PublicationMessage
  | { readonly queue: 'sweep' }

export interface PublicationMessage {
  readonly queue: PublicationQueue
  readonly findingIds: readonly string[]
  /** How often it was tried before. */
  readonly attempt: number
}

/** One a kind of target: one that is away holds up no other. */
export type PublicationQueue = 'publish-syslog' | 'publish-webhook'

export type QueueName = Message['queue']
export type MessageOf<Name extends QueueName> = Extract<Message, { queue: Name }>

/** Every queue; the record makes the compiler refuse a forgotten one. */
export const queueNames = Object.keys({
  'plan-run': true,
  'scan-batch': true,
  'scheduled-run': true,
  'expire-pause': true,
  'resume-quota': true,
  'refresh-bucket': true,
  'export-results': true,
  'publish-syslog': true,
  'publish-webhook': true,
  sweep: true,
} satisfies Record<QueueName, true>) as readonly QueueName[]
