// What one key, one connection and one patient attacker may take, over raw sockets: each ends with an answer that says
// why, and others are served meanwhile.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, testAccountId, type TestApi } from './test-api.ts'
import { adminPolicy } from '../access/policy.ts'
import { send } from './test-request.ts'

const missing = '0123456789abcdef0123456789abcdef'
const held = { waiting: 0, release: () => {}, until: Promise.resolve() }
let now = new Date(1_800_000_000_500)
let api: TestApi
let jobId = ''
beforeAll(async () => {
  api = await startTestApi({
    context: {
      now: () => now,
      progress: async () => {
        held.waiting++
        await held.until
        return undefined
      },
    },
    server: {
      mostOfKey: { requestsPerSecond: 5, requestsUnderWay: 2 },
      maximumPipelined: 4,
      headersTimeoutMs: 500,
      requestTimeoutMs: 1_000,
    },
  })
  const body = JSON.stringify({
    name: 'n',
    jobType: 'ONE_TIME',
    clientToken: 't',
    s3JobDefinition: { bucketDefinitions: [{ accountId: testAccountId, buckets: ['b-1'] }] },
  })
  const created = await send({ ...as(api.key), method: 'POST', target: '/jobs', body })
  jobId = String(created.json['jobId'])
})
afterAll(() => api.close())

const as = (key: TestApi['key']) => ({ url: api.url, method: 'GET', target: '/macie', key, now })
const newKey = () =>
  api.context.accessKeys.create({ accountId: testAccountId, policyName: 'admin', policy: adminPolicy }, now)

describe('an access key', () => {
  test('has so many requests a second, and others are not held back by it', async () => {
    const [key, other] = [await newKey(), await newKey()]
    for (let n = 0; n < 5; n++) expect((await send(as(key))).status).toBe(200)
    expect(await send(as(key))).toMatchObject({
      status: 429,
      errorType: 'ThrottlingException',
      json: { message: 'Rate exceeded: an access key may send 5 requests a second.' },
    })
    expect((await send(as(other))).status).toBe(200)
    now = new Date(now.getTime() + 500)
    expect((await send(as(key))).status).toBe(200)
  })

  test('has so many requests under way, whatever becomes of them', async () => {
    const key = await newKey()
    const { promise, resolve } = Promise.withResolvers<void>()
    Object.assign(held, { until: promise, waiting: 0 })
    const slow = { ...as(key), target: `/magpie/jobs/${jobId}/progress` }
    const both = [send(slow), send(slow)]
    await expect.poll(() => held.waiting).toBe(2)
    const third = await send(as(key))
    resolve()
    expect(third).toMatchObject({ status: 429, errorType: 'ThrottlingException' })
    expect(third.json['message']).toBe('Rate exceeded: an access key may have 2 requests under way.')
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200])
    for (const target of ['/macie', `/jobs/${missing}`, '/jobs/x'])
      expect((await send({ ...as(key), target })).status).not.toBe(429)
  })

  test('is not charged for what others sign with its id', async () => {
    const key = await newKey()
    const forged = { ...key, secretAccessKey: 'wrong' }
    for (let n = 0; n < 8; n++) expect((await send(as(forged))).errorType).toBe('InvalidSignatureException')
    expect((await send(as(key))).status).toBe(200)
  })
})

interface Received {
  readonly socket: Socket
  readonly text: () => string
  readonly ended: Promise<unknown>
}

async function open(): Promise<Received> {
  const { hostname, port } = new URL(api.url)
  const socket = connect(Number(port), hostname)
  let received = ''
  socket.on('error', () => undefined).on('data', (chunk: Buffer) => (received += chunk.toString('latin1')))
  const ended = new Promise((resolve) => socket.once('close', resolve))
  await once(socket, 'connect')
  return { socket, text: () => received, ended }
}

/** Writes as long as the other side takes it. @returns how many bytes it took. */
async function pour({ socket, ended }: Received, chunk: string, most: number): Promise<number> {
  const over = ended.then(() => 'over' as const)
  while (!socket.destroyed && socket.writable && socket.bytesWritten < most) {
    if (socket.write(chunk)) continue
    if ((await Promise.race([once(socket, 'drain').catch(() => 'over'), over])) === 'over') break
  }
  return socket.bytesWritten
}

describe('a connection', () => {
  test('that sends many requests at once has its answers in order, those too many among them', async () => {
    const pipeline = await open()
    const request = 'GET /macie HTTP/1.1\r\nHost: x\r\n\r\n'
    pipeline.socket.write(request.repeat(12))
    await expect.poll(() => pipeline.text().match(/HTTP\/1\.1 \d+/g)?.length).toBe(12)
    const statuses = pipeline.text().match(/HTTP\/1\.1 \d+/g) ?? []
    expect(statuses.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'HTTP/1.1 403'))
    expect(statuses).toContain('HTTP/1.1 429')
    expect(pipeline.text()).toContain('Rate exceeded: a connection may have 4 requests under way.')
    pipeline.socket.write(request)
    await expect
      .poll(() =>
        pipeline
          .text()
          .match(/HTTP\/1\.1 \d+/g)
          ?.at(12),
      )
      .toBe('HTTP/1.1 403')
    pipeline.socket.destroy()
  })

  test('without end of headers is answered 431, and little of them is ever read', async () => {
    const flood = await open()
    flood.socket.write('GET /macie HTTP/1.1\r\nHost: x\r\n')
    const taken = await pour(flood, `X-Pad: ${'x'.repeat(8_000)}\r\n`, 64 * 1024 * 1024)
    await flood.ended
    expect(flood.text()).toMatch(/^HTTP\/1\.1 431 .*x-amzn-ErrorType: RequestHeaderFieldsTooLargeException/s)
    // The kernel's buffers on both sides, and one header block.
    expect(taken).toBeLessThan(16 * 1024 * 1024)
  })

  test('without end of body is answered 413, and ends when its time is over', async () => {
    const flood = await open()
    flood.socket.write('POST /jobs/list HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n')
    const before = process.memoryUsage().rss
    await pour(flood, `10000\r\n${'x'.repeat(65_536)}\r\n`, 256 * 1024 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024)
    await expect.poll(flood.text).toMatch(/^HTTP\/1\.1 413 .*RequestEntityTooLargeException/s)
    await flood.ended
  })

  test.each([
    ['says nothing', ''],
    ['stops in its headers', 'GET /macie HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ])(
    'that %s ends in time, one or many, and others are served meanwhile',
    async (_case, begin) => {
      const many = await Promise.all(Array.from({ length: 100 }, open))
      for (const { socket } of many) socket.write(begin)
      const key = await newKey()
      expect((await send(as(key))).status).toBe(200)
      // A byte now and then must not buy more time.
      for (const { socket } of many.slice(0, 10)) {
        const drip = setInterval(() => socket.write('a'), 50)
        socket.once('close', () => clearInterval(drip))
      }
      await Promise.all(many.map(({ ended }) => ended))
      if (begin !== '')
        for (const { text } of many) expect(text()).toMatch(/^HTTP\/1\.1 408 .*RequestTimeoutException/s)
    },
    20_000,
  )
})

describe('TLS', () => {
  const fixture = (name: string) =>
    readFileSync(path.join(import.meta.dirname, '../../test/fixtures/tls', name))

  test('is 1.2 or newer, and a handshake that does not come ends', async () => {
    const tls = { cert: fixture('cert.pem'), key: fixture('key.pem') }
    const secure = await startTestApi({ server: { tls, headersTimeoutMs: 500 } })
    const port = Number(new URL(secure.url).port)
    const versionOf = (options: ConnectionOptions) =>
      new Promise<string>((resolve) => {
        const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options })
        socket.once('secureConnect', () => {
          resolve(String(socket.getProtocol()))
          socket.destroy()
        })
        socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
      })
    try {
      expect(await versionOf({})).toBe('TLSv1.3')
      expect(await versionOf({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2')
      const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
      expect(await versionOf(old)).toBe('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
      const silent = connect(port, '127.0.0.1')
      silent.on('error', () => undefined).resume()
      await once(silent, 'close')
    } finally {
      await secure.close()
    }
  })
})
