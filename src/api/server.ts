// The HTTP server: Fastify for connections, limits and a graceful end; everything of the contract in dispatch.ts.
//
// There is one route. Fastify's own router decodes and limits paths, parses queries and bodies, and answers by itself
// in ways that clients of AWS do not expect; so each request reaches `/`, and is routed by its raw target.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { ApiContext } from './context.ts'
import { dispatch, unknownOperation, type Trace } from './dispatch.ts'
import { ApiError } from './errors.ts'
import { extensions } from './extensions/index.ts'
import { defaultKeyLimits, keyLimits, type MostOfKey } from './key-limits.ts'
import { operations } from './operations/index.ts'
import { countPipelines } from './pipelines.ts'
import { answerClientError, answerConnect } from './raw-errors.ts'
import { readBody } from './read-body.ts'
import type { Connection } from './request-facts.ts'
import { createRouter } from './router.ts'
import { answerUnsigned } from './unsigned.ts'

export interface ServerOptions {
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer }
  readonly headersTimeoutMs?: number
  readonly requestTimeoutMs?: number
  /** Requests at one time; those above are answered with 503, which clients retry. */
  readonly maximumConcurrent?: number
  /** Requests under way on one connection: what a client sends before it has read its answers. */
  readonly maximumPipelined?: number
  readonly mostOfKey?: MostOfKey
}

export function createServer(context: ApiContext, options: ServerOptions = {}): FastifyInstance {
  const server = openFastify(options)
  const dispatcher = {
    context,
    router: createRouter([...operations, ...extensions]),
    keyLimits: keyLimits(options.mostOfKey ?? defaultKeyLimits),
  }
  const traces = new WeakMap<FastifyRequest, Trace>()
  const busy = { requests: 0, most: options.maximumConcurrent ?? 1_000 }
  const enterPipeline = countPipelines(options.maximumPipelined ?? 16)

  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-amzn-requestid', request.id)
    // What the body claims to be does not matter; a claim that Fastify cannot read must not become a 415.
    delete request.raw.headers['content-type']
    busy.requests++
    // Not onResponse: that does not come where the client has gone before its answer.
    reply.raw.once('close', () => busy.requests--)
    enterPipeline(request.raw.socket, reply.raw)
  })
  server.addHook('onResponse', async (request, reply) => {
    report(context, traces.get(request), { request, reply })
  })
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/',
    exposeHeadRoute: false,
    async handler(request, reply) {
      const raw = {
        method: request.method,
        target: request.originalUrl,
        rawHeaders: request.raw.rawHeaders,
        body: request.body instanceof Buffer ? request.body : Buffer.alloc(0),
        connection: connectionOf(request.raw),
      }
      const trace = { operation: 'unknown', accountId: undefined, accessKeyId: undefined }
      traces.set(request, trace)
      const unsigned = await answerUnsigned(context, raw)
      if (unsigned === undefined && busy.requests > busy.most) throw overloaded()
      const answer = unsigned ?? (await dispatch(dispatcher, raw, trace))
      reply.code(answer.status)
      if (answer.body === undefined) return reply.send()
      // As bytes: Fastify adds a charset to the content type of text.
      return reply.header('content-type', answer.contentType).send(Buffer.from(answer.body))
    },
  })
  server.setNotFoundHandler(async (_request, reply) => sendError(reply, unknownOperation()))
  server.setErrorHandler(async (error, request, reply) =>
    sendError(reply, toApiError(context, error, request)),
  )
  return server
}

function openFastify(options: ServerOptions): FastifyInstance {
  const http = {
    // Pre-signed URLs and tags make long targets; headers carry session tokens.
    maxHeaderSize: 131_072,
    requireHostHeader: false,
    connectionsCheckingInterval: Math.min(options.headersTimeoutMs ?? 5_000, 5_000),
    headersTimeout: options.headersTimeoutMs ?? 20_000,
  }
  const server = fastify({
    ...(options.tls === undefined ? { http } : { https: { ...http, ...tlsLimits(options), ...options.tls } }),
    logger: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    rewriteUrl: () => '/',
    requestTimeout: options.requestTimeoutMs ?? 30_000,
    keepAliveTimeout: 65_000,
    // A client that does not read its answer must not hold it for ever.
    connectionTimeout: 120_000,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
  }) as unknown as FastifyInstance
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request: FastifyRequest, payload: IncomingMessage) => readBody(payload))
  server.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  server.server.on('connect', (_request, socket) => answerConnect(socket))
  return server
}

/** Before the handshake there is no request whose time could be limited. */
function tlsLimits({ headersTimeoutMs = 20_000 }: ServerOptions) {
  return { minVersion: 'TLSv1.2', handshakeTimeout: headersTimeoutMs } as const
}

function connectionOf({ socket }: IncomingMessage): Connection {
  return {
    address: socket.remoteAddress ?? '',
    encrypted: 'encrypted' in socket && socket.encrypted === true,
  }
}

function sendError(reply: FastifyReply, error: ApiError): FastifyReply {
  return (
    reply
      .code(error.status)
      // Fastify would close the connection while the client still sends, and the client would miss the answer.
      .removeHeader('connection')
      .header('x-amzn-errortype', error.name)
      .header('content-type', 'application/json')
      .send(Buffer.from(JSON.stringify({ message: error.message })))
  )
}

function toApiError({ logger }: ApiContext, error: unknown, request: FastifyRequest): ApiError {
  if (error instanceof ApiError) return error
  const { name, message, stack, code } = error as NodeJS.ErrnoException
  if (request.raw.errored) return new ApiError('ValidationException', 'The request broke off.')
  logger.error({ requestId: request.id, error: { name, message, code, stack } }, 'Cannot answer a request')
  return new ApiError('InternalServerException', `The request ${request.id} failed. Try again.`)
}

function overloaded(): ApiError {
  return new ApiError('ServiceUnavailable', 'Too many requests are under way. Try again.')
}

function report(
  { logger, metrics }: ApiContext,
  trace: Trace | undefined,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): void {
  const operation = trace?.operation ?? 'unknown'
  const milliseconds = Math.round(reply.elapsedTime)
  const facts = {
    requestId: request.id,
    operation,
    accountId: trace?.accountId,
    accessKeyId: trace?.accessKeyId,
    status: reply.statusCode,
    milliseconds,
  }
  logger.debug(facts, 'request')
  metrics.observe({ operation, status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
}
