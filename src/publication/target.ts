// Where findings are published.
import type { FindingEvent } from './event.ts'

export interface Target {
  /** For the log: where it is, without anything secret. */
  readonly name: string
  /** Resolves when the target has taken the event; rejects with the reason why it is to be sent again. */
  deliver(event: FindingEvent, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}
