import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../api/test-api.ts'
import { connectToServer } from './server-client.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(async () => await api.close())

const environment = (): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: api.key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: api.key.secretAccessKey,
  AWS_ENDPOINT_URL_MACIE2: api.url,
})

test('a server accepts what it signs, with paths and queries of any characters', async () => {
  const client = connectToServer({}, environment())
  expect(await client.request('look', ['macie'])).toMatchObject({ status: 'ENABLED' })
  const query = { note: "a b+c/d=é*'(~)" }
  const unknown = client.request('list tags', ['tags', "a b+é*'(~):%"], { query })
  await expect(unknown).rejects.toThrow(/^Cannot list tags: (?!.*(signature|no operation))/)
})

test('a wrong secret is refused in the words of the server, and it is told whose key it was', async () => {
  const client = connectToServer({}, { ...environment(), AWS_SECRET_ACCESS_KEY: 'not-the-secret' })
  await expect(client.request('look', ['macie'])).rejects.toMatchObject({
    message: expect.stringMatching(/^Cannot look: .*signature/i),
    next: 'The key is that of AWS_ACCESS_KEY_ID.',
  })
})

test('a server that is not there is named, with what to do', async () => {
  const server = await answering('')
  await server.stop()
  const client = connectToServer({ endpointUrl: server.url }, environment())
  await expect(client.request('look', ['macie'])).rejects.toMatchObject({
    message: `Cannot reach ${server.url}: nothing listens there`,
    next: expect.stringContaining('--endpoint-url'),
  })
})

test('what speaks no JSON is no server', async () => {
  const { url, stop } = await answering('<html>hello</html>')
  const refused = connectToServer({ endpointUrl: url }, environment()).request('look', ['macie'])
  await expect(refused).rejects.toThrow(`Cannot look: ${url} answers with status 200, not JSON`)
  await stop()
})

async function answering(body: string): Promise<{ url: string; stop: () => Promise<unknown> }> {
  const server = createServer((_, response) => response.setHeader('connection', 'close').end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => await new Promise((resolve) => server.close(resolve)),
  }
}

test.each(['ftp://127.0.0.1', '127.0.0.1:8080', 'http://'])('%s is no endpoint', (endpointUrl) => {
  expect(() => connectToServer({ endpointUrl }, environment())).toThrow(/not an http or https URL$/)
})
