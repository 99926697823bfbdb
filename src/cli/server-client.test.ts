import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../api/test-api.ts'
import { connectToServer, parseCredentials } from './server-client.ts'

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
  expect(await client.request('GET', ['macie'])).toMatchObject({ status: 'ENABLED' })
  const query = { note: "a b+c/d=é*'(~)" }
  const unknown = client.request('GET', ['tags', "a b+é*'(~):%"], { query })
  await expect(unknown).rejects.toThrow(/^Cannot GET \/tags\/a%20b\S+: (?!.*(signature|no operation))/)
})

test('a wrong secret is refused in the words of the server', async () => {
  const client = connectToServer({}, { ...environment(), AWS_SECRET_ACCESS_KEY: 'not-the-secret' })
  await expect(client.request('GET', ['macie'])).rejects.toThrow(/^Cannot GET \/macie: .*signature/i)
})

test('a server that is not there is named, with what to do', async () => {
  const client = connectToServer({ endpointUrl: 'http://127.0.0.1:1' }, environment())
  await expect(client.request('GET', ['macie'])).rejects.toMatchObject({
    message: 'Cannot reach http://127.0.0.1:1: no answer',
    next: expect.stringContaining('--endpoint-url'),
  })
})

test('without variables the key of the data folder is used, and its absence is told', () => {
  expect(parseCredentials('[magpie]\naws_access_key_id = AKIA1\naws_secret_access_key = s+/=\n')).toEqual({
    accessKeyId: 'AKIA1',
    secretAccessKey: 's+/=',
  })
  expect(() => connectToServer({ data: '/no/such/folder' }, {})).toThrow(
    /\/no\/such\/folder\/credentials cannot be read/,
  )
})
