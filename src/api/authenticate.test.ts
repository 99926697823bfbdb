// Who is let in, over a real connection: keys of any origin, pre-signed URLs, proxies, and policies.
import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeAccessKey } from '../access/access-keys.ts'
import { adminPolicy } from '../access/policy.ts'
import { openSecrets } from '../access/secrets.ts'
import { startTestApi, testAccountId, type TestApi } from './test-api.ts'
import { send, type TestAnswer } from './test-request.ts'

const externalHost = 'macie.example.org'
let api: TestApi
let now = new Date()
beforeAll(async () => {
  api = await startTestApi({ context: { externalHost, now: () => now } })
})
afterAll(() => api.close())

class Sha256 {
  readonly #chunks: Uint8Array[] = []
  readonly #key: Buffer | undefined
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#key = key === undefined ? undefined : Buffer.from(key as string)
  }
  update(data: string | Uint8Array) {
    this.#chunks.push(Buffer.from(data as string))
  }
  async digest() {
    const hash = this.#key === undefined ? createHash('sha256') : createHmac('sha256', this.#key)
    for (const chunk of this.#chunks) hash.update(chunk)
    return new Uint8Array(hash.digest())
  }
}

async function presigned(path: string, host: string, expiresIn = 60): Promise<string> {
  const { accessKeyId, secretAccessKey } = api.key
  const credentials = { accessKeyId, secretAccessKey }
  const signer = new SignatureV4({ service: 'macie2', region: 'eu-west-3', credentials, sha256: Sha256 })
  const request = { method: 'GET', protocol: 'http:', hostname: host, path, headers: { host } }
  const { query = {} } = await signer.presign(request, { signingDate: now, expiresIn })
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return `${path}?${pairs.join('&')}`
}

const get = (target: string): Promise<TestAnswer> => send({ url: api.url, method: 'GET', target })

describe('a pre-signed URL', () => {
  test('lets in whoever has it, until it expires', async () => {
    const target = await presigned('/macie', new URL(api.url).host)
    expect(await get(target)).toMatchObject({ status: 200, json: { status: 'ENABLED' } })
    const later = now
    now = new Date(now.getTime() + 61_000)
    const expired = await get(target)
    now = later
    expect(expired).toMatchObject({ status: 403, errorType: 'InvalidSignatureException' })
    expect(expired.json['message']).toMatch(/^Signature expired:/)
  })

  test('is good for its own path and parameters', async () => {
    const target = await presigned('/macie', new URL(api.url).host)
    for (const altered of [
      `${target}&x=y`,
      target.replace('/macie', '/magpie/access-keys'),
      target.replace('eu-west-3', 'eu-west-1'),
    ])
      expect((await get(altered)).errorType).toBe('InvalidSignatureException')
  })
})

describe('behind a proxy that rewrites Host', () => {
  test('the configured external host may be what was signed, and no other', async () => {
    expect((await get(await presigned('/macie', externalHost))).status).toBe(200)
    expect((await get(await presigned('/macie', 'other.example.org'))).errorType).toBe(
      'InvalidSignatureException',
    )
  })
})

describe('an access key', () => {
  test('from the environment may have any name that the settings allow', async () => {
    const masterKey = Buffer.alloc(32, 7)
    const other = await startTestApi({ masterKey })
    try {
      const key = {
        accessKeyId: 'my-first.admin_key',
        secretAccessKey: 'a secret of mine',
        sessionToken: undefined,
      }
      const stored = { ...key, accountId: testAccountId, policyName: 'admin', policy: adminPolicy }
      const source = { name: 'of the test', read: async () => [masterKey] }
      await storeAccessKey(await openSecrets(other.database.interactive, source), stored, new Date())
      const answer = await send({ url: other.url, method: 'GET', target: '/macie', key })
      expect(answer).toMatchObject({ status: 200 })
    } finally {
      await other.close()
    }
  })

  test.each([
    ['Bearer abc', 'IncompleteSignatureException'],
    ['AWS4-HMAC-SHA256', 'IncompleteSignatureException'],
    [
      `AWS4-HMAC-SHA256 Credential=${'x'.repeat(500)}/20260101/us-east-1/macie2/aws4_request, SignedHeaders=host, Signature=0`,
      'IncompleteSignatureException',
    ],
  ])('is not read from %s', async (authorization, errorType) => {
    const answer = await send({ url: api.url, method: 'GET', target: '/macie', headers: { authorization } })
    expect(answer).toMatchObject({ status: 403, errorType })
  })
})

describe('where no key is asked for', () => {
  test('whoever calls is the admin of the server’s own account, in the region that they name', async () => {
    const open = await startTestApi({ context: { noAuth: true } })
    try {
      const body = '{"name":"n","regex":"x{3}"}'
      const create = { url: open.url, method: 'POST', target: '/custom-data-identifiers', body }
      const { json } = await send(create)
      const found = await send({
        url: open.url,
        method: 'GET',
        target: `/custom-data-identifiers/${String(json['customDataIdentifierId'])}`,
      })
      expect(found.json['arn']).toContain(`arn:aws:macie2:us-east-1:${testAccountId}:`)
      const scope = '20260101/eu-west-3/macie2/aws4_request'
      const headers = {
        authorization: `AWS4-HMAC-SHA256 Credential=any/${scope}, SignedHeaders=host, Signature=any`,
        'x-amz-date': '20260101T000000Z',
      }
      const other = await send({ ...create, headers })
      const id = String(other.json['customDataIdentifierId'])
      const there = await send({ url: open.url, method: 'GET', target: `/custom-data-identifiers/${id}` })
      expect(there.json['arn']).toContain('arn:aws:macie2:eu-west-3:')
    } finally {
      await open.close()
    }
  })
})
