// Signatures made by the AWS SDK's own signer must be accepted, and every alteration refused with AWS's error name.
import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, test } from 'vitest'
import { ApiError } from '../errors.ts'
import { parseQuery } from '../uri-encoding.ts'
import type { SignedRequest } from './canonical-request.ts'
import { parseAuthorization } from './parse-authorization.ts'
import { checkClaims, isSignedWith } from './verify.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const signedAt = new Date('2026-03-01T12:00:00Z')

class Sha256 {
  readonly #chunks: Uint8Array[] = []
  readonly #key: Uint8Array | undefined
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    if (key === undefined) return
    this.#key = typeof key === 'string' ? Buffer.from(key) : Buffer.from(key as Uint8Array)
  }
  update(data: string | Uint8Array) {
    this.#chunks.push(Buffer.from(data as Uint8Array))
  }
  async digest() {
    const hash = this.#key === undefined ? createHash('sha256') : createHmac('sha256', this.#key)
    for (const chunk of this.#chunks) hash.update(chunk)
    return new Uint8Array(hash.digest())
  }
}

const signer = new SignatureV4({
  service: 'macie2',
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret },
  sha256: Sha256,
})

/** [description, raw path, raw query, parsed query as the SDK holds it] */
const requests: readonly [string, string, Record<string, string | string[]>][] = [
  ['a plain path', '/macie', {}],
  ['an ARN as a label', '/tags/arn%3Aaws%3Amacie2%3Aus-east-1%3A111122223333%3Aclassification-job%2Fabc', {}],
  ['a label with quotes and stars', '/jobs/a%27b%2Ac%28d%29', {}],
  ['a tag key with a space', '/tags/x', { tagKeys: ['a b'] }],
  ['a tag key with a quote', '/tags/x', { tagKeys: [`it's "x"`] }],
  ['a tag key with a plus', '/tags/x', { tagKeys: ['a+b'] }],
  ['a tag key with an accent', '/tags/x', { tagKeys: ['é'] }],
  ['a tag key with a star', '/tags/x', { tagKeys: ['a*b(c)!'] }],
  ['repeated keys in any order', '/tags/x', { tagKeys: ['z', 'a', 'a'], other: '1' }],
]

function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function rawQuery(query: Record<string, string | string[]>): string {
  return Object.entries(query)
    .flatMap(([key, values]) => [values].flat().map((value) => `${escaped(key)}=${escaped(value)}`))
    .join('&')
}

async function sign(
  method: string,
  path: string,
  query: Record<string, string | string[]>,
  body = '',
): Promise<SignedRequest> {
  const request = {
    method,
    protocol: 'http:',
    hostname: 'localhost:8080',
    path,
    query,
    headers: { host: 'localhost:8080', 'x-extra': '  two   spaces ' },
    body,
  }
  const signed = await signer.sign(request, { signingDate: signedAt })
  const rawHeaders = Object.entries(signed.headers).flatMap(([name, value]) => [name, value])
  return {
    method,
    rawPath: path,
    query: parseQuery(rawQuery(query)) ?? [],
    rawHeaders,
    body: Buffer.from(body),
  }
}

function outcome(
  request: SignedRequest,
  options: { readonly now?: Date; readonly secret?: string; readonly skewSeconds?: number } = {},
): string {
  try {
    const authorization = parseAuthorization(request)
    if (authorization === undefined) return 'none'
    checkClaims(authorization, request, {
      now: options.now ?? signedAt,
      skewSeconds: options.skewSeconds ?? 900,
    })
    return isSignedWith(options.secret ?? secret, authorization, request) ? 'accepted' : 'mismatch'
  } catch (error) {
    if (error instanceof ApiError) return `${error.name}: ${error.message}`
    throw error
  }
}

function withHeader(
  request: SignedRequest,
  name: string,
  change: (value: string) => string | undefined,
): SignedRequest {
  const rawHeaders: string[] = []
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const [key = '', value = ''] = [request.rawHeaders[at], request.rawHeaders[at + 1]]
    const changed = key.toLowerCase() === name ? change(value) : value
    if (changed !== undefined) rawHeaders.push(key, changed)
  }
  return { ...request, rawHeaders }
}

describe('signatures in the Authorization header', () => {
  test.each(requests)('are accepted for %s', async (_, path, query) => {
    expect(outcome(await sign('GET', path, query))).toBe('accepted')
  })

  test('are accepted for a body, and without blanks after the commas', async () => {
    const request = await sign('POST', '/jobs', {}, '{"name":"é"}')
    expect(outcome(request)).toBe('accepted')
    expect(outcome(withHeader(request, 'authorization', (value) => value.replaceAll(', ', ',')))).toBe(
      'accepted',
    )
  })

  test('are accepted within the clock skew that is set, either way', async () => {
    const request = await sign('GET', '/macie', {})
    const at = (seconds: number) => ({ now: new Date(signedAt.getTime() + seconds * 1_000), skewSeconds: 60 })
    for (const seconds of [-60, 60]) expect(outcome(request, at(seconds))).toBe('accepted')
    expect(outcome(request, at(61))).toMatch(/^InvalidSignatureException: Signature expired: /)
    expect(outcome(request, at(-61))).toMatch(/Signature not yet current: .* is more than 60 seconds after/)
  })

  test('are accepted without x-amz-content-sha256, as boto3 signs', async () => {
    const request = await sign('GET', '/macie', {})
    expect(request.rawHeaders.map((name) => name.toLowerCase())).toContain('x-amz-content-sha256')
    // Taken away it is a signed header that is missing: the signature does not hold any more.
    expect(outcome(withHeader(request, 'x-amz-content-sha256', () => undefined))).toBe('mismatch')
  })

  test.each([
    ['the path', (request: SignedRequest) => ({ ...request, rawPath: '/jobs' })],
    ['the method', (request: SignedRequest) => ({ ...request, method: 'DELETE' })],
    ['the query', (request: SignedRequest) => ({ ...request, query: [['a', 'b']] as const })],
    ['a signed header', (request: SignedRequest) => withHeader(request, 'x-extra', () => 'other')],
    ['the host', (request: SignedRequest) => withHeader(request, 'host', () => 'other:8080')],
    [
      'the signature',
      (request: SignedRequest) =>
        withHeader(request, 'authorization', (value) => value.replace(/Signature=\w{4}/, 'Signature=0000')),
    ],
    [
      'the signature to no hexadecimal',
      (request: SignedRequest) =>
        withHeader(request, 'authorization', (value) => value.replace(/Signature=\w+/, 'Signature=zz')),
    ],
  ])('do not hold when %s is altered', async (_, alter) => {
    expect(outcome(alter(await sign('GET', '/macie', {})))).toBe('mismatch')
  })

  test('do not hold under another secret', async () => {
    expect(outcome(await sign('GET', '/macie', {}), { secret: 'other' })).toBe('mismatch')
  })

  test('are refused when the body is not what its hash says', async () => {
    const request = await sign('POST', '/jobs', {}, '{}')
    expect(outcome({ ...request, body: Buffer.from('{ }') })).toMatch(/^InvalidSignatureException: .*body/)
    const unsigned = withHeader(request, 'x-amz-content-sha256', () => 'UNSIGNED-PAYLOAD')
    expect(outcome(unsigned)).toMatch(/^InvalidSignatureException: .*body/)
  })

  test('hold for 15 minutes on either side', async () => {
    const request = await sign('GET', '/macie', {})
    const after = (minutes: number) => ({ now: new Date(signedAt.getTime() + minutes * 60_000) })
    expect(outcome(request, after(14.9))).toBe('accepted')
    expect(outcome(request, after(-14.9))).toBe('accepted')
    expect(outcome(request, after(15.1))).toMatch(/^InvalidSignatureException: Signature expired:/)
    expect(outcome(request, after(-15.1))).toMatch(/^InvalidSignatureException: Signature not yet current:/)
  })

  test.each([
    ['another service', '/macie2/', '/s3/', /^InvalidSignatureException: .*macie2/],
    ['another day', '/20260301/', '/20260302/', /^InvalidSignatureException: .*date/],
    ['another terminator', 'aws4_request', 'aws5_request', /^InvalidSignatureException: .*aws4_request/],
    ['no credential', 'Credential=', 'Credentials=', /^IncompleteSignatureException: .*Credential/],
    ['no signed headers', 'SignedHeaders=', 'Signed=', /^IncompleteSignatureException: .*SignedHeaders/],
    ['no signature', ' Signature=', ' Sign=', /^IncompleteSignatureException: .*Signature/],
    ['another algorithm', 'AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1', /^IncompleteSignatureException/],
    ['a short scope', '/eu-central-1/macie2/', '/', /^IncompleteSignatureException: .*Credential/],
    ['the host unsigned', 'host;', '', /^InvalidSignatureException: .*Host/],
  ])('are refused with %s', async (_, from, to, expected) => {
    const request = await sign('GET', '/macie', {})
    const altered = withHeader(request, 'authorization', (value) => value.replace(from, to))
    expect(altered.rawHeaders).not.toEqual(request.rawHeaders)
    expect(outcome(altered)).toMatch(expected)
  })

  test('are refused without a date', async () => {
    const request = await sign('GET', '/macie', {})
    expect(outcome(withHeader(request, 'x-amz-date', () => undefined))).toMatch(
      /^IncompleteSignatureException: .*X-Amz-Date/,
    )
    expect(outcome(withHeader(request, 'x-amz-date', () => '20269999T999999Z'))).toMatch(/^\w+Exception/)
  })

  test('count repeated headers as one, joined with a comma', async () => {
    const joined = await signer.sign(
      {
        method: 'GET',
        protocol: 'http:',
        hostname: 'localhost',
        path: '/macie',
        query: {},
        headers: { host: 'localhost', 'x-many': 'a,b' },
      },
      { signingDate: signedAt },
    )
    const rawHeaders = Object.entries(joined.headers).flatMap(([name, value]) =>
      name === 'x-many' ? ['X-Many', 'a', 'x-many', 'b'] : [name, value],
    )
    expect(outcome({ method: 'GET', rawPath: '/macie', query: [], rawHeaders, body: Buffer.alloc(0) })).toBe(
      'accepted',
    )
  })

  test('are not there at all in an unsigned request', () => {
    expect(
      outcome({
        method: 'GET',
        rawPath: '/macie',
        query: [],
        rawHeaders: ['Host', 'x'],
        body: Buffer.alloc(0),
      }),
    ).toBe('none')
  })
})

describe('pre-signed URLs', () => {
  async function presign(expiresIn: number): Promise<SignedRequest> {
    const request = {
      method: 'GET',
      protocol: 'http:',
      hostname: 'localhost:8080',
      path: '/tags/arn%3Aaws%2Fx',
      query: { tagKeys: ['b é', 'a'] },
      headers: { host: 'localhost:8080' },
    }
    const signed = await signer.presign(request, { signingDate: signedAt, expiresIn })
    const query = parseQuery(rawQuery(signed.query as Record<string, string>)) ?? []
    return {
      method: 'GET',
      rawPath: request.path,
      query,
      rawHeaders: ['Host', 'localhost:8080'],
      body: Buffer.alloc(0),
    }
  }
  const at = (seconds: number) => ({ now: new Date(signedAt.getTime() + seconds * 1000) })

  test('are accepted until they expire', async () => {
    const request = await presign(3_600)
    expect(outcome(request, at(3_599))).toBe('accepted')
    expect(outcome(request, at(3_601))).toMatch(/^InvalidSignatureException: Signature expired:/)
  })

  test('do not hold for another parameter', async () => {
    const request = await presign(60)
    expect(outcome({ ...request, query: [...request.query, ['tagKeys', 'c']] })).toBe('mismatch')
  })

  test.each(['X-Amz-Credential', 'X-Amz-Date', 'X-Amz-SignedHeaders', 'X-Amz-Signature', 'X-Amz-Expires'])(
    'are refused without %s',
    async (name) => {
      const request = await presign(60)
      const query = request.query.filter(([key]) => key !== name)
      expect(outcome({ ...request, query })).toMatch(new RegExp(`^IncompleteSignatureException: .*${name}`))
    },
  )
})
