// A command that cannot do what it was asked: the message for the person, the next step, the exit code. Printed
// without a stack by main.ts; any other error that gets there is a bug and shows its stack.

export const exitCodes = { done: 0, findings: 1, cannotStart: 2, incomplete: 3 } as const

export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: number
  /** What to do about it, a sentence. */
  readonly next: string | undefined

  constructor(message: string, options: { next?: string; exitCode?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.next = options.next
    this.exitCode = options.exitCode ?? exitCodes.cannotStart
  }
}
