// Asking an S3 server again where that may help. Ours, not the SDK's: the SDK stops after a few tries of a second
// in all, also by a quota it shares among requests, while an outage or a throttle lasts longer than that.
import { setTimeout } from 'node:timers/promises'
import type { Patience } from '../object-store.ts'
import { countFailure, countRetry } from './request-counts.ts'

/** About 25 seconds. */
export const patient: Patience = { attempts: 8, firstWait: 200 }

/** @throws the last error, as it came */
export async function withRetries<T>(patience: Patience, ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      recordFailure(error)
      if (!mayRetry(patience, attempt, error)) throw error
      await waitBefore(patience, attempt, error)
    }
  }
}

/** For the metrics: every failure, also one that is no reason to give up. */
export function recordFailure(error: unknown): void {
  if (isThrottling(error)) countFailure('throttled')
  else countFailure(isTransient(error) ? 'transient' : 'refused')
}

/** `attempt` is the number of the try that failed, from 1. */
export function mayRetry(patience: Patience, attempt: number, error: unknown): boolean {
  if (attempt >= patience.attempts) return false
  return isTransient(error) || (attempt === 1 && comesFromAnotherTime(error))
}

/**
 * The server refused us and its clock is minutes from ours: signatures hold for as long. From the refusal the SDK's
 * client has learned the server's time, so the next signature is good. (An answer to HEAD does not say why it refused.)
 */
function comesFromAnotherTime(error: unknown): boolean {
  const status = statusOf(error)
  const date = answerHeaders(error)?.['date']
  return (
    (status === 403 || status === 400) &&
    date !== undefined &&
    Math.abs(Date.parse(date) - Date.now()) >= 300_000
  )
}

/** `attempt` counts from 1. A server's own Retry-After is followed, up to 30 s. */
export async function waitBefore(patience: Patience, attempt: number, error?: unknown): Promise<void> {
  countRetry()
  const longest = Math.min(20_000, patience.firstWait * 2 ** (attempt - 1))
  const asked = retryAfter(error)
  await setTimeout(Math.max(asked, longest / 2 + (Math.random() * longest) / 2))
}

function retryAfter(error: unknown): number {
  const seconds = Number(answerHeaders(error)?.['retry-after'] ?? 0)
  return Number.isFinite(seconds) ? Math.min(30, Math.max(0, seconds)) * 1_000 : 0
}

function answerHeaders(error: unknown): Readonly<Record<string, string>> | undefined {
  return (error as { $response?: { headers?: Record<string, string> } } | undefined)?.$response?.headers
}

/** The server is busy or out of order, or the connection broke: the same request may succeed later. */
export function isTransient(error: unknown): boolean {
  const status = statusOf(error)
  if (status !== undefined && status >= 400) {
    return status === 429 || (status >= 500 && status !== 501) || throttling.test(nameOf(error))
  }
  const code = (error as { code?: unknown } | undefined)?.code
  return networkNames.has(nameOf(error)) || (typeof code === 'string' && networkCodes.has(code))
}

/** The server is busy, of all that is transient. */
export function isThrottling(error: unknown): boolean {
  const status = statusOf(error)
  return status === 429 || status === 503 || throttling.test(nameOf(error))
}

export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
}

/** The S3 error code, which the SDK gives as the error's name. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}

const throttling = /Throttl|SlowDown|TooManyRequests|RequestLimitExceeded|RequestTimeout$/
const networkNames = new Set(['TimeoutError', 'AbortError', 'NetworkingError'])
const networkCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
])
