// An object could not be read: vanished, refused, changed meanwhile. Thrown by byte sources only; the scan
// turns it into the object's ledger line. Anything else thrown while reading is a bug or a broken machine.
import type { ShortfallReason } from './shortfall.ts'

export class SourceFailure extends Error {
  override readonly name = 'SourceFailure'
  readonly reason: ShortfallReason
  /** True where reading the object once more may help: it changed while it was read, or the connection broke. */
  readonly retryable: boolean

  constructor(
    reason: ShortfallReason,
    message: string,
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.reason = reason
    this.retryable = options.retryable ?? false
  }
}
