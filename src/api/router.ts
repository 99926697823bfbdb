// Finds the operation of a request by its raw path.
//
// The path is split at literal slashes first and decoded then: an ARN with `%2F` in it is one label.
import type { Method, Operation } from './operation.ts'
import { decodeUri } from './uri-encoding.ts'

export interface Route {
  readonly operation: Operation
  readonly labels: Readonly<Record<string, string>>
}

/** What a request names; undefined where no operation has this method and path. */
export type Router = (method: string, rawPath: string) => Route | undefined

export function createRouter(operations: readonly Operation[]): Router {
  const table = operations.map((operation) => ({ operation, pattern: operation.path.split('/') }))
  return (method, rawPath) => {
    const segments = rawPath.split('/')
    for (const { operation, pattern } of table) {
      if (operation.method !== (method as Method) || pattern.length !== segments.length) continue
      const labels = match(pattern, segments)
      if (labels !== undefined) return { operation, labels }
    }
    return undefined
  }
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {}
  for (const [at, expected] of pattern.entries()) {
    const segment = segments[at] ?? ''
    if (!expected.startsWith('{')) {
      if (segment !== expected) return undefined
      continue
    }
    const label = decodeUri(segment)
    if (label === undefined || label === '') return undefined
    labels[expected.slice(1, -1)] = label
  }
  return labels
}
