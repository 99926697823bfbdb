// Requests of tests, byte for byte: signed as Signature Version 4 says, without an SDK that would refuse to send them.
import { createHash, createHmac } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { IssuedAccessKey } from '../access/access-keys.ts'

export interface TestRequest {
  readonly url: string
  readonly method: string
  /** Path and query as they go over the wire; the query's members sorted. */
  readonly target: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
  /** undefined: unsigned. */
  readonly key?: IssuedAccessKey | undefined
  readonly now?: Date
}

export interface TestAnswer {
  readonly status: number
  readonly errorType: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** {} where the answer is no JSON. */
  readonly json: Record<string, unknown>
}

export function send(request: TestRequest): Promise<TestAnswer> {
  const { hostname, port } = new URL(request.url)
  // Node leaves the length out for GET and DELETE, and the body would be read as the next request.
  const length = { 'content-length': String(Buffer.byteLength(request.body ?? '')) }
  const headers = { ...length, ...signatureOf(request), ...request.headers }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, method: request.method, path: request.target, headers },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          const isJson = incoming.headers['content-type'] === 'application/json' && text !== ''
          resolve({
            status: incoming.statusCode ?? 0,
            errorType: [incoming.headers['x-amzn-errortype']].flat()[0],
            headers: incoming.headers,
            text,
            json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
          })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(request.body ?? '')
  })
}

function signatureOf({ url, method, target, body = '', key, now = new Date() }: TestRequest) {
  if (key === undefined) return {}
  const [path = '/', query = ''] = target.split('?')
  const date = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const token = key.sessionToken === undefined ? {} : { 'x-amz-security-token': key.sessionToken }
  const signed: Record<string, string> = { host: new URL(url).host, 'x-amz-date': date, ...token }
  const canonical = [
    method,
    path.split('/').map(encodeStrictly).join('/'),
    query,
    ...Object.entries(signed).map(([name, value]) => `${name}:${value}`),
    '',
    Object.keys(signed).join(';'),
    sha256(body),
  ].join('\n')
  const scope = `${date.slice(0, 8)}/us-east-1/macie2/aws4_request`
  let signing = hmac(`AWS4${key.secretAccessKey}`, date.slice(0, 8))
  for (const part of ['us-east-1', 'macie2', 'aws4_request']) signing = hmac(signing, part)
  const signature = hmac(signing, ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n'))
  const credential = `Credential=${key.accessKeyId}/${scope}`
  const names = `SignedHeaders=${Object.keys(signed).join(';')}`
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 ${credential}, ${names}, Signature=${signature.toString('hex')}`,
  }
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
