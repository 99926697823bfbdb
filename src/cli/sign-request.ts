// AWS Signature Version 4 for the few requests the command line makes. A request carries its query and path
// already encoded; what is signed is built from the same text that is sent, so the two cannot differ.
import { createHash, createHmac } from 'node:crypto'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface UnsignedRequest {
  readonly method: string
  /** Path segments and the query encoded as RFC 3986 says, query members sorted: see `requestUrl`. */
  readonly url: URL
  readonly body: string
}

export interface SigningScope {
  readonly credentials: Credentials
  readonly region: string
  readonly now: Date
}

/** The headers to send, `authorization` among them. */
export function signRequest(request: UnsignedRequest, scope: SigningScope): Record<string, string> {
  const { credentials, region } = scope
  const timestamp = scope.now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  const bodyHash = sha256(request.body)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    host: request.url.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': timestamp,
    ...(credentials.sessionToken === undefined ? {} : { 'x-amz-security-token': credentials.sessionToken }),
  }
  const signedHeaders = Object.keys(headers).join(';')
  const canonicalRequest = [
    request.method,
    // Every service but S3 signs the path encoded once more than it is sent.
    request.url.pathname.split('/').map(encodeStrictly).join('/'),
    request.url.search.slice(1),
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    bodyHash,
  ].join('\n')
  const date = timestamp.slice(0, 8)
  const credentialScope = `${date}/${region}/macie2/aws4_request`
  let key = hmac(`AWS4${credentials.secretAccessKey}`, date)
  for (const part of [region, 'macie2', 'aws4_request']) key = hmac(key, part)
  const toSign = ['AWS4-HMAC-SHA256', timestamp, credentialScope, sha256(canonicalRequest)].join('\n')
  const credential = `Credential=${credentials.accessKeyId}/${credentialScope}`
  const signature = hmac(key, toSign).toString('hex')
  headers['authorization'] =
    `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`
  return headers
}

/** `/magpie/jobs` and segments → a URL in the form that `signRequest` wants. */
export function requestUrl(
  endpoint: string,
  segments: readonly string[],
  query: Record<string, string> = {},
): URL {
  const members = Object.entries(query).map(
    ([name, value]) => `${encodeStrictly(name)}=${encodeStrictly(value)}`,
  )
  const search = members.length === 0 ? '' : `?${members.toSorted().join('&')}`
  return new URL(`/${segments.map(encodeStrictly).join('/')}${search}`, endpoint)
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
