// Receivers for tests: an HTTP endpoint that answers as it is told, and a syslog server.
import http from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'

export interface ReceivedPost {
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

export interface WebhookReceiver {
  readonly url: string
  /** In the order of their coming, whatever they were answered with. */
  readonly posts: readonly ReceivedPost[]
  close(): Promise<void>
}

export type Answer = { readonly status: number; readonly location?: string } | 'none'

export async function receiveWebhooks(answerOf: (post: ReceivedPost) => Answer): Promise<WebhookReceiver> {
  const posts: ReceivedPost[] = []
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const post = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      }
      posts.push(post)
      const answer = answerOf(post)
      if (answer === 'none') return
      response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location })
      response.end('thanks')
    })
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/findings`,
    posts,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export interface SyslogReceiver {
  readonly port: number
  /** Without the length before each. */
  readonly messages: readonly string[]
  close(): Promise<void>
}

export async function receiveSyslog(): Promise<SyslogReceiver> {
  const messages: string[] = []
  const server = net.createServer((socket) => {
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('end', () => messages.push(...unframed(Buffer.concat(parts))))
  })
  const port = await listening(server)
  return { port, messages, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

function unframed(bytes: Buffer): string[] {
  const messages: string[] = []
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(' ', at)
    const length = Number(bytes.subarray(at, blank))
    messages.push(bytes.subarray(blank + 1, blank + 1 + length).toString())
    at = blank + 1 + length
  }
  return messages
}

async function listening(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
