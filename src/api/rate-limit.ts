// The published request rates, for whoever wants them: at most one call in so many seconds for an account.
import { ApiError } from './errors.ts'
import type { Operation } from './operation.ts'

export interface RateLimiter {
  /** @throws ApiError 429 */
  take(operation: Operation, accountId: string, now: Date): void
}

export function rateLimiter(mode: 'off' | 'aws'): RateLimiter {
  const lastCall = new Map<string, number>()
  return {
    take(operation, accountId, now) {
      const seconds = operation.rateLimit?.seconds
      if (mode === 'off' || seconds === undefined) return
      const key = `${accountId} ${operation.name}`
      const last = lastCall.get(key)
      if (last !== undefined && now.getTime() - last < seconds * 1000) {
        throw new ApiError(
          'ThrottlingException',
          `Rate exceeded: ${operation.name} is limited to once in ${seconds} seconds.`,
        )
      }
      lastCall.set(key, now.getTime())
    },
  }
}
