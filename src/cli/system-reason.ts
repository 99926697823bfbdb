import { getSystemErrorMessage } from 'node:util'

/** What the system says of a failed call, in words: `permission denied`; the error's own message where it says nothing. */
export function systemReason(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException
  return typeof errno === 'number' && errno < 0 ? getSystemErrorMessage(errno) : message
}
