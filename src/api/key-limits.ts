// How much one access key may ask of this process: requests a second, and requests under way. So that one client in a
// loop does not take the place of all others.
import { ApiError } from './errors.ts'

export interface KeyLimits {
  /** @returns what to call when the request is done. @throws ApiError 429 */
  enter(accessKeyId: string, now: Date): () => void
}

export interface MostOfKey {
  readonly requestsPerSecond: number
  readonly requestsUnderWay: number
}

export const defaultKeyLimits: MostOfKey = { requestsPerSecond: 1_000, requestsUnderWay: 100 }

interface Use {
  second: number
  inSecond: number
  underWay: number
}

/** Idle keys are forgotten when there are more; keys in use are as many as requests can be under way. */
const mostKept = 10_000

export function keyLimits(most: MostOfKey): KeyLimits {
  const uses = new Map<string, Use>()
  return {
    enter(accessKeyId, now) {
      const second = Math.floor(now.getTime() / 1_000)
      if (uses.size >= mostKept) forgetIdle(uses, second)
      const use = uses.get(accessKeyId) ?? { second, inSecond: 0, underWay: 0 }
      uses.set(accessKeyId, use)
      if (use.second !== second) Object.assign(use, { second, inSecond: 0 })
      if (use.inSecond >= most.requestsPerSecond)
        throw exceeded(`an access key may send ${most.requestsPerSecond} requests a second`)
      if (use.underWay >= most.requestsUnderWay)
        throw exceeded(`an access key may have ${most.requestsUnderWay} requests under way`)
      use.inSecond++
      use.underWay++
      return () => void use.underWay--
    },
  }
}

function forgetIdle(uses: Map<string, Use>, second: number): void {
  for (const [accessKeyId, use] of uses)
    if (use.underWay === 0 && use.second !== second) uses.delete(accessKeyId)
}

function exceeded(rule: string): ApiError {
  return new ApiError('ThrottlingException', `Rate exceeded: ${rule}.`)
}
