// The server around the operations: sizes, time, broken connections, overload, and what is no HTTP at all.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from './test-api.ts'
import { failingStore } from './test-failing-store.ts'
import { send } from './test-request.ts'

const store = failingStore()
let api: TestApi
beforeAll(async () => {
  const server = { maximumConcurrent: 4, headersTimeoutMs: 400, requestTimeoutMs: 4_000 }
  api = await startTestApi({ databases: store.databases, server })
})
afterAll(() => api.close())

interface Raw {
  readonly socket: Socket
  /** Everything that came, once it matches. */
  until(pattern: RegExp): Promise<string>
  readonly closed: Promise<unknown>
}

async function open(): Promise<Raw> {
  const { hostname, port } = new URL(api.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  let received = ''
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1')
  })
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  return {
    socket,
    closed,
    async until(pattern) {
      while (!pattern.test(received)) {
        if (socket.closed) throw new Error(`closed before ${pattern.source} came: ${received}`)
        await Promise.race([once(socket, 'data'), closed])
      }
      return received
    },
  }
}

async function exchange(text: string, until = /\r\n\r\n(\{.*\}|yes\n|no\n|$)/): Promise<string> {
  const raw = await open()
  raw.socket.write(text)
  try {
    return await raw.until(until)
  } finally {
    raw.socket.destroy()
  }
}

const head = (line: string, ...headers: string[]) => [line, 'Host: x', ...headers, '', ''].join('\r\n')

describe('a body over 1 MiB', () => {
  test('is refused by what it says of itself, before any of it comes', async () => {
    const answer = await exchange(head('POST /jobs/list HTTP/1.1', 'Content-Length: 1048577'))
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toMatch(/x-amzn-errortype: RequestEntityTooLargeException/i)
    expect(answer).toMatch(/x-amzn-requestid: [0-9a-f-]{36}/i)
    expect(answer).toContain('{"message":"The body is larger than 1048576 bytes."}')
  })

  test('is refused as soon as too much has come, before its end', async () => {
    const raw = await open()
    raw.socket.write(head('POST /jobs/list HTTP/1.1', 'Transfer-Encoding: chunked'))
    const chunk = 'x'.repeat(0x40000)
    for (let n = 0; n < 5; n++) raw.socket.write(`40000\r\n${chunk}\r\n`)
    expect(await raw.until(/\}$/)).toMatch(/^HTTP\/1\.1 413 /)
    raw.socket.destroy()
  })

  test('of exactly 1 MiB is read', async () => {
    const body = `{"x":"${'a'.repeat(1_048_576 - 8)}"}`
    const answer = await send({ url: api.url, method: 'POST', target: '/jobs/list', body, key: api.key })
    expect(answer).toMatchObject({ status: 200, json: { items: [] } })
    expect(answer.headers['content-type']).toBe('application/json')
  })
})

describe('what is no request', () => {
  test.each([
    ['garbage', 'nonsense\r\n\r\n', 400, 'ValidationException'],
    ['no Host', 'GET /macie HTTP/1.1\r\n\r\n', 400, 'ValidationException'],
    ['a whole URL as target', head('GET http://x/macie HTTP/1.1'), 400, 'ValidationException'],
    ['a broken escape in the query', head('GET /macie?a=%zz HTTP/1.1'), 400, 'ValidationException'],
    [
      'two lengths',
      head('POST /jobs HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'),
      400,
      'ValidationException',
    ],
    ['CONNECT', 'CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n', 404, 'UnknownOperationException'],
    ['OPTIONS', head('OPTIONS /jobs HTTP/1.1'), 404, 'UnknownOperationException'],
    ['PROPFIND', head('PROPFIND /jobs HTTP/1.1'), 404, 'UnknownOperationException'],
    ['a double slash', head('GET //macie HTTP/1.1'), 404, 'UnknownOperationException'],
    [
      'headers beyond all measure',
      head('GET /macie HTTP/1.1', `X: ${'x'.repeat(140_000)}`),
      431,
      'RequestHeaderFieldsTooLargeException',
    ],
  ])('%s is answered in the shape of every error', async (_case, text, status, name) => {
    const answer = await exchange(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(new RegExp(`x-amzn-errortype: ${name}\r\n`, 'i'))
    expect(answer).toMatch(/x-amzn-requestid: [0-9a-f-]{36}\r\n/i)
    expect(answer).toMatch(/\r\n\r\n\{"message":"[^"]+"\}$/)
  })

  test('HEAD has no body', async () => {
    expect(await exchange(head('HEAD /jobs HTTP/1.1'), /\r\n\r\n$/)).toMatch(/^HTTP\/1\.1 404 /)
  })

  test('a body that does not come in time ends with 408', async () => {
    const text = `${head('POST /jobs/list HTTP/1.1', 'Content-Length: 10')}{`
    expect(await exchange(text, /\}$/)).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('headers that do not come in time end with 408', async () => {
    expect(await exchange('GET /macie HTTP/1.1\r\nHost: x\r\n', /\}$/)).toMatch(/^HTTP\/1\.1 408 /)
  })
})

describe('connections that break', () => {
  test('count no longer among the requests under way', async () => {
    for (let n = 0; n < 12; n++) {
      const raw = await open()
      // Half of a body, then nobody.
      raw.socket.write(`${head('POST /jobs/list HTTP/1.1', 'Content-Length: 100')}{`)
      raw.socket.destroy()
      await raw.closed
    }
    for (let n = 0; n < 12; n++) {
      const raw = await open()
      // A request, and what is no request behind it, while it is handled.
      raw.socket.write(`${head('GET /macie HTTP/1.1')}garbage\r\n\r\n`)
      raw.socket.end()
      await raw.closed
    }
    const answer = await send({ url: api.url, method: 'GET', target: '/macie', key: api.key })
    expect(answer.status).toBe(200)
  })

  test('are no failures of the server', async () => {
    expect(api.log.filter((line) => line['msg'] === 'Cannot answer a request' && !isOfStore(line))).toEqual(
      [],
    )
  })
})

describe('more requests than there is room for', () => {
  test('are answered with 503, which clients retry; health is told all the same', async () => {
    const waiting = await Promise.all(Array.from({ length: 4 }, () => open()))
    for (const { socket } of waiting)
      socket.write(`${head('POST /jobs/list HTTP/1.1', 'Content-Length: 2')}{`)
    await expect
      .poll(async () => (await send({ url: api.url, method: 'GET', target: '/macie', key: api.key })).status)
      .toBe(503)
    const refused = await send({ url: api.url, method: 'GET', target: '/macie', key: api.key })
    expect(refused.errorType).toBe('ServiceUnavailable')
    expect((await send({ url: api.url, method: 'GET', target: '/healthz' })).status).toBe(200)
    for (const { socket } of waiting) socket.destroy()
    await expect
      .poll(async () => (await send({ url: api.url, method: 'GET', target: '/macie', key: api.key })).status)
      .toBe(200)
  })
})

describe('health', () => {
  test('is no while the store is away, and yes again after it; being alive stays yes', async () => {
    const ask = (target: string) => send({ url: api.url, method: 'GET', target })
    expect(await ask('/readyz')).toMatchObject({ status: 200, text: 'yes\n' })
    store.lose()
    try {
      expect(await ask('/readyz')).toMatchObject({ status: 503, text: 'no\n' })
      expect(await ask('/healthz')).toMatchObject({ status: 200, text: 'yes\n' })
    } finally {
      store.giveBack()
    }
    expect((await ask('/readyz')).status).toBe(200)
  })

  test('every write is refused while the store is away, and none of it is there afterwards', async () => {
    const create = () =>
      send({
        url: api.url,
        method: 'POST',
        target: '/custom-data-identifiers',
        key: api.key,
        body: '{"name":"n","regex":"x{3}","clientToken":"once"}',
      })
    expect((await send({ url: api.url, method: 'GET', target: '/macie', key: api.key })).status).toBe(200)
    store.lose()
    const refused = await create().finally(store.giveBack)
    expect(refused).toMatchObject({ status: 500, errorType: 'InternalServerException' })
    expect(refused.json).toEqual({ message: expect.stringMatching(/^The request [0-9a-f-]{36} failed/) })
    const [first, second] = [await create(), await create()]
    expect(first.status).toBe(200)
    expect(second.json).toEqual(first.json)
  })
})

function isOfStore(line: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(line).includes('/secret/place')
}
