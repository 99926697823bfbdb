// For tests: an HTTP proxy before an S3 server that breaks answers on purpose. Headers pass as they are, the Host
// too, so that requests signed for the proxy's address stay valid.
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** The first rule that matches `METHOD /path` and has uses left is applied to a request; one rule a request. */
export interface Fault {
  readonly match: RegExp
  readonly times?: number
  /** Answer this S3 error instead of asking the server. */
  readonly status?: number
  readonly code?: string
  readonly retryAfter?: number
  /** End the connection after so many bytes of the body: cleanly, with a reset, or not at all but in silence. */
  readonly cut?: number
  readonly reset?: number
  readonly stall?: number
  /** As a server does that does not know this header (small letters); only one that checks no signatures takes it. */
  readonly unknownHeader?: string
  /** Change the answer's text. */
  readonly rewrite?: readonly [from: string, to: string]
}

export interface FaultProxy {
  readonly url: string
  /** `METHOD /path` of every request so far. */
  readonly requests: string[]
  readonly headers: http.IncomingHttpHeaders[]
  add(fault: Fault): void
  clear(): void
  close(): Promise<void>
}

export async function openFaultProxy(upstream: string): Promise<FaultProxy> {
  const to = new URL(upstream)
  const agent = new http.Agent({ keepAlive: true })
  const faults: (Fault & { left: number })[] = []
  const requests: string[] = []
  const headers: http.IncomingHttpHeaders[] = []
  const server = http.createServer((request, response) => {
    const line = `${request.method} ${request.url}`
    const fault = faults.find(({ left, match }) => left > 0 && match.test(line))
    if (fault !== undefined) fault.left--
    requests.push(line)
    headers.push(request.headers)
    if (fault?.status !== undefined) return answerError(request, response, fault)
    const { method, url: path } = request
    const options = {
      agent,
      host: to.hostname,
      port: to.port,
      method,
      path,
      headers: headersWithout(request, fault?.unknownHeader),
      setHost: false,
    }
    const upward = http.request(options as http.RequestOptions)
    upward.on('error', () => request.socket.destroy())
    upward.on('continue', () => response.writeContinue())
    upward.on('response', (from) => {
      if (fault?.rewrite === undefined) passOn(from, response, fault)
      else void rewrite(from, response, fault.rewrite)
    })
    request.pipe(upward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    headers,
    add: (fault) => void faults.push({ ...fault, left: fault.times ?? Infinity }),
    clear: () => void (faults.length = requests.length = headers.length = 0),
    close: () =>
      new Promise((resolve) => {
        agent.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerError(request: http.IncomingMessage, response: http.ServerResponse, fault: Fault): void {
  request.resume()
  const body = `<?xml version="1.0"?><Error><Code>${fault.code ?? 'SlowDown'}</Code><Message>planted</Message></Error>`
  response.setHeader('content-type', 'application/xml')
  response.setHeader('content-length', Buffer.byteLength(body))
  if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter)
  response.writeHead(fault.status ?? 503)
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Raw, as they came. */
function headersWithout({ rawHeaders }: http.IncomingMessage, unknown: string | undefined): string[] {
  if (unknown === undefined) return rawHeaders
  const at = rawHeaders.findIndex((header, index) => index % 2 === 0 && header.toLowerCase() === unknown)
  return at < 0 ? rawHeaders : rawHeaders.toSpliced(at, 2)
}

function passOn(from: http.IncomingMessage, response: http.ServerResponse, fault: Fault | undefined): void {
  response.writeHead(from.statusCode ?? 500, from.rawHeaders)
  if (fault === undefined) from.pipe(response)
  else breakOff(from, response, fault)
}

async function rewrite(
  from: http.IncomingMessage,
  response: http.ServerResponse,
  [before, after]: readonly [string, string],
): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of from) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString().replaceAll(before, after)
  response.writeHead(from.statusCode ?? 500, { 'content-type': 'application/xml' })
  response.end(text)
}

function breakOff(from: http.IncomingMessage, response: http.ServerResponse, fault: Fault): void {
  let left = fault.cut ?? fault.reset ?? fault.stall ?? Infinity
  from.on('data', (chunk: Buffer) => {
    if (left <= 0) return
    const piece = chunk.subarray(0, left)
    left -= piece.length
    response.write(piece, () => {
      if (left > 0 || fault.stall !== undefined) return
      if (fault.reset === undefined) response.socket?.end()
      else response.socket?.resetAndDestroy()
    })
  })
  from.on('end', () => {
    if (left > 0) response.end()
  })
}
