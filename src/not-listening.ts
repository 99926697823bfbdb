import { CommandFailure } from './cli/command-failure.ts'
import { systemReason } from './cli/system-reason.ts'
import type { HostAndPort } from './config.ts'

/** The refusal of an address, with what to do about it. */
export function notListening({ host, port }: HostAndPort, cause: unknown): CommandFailure {
  return new CommandFailure(`Cannot listen on ${host}:${port}: ${systemReason(cause)}`, {
    next: 'Choose another address, such as --listen 127.0.0.1:0 for any free port.',
    cause,
  })
}
