// An HTTP endpoint that takes one event a request, signed as Standard Webhooks says (standardwebhooks.com): whoever holds
// the secret can tell that it comes from here, and that it is not an old one sent again.
import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { FindingEvent } from './event.ts'
import type { Target } from './target.ts'

export interface WebhookConfig {
  readonly url: string
  /** `whsec_` and base64, or any text. */
  readonly secret: string
}

export interface WebhookOptions {
  readonly now?: () => Date
  readonly timeoutMs?: number
}

export function webhookTarget(config: WebhookConfig, options: WebhookOptions = {}): Target {
  const { now = () => new Date(), timeoutMs = 10_000 } = options
  const key = secretBytes(config.secret)
  const url = new URL(config.url)
  const agent = new (url.protocol === 'https:' ? https : http).Agent({ keepAlive: true, maxSockets: 8 })
  return {
    name: url.origin,
    async deliver(event, signal) {
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Magpie',
        ...signed(key, event, now()),
      }
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
      const status = await post(url, { agent, headers, body: event.json, signal: limit })
      // A redirect is not followed: findings go where the settings say, and nowhere else.
      if (status < 200 || status > 299) throw new Error(`it answered with status ${status}`)
    },
    close: async () => agent.destroy(),
  }
}

interface Post {
  readonly agent: http.Agent
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
}

/** The answer's status, once the answer has ended; what it says is dropped. */
function post(url: URL, { body, ...options }: Post): Promise<number> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http
    const sent = request(url, { method: 'POST', ...options }, (answer) => {
      answer.once('error', reject)
      answer.once('end', () => resolve(answer.statusCode ?? 0))
      answer.resume()
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

function signed(key: Buffer, { id, json }: FindingEvent, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${json}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

function secretBytes(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret)
}
