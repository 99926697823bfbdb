// Signed requests without an SDK: for what an SDK would not send, and for the bytes that it does not show.
import { createHash, createHmac } from 'node:crypto'
import { server } from './world.ts'

export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Record<string, unknown>
}

export interface RawOptions {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly date?: Date
  readonly accessKeyId?: string
  readonly secretAccessKey?: string
  readonly service?: string
}

export async function rawJson(method: string, target: string, options: RawOptions = {}): Promise<RawAnswer> {
  const answer = await fetch(server.endpoint + target, {
    method,
    headers: { ...signedHeaders(method, target, options), ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  })
  const text = await answer.text()
  let body: Record<string, unknown> = {}
  if (text !== '' && (answer.headers.get('content-type') ?? '').includes('json')) body = JSON.parse(text)
  return { status: answer.status, headers: answer.headers, text, body }
}

/** Signature Version 4 over host and date, as its specification says. */
export function signedHeaders(method: string, target: string, options: RawOptions): Record<string, string> {
  const date = (options.date ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, '')
  const [path = '/', query = ''] = target.split('?')
  const host = new URL(server.endpoint).host
  const scope = `${date.slice(0, 8)}/us-east-1/${options.service ?? 'macie2'}/aws4_request`
  const canonical = [
    method,
    path.split('/').map(encode).join('/'),
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    `host:${host}\nx-amz-date:${date}\n`,
    'host;x-amz-date',
    createHash('sha256')
      .update(options.body ?? '')
      .digest('hex'),
  ].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  )
  let key: Buffer = Buffer.from(`AWS4${options.secretAccessKey ?? server.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  const credential = `${options.accessKeyId ?? server.accessKeyId}/${scope}`
  return {
    'x-amz-date': date,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  }
}

const encode = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
