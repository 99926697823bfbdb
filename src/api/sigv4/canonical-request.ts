// The canonical request of Signature Version 4: the bytes that a client's signature stands for.
//
// The path is the raw one, encoded once more: `%2F` on the wire is `%252F` here. Headers are read from the raw list,
// because Node drops or joins repeated ones.
import { createHash } from 'node:crypto'
import { encodeUri, type Query } from '../uri-encoding.ts'

export interface SignedRequest {
  readonly method: string
  /** As on the wire, without the query. */
  readonly rawPath: string
  readonly query: Query
  /** Names and values by turns, as Node gives them. */
  readonly rawHeaders: readonly string[]
  readonly body: Uint8Array
}

/** @param signedHeaders in the order the client gave, lower case. */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const headers = headersByName(request.rawHeaders)
  return [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${(headers.get(name) ?? []).map(trimmed).join(',')}`),
    '',
    signedHeaders.join(';'),
    sha256Hex(request.body),
  ].join('\n')
}

/** Read once: whoever signs may name any number of headers. */
function headersByName(rawHeaders: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase()
    const values = headers.get(name)
    if (values === undefined) headers.set(name, [rawHeaders[at + 1] ?? ''])
    else values.push(rawHeaders[at + 1] ?? '')
  }
  return headers
}

/** Every value of one header, in order. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
}

export function sha256Hex(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

function canonicalPath(rawPath: string): string {
  return rawPath === '' ? '/' : encodeUri(rawPath).replaceAll('%2F', '/')
}

function canonicalQuery(query: Query): string {
  return query
    .filter(([key]) => key !== 'X-Amz-Signature')
    .map(([key, value]) => [encodeUri(key), encodeUri(value)] as const)
    .sort(([keyA, valueA], [keyB, valueB]) => compare(keyA, keyB) || compare(valueA, valueB))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
}

/** Encoded components are ASCII: code units sort as bytes do. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function trimmed(value: string): string {
  return value.trim().replaceAll(/ +/g, ' ')
}
