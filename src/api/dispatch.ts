// One request, from its raw parts to its answer: route, authenticate, authorise, gate, validate, handle.
//
// The order is what a caller may learn: nobody without a valid signature learns more than which paths exist.
import type { ApiContext } from './context.ts'
import { authenticate, type Authenticated } from './authenticate.ts'
import { authorise } from './authorise.ts'
import { ApiError, invalid } from './errors.ts'
import { readInput } from './input.ts'
import type { KeyLimits } from './key-limits.ts'
import { limitRate } from './rate-limit.ts'
import type { Connection, RequestFacts } from './request-facts.ts'
import type { Route, Router } from './router.ts'
import { parseQuery } from './uri-encoding.ts'

export interface RawRequest {
  readonly method: string
  /** The request line's target, as on the wire. */
  readonly target: string
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
  readonly connection: Connection
}

export interface Answer {
  readonly status: number
  readonly contentType: string
  /** undefined: no body. */
  readonly body: string | undefined
}

/** What the log and the metrics learn of a request while it is handled. */
export interface Trace {
  operation: string
  accountId: string | undefined
  /** Of a caller whose signature is good. */
  accessKeyId: string | undefined
}

export interface Dispatcher {
  readonly context: ApiContext
  readonly router: Router
  readonly keyLimits: KeyLimits
}

/** @throws ApiError for a refusal, anything else for a failure. */
export async function dispatch(dispatcher: Dispatcher, request: RawRequest, trace: Trace): Promise<Answer> {
  const { context, router, keyLimits } = dispatcher
  const { rawPath, query } = splitTarget(request)
  const route = router(request.method, rawPath)
  if (route === undefined) throw unknownOperation()
  trace.operation = route.operation.name
  const now = context.now()
  const authenticated = await authenticate(context, { ...request, rawPath, query }, now)
  const { accountId, accessKeyId } = authenticated.caller
  trace.accountId = accountId
  trace.accessKeyId = accessKeyId
  const { body, connection } = request
  const leave = keyLimits.enter(accessKeyId, now)
  try {
    return await answer(context, authenticated, { route, facts: { body, query, connection, now } })
  } finally {
    leave()
  }
}

async function answer(
  context: ApiContext,
  authenticated: Authenticated,
  { route, facts }: { readonly route: Route; readonly facts: RequestFacts },
): Promise<Answer> {
  const { operation, labels } = route
  const { body, query, now } = facts
  const { caller, region } = authenticated
  const { accountId } = caller
  await authorise(context, authenticated, { route, facts })
  const session =
    operation.session === 'not needed' ? undefined : await context.sessions.enter(operation, accountId, now)
  const input = readInput(operation, { labels, query, body })
  if (context.rateLimits === 'aws')
    await limitRate(context.database.interactive, operation, { accountId, now })
  const output = await operation.handle({ input, context, caller, region, now, session })
  if (operation.textAnswer)
    return { status: 200, contentType: 'text/plain; version=0.0.4; charset=utf-8', body: String(output) }
  if (operation.success === 204) return { status: 204, contentType: 'application/json', body: undefined }
  return { status: 200, contentType: 'application/json', body: JSON.stringify(output ?? {}) }
}

export function unknownOperation(): ApiError {
  return new ApiError('UnknownOperationException', 'There is no operation with this method and path.')
}

function splitTarget({ target, rawHeaders }: RawRequest) {
  if (!target.startsWith('/')) throw invalid('the request target must be a path')
  if (!rawHeaders.some((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')) {
    throw invalid('the Host header is required')
  }
  const questionMark = target.indexOf('?')
  const rawPath = questionMark < 0 ? target : target.slice(0, questionMark)
  const query = parseQuery(questionMark < 0 ? '' : target.slice(questionMark + 1))
  if (query === undefined) throw invalid('the query has a broken percent-encoding')
  return { rawPath, query }
}
