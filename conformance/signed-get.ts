// A signed GET of Magpie's own routes, for programs that have an address and no test runner.
import { createHash, createHmac } from 'node:crypto'
import type { ServerAddress } from './magpie-process.ts'

export async function signedGet(server: ServerAddress, target: string): Promise<Record<string, unknown>> {
  return JSON.parse(await signedText(server, target)) as Record<string, unknown>
}

export async function signedText(server: ServerAddress, target: string): Promise<string> {
  const url = new URL(server.endpoint + target)
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = `${date.slice(0, 8)}/us-east-1/macie2/aws4_request`
  const query = [...url.searchParams]
    .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`)
    .sort()
  const canonical = [
    'GET',
    url.pathname,
    query.join('&'),
    `host:${url.host}\nx-amz-date:${date}\n`,
    'host;x-amz-date',
    sha256(''),
  ]
  let key: Buffer = Buffer.from(`AWS4${server.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical.join('\n'))].join('\n')
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${server.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`
  const answer = await fetch(url, { headers: { 'x-amz-date': date, authorization } })
  if (!answer.ok) throw new Error(`Cannot get ${url.pathname}: ${answer.status} ${await answer.text()}`)
  return answer.text()
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
