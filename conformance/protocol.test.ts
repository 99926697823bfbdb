// The protocol beneath the operations: signatures, malformed requests, unknown routes.
import { expect, describe, test } from 'vitest'
import { rawJson, signedHeaders, type RawOptions } from './raw-request.ts'
import { server } from './world.ts'

const name = (headers: Headers): string | null => headers.get('x-amzn-errortype')

describe('authentication', () => {
  test.each<[string, RawOptions, number, string]>([
    ['a wrong secret', { secretAccessKey: 'wrong' }, 403, 'InvalidSignatureException'],
    ['an unknown key', { accessKeyId: 'AKIANOBODYNOBODYNOBO' }, 403, 'UnrecognizedClientException'],
    ['another service', { service: 's3' }, 403, 'InvalidSignatureException'],
    [
      'a clock 20 minutes behind',
      { date: new Date(Date.now() - 1_200_000) },
      403,
      'InvalidSignatureException',
    ],
    [
      'a clock 20 minutes ahead',
      { date: new Date(Date.now() + 1_200_000) },
      403,
      'InvalidSignatureException',
    ],
    [
      'a hash that is not the body’s',
      { headers: { 'x-amz-content-sha256': '0'.repeat(64) } },
      403,
      'InvalidSignatureException',
    ],
    [
      'half an Authorization',
      { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } },
      403,
      'IncompleteSignatureException',
    ],
  ])('%s', async (_case, options, status, error) => {
    const answer = await rawJson('GET', '/macie', options)
    expect({ status: answer.status, error: name(answer.headers) }).toEqual({ status, error })
    expect(answer.text).not.toMatch(/[0-9a-f]{64}/)
  })

  test('nothing at all', async () => {
    const answer = await fetch(`${server.endpoint}/macie`)
    expect(answer.status).toBe(403)
    expect(name(answer.headers)).toBe('MissingAuthenticationTokenException')
  })

  test('a body that was changed on the way', async () => {
    const headers = signedHeaders('POST', '/jobs/list', { body: '{}' })
    const answer = await fetch(`${server.endpoint}/jobs/list`, {
      method: 'POST',
      headers,
      body: '{"maxResults":1}',
    })
    expect(name(answer.headers)).toBe('InvalidSignatureException')
  })
})

describe('requests', () => {
  test.each<[string, string, string, string | undefined, number, string]>([
    ['an unknown path', 'GET', '/nothing/here', undefined, 404, 'UnknownOperationException'],
    ['an unknown method', 'PUT', '/jobs', '{}', 404, 'UnknownOperationException'],
    ['an operation of a later release', 'GET', '/members', undefined, 404, 'UnknownOperationException'],
    ['a body that is no JSON', 'POST', '/jobs/list', '{"maxResults":', 400, 'SerializationException'],
    ['a body that is a list', 'POST', '/jobs/list', '[]', 400, 'SerializationException'],
    ['a string for a number', 'POST', '/jobs/list', '{"maxResults":"5"}', 400, 'ValidationException'],
    ['a fraction for an int', 'POST', '/jobs/list', '{"maxResults":1.5}', 400, 'ValidationException'],
    ['a null in a list', 'POST', '/findings/describe', '{"findingIds":[null]}', 400, 'ValidationException'],
    ['an object for a list', 'POST', '/findings/describe', '{"findingIds":{}}', 400, 'ValidationException'],
    [
      'U+0000',
      'POST',
      '/jobs/list',
      '{"filterCriteria":{"includes":[{"key":"name","values":["a\\u0000"]}]}}',
      400,
      'ValidationException',
    ],
    [
      'a lone surrogate',
      'POST',
      '/jobs/list',
      '{"filterCriteria":{"includes":[{"key":"name","values":["\\ud800"]}]}}',
      400,
      'ValidationException',
    ],
    [
      'too large a body',
      'POST',
      '/jobs/list',
      `{"x":"${'a'.repeat(1_100_000)}"}`,
      413,
      'RequestEntityTooLargeException',
    ],
  ])('%s', async (_case, method, target, body, status, error) => {
    const answer = await rawJson(method, target, body === undefined ? {} : { body })
    expect({ status: answer.status, error: name(answer.headers) }).toEqual({ status, error })
    expect(answer.body['message']).toEqual(expect.any(String))
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('unknown members and nulls are ignored, the content type is not looked at', async () => {
    for (const type of ['text/plain', 'nonsense', 'application/json; charset=utf-8']) {
      const options = { body: '{"maxResults":null,"surprise":1}', headers: { 'content-type': type } }
      expect((await rawJson('POST', '/jobs/list', options)).status).toBe(200)
    }
  })

  test('an empty body is an empty object', async () => {
    expect((await rawJson('POST', '/jobs/list', { body: '' })).status).toBe(200)
  })
})

describe('health and metrics', () => {
  test('health needs no signature and says only yes', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await fetch(server.endpoint + path)).status).toBe(200)
  })

  test('metrics need a signature', async () => {
    expect((await fetch(`${server.endpoint}/metrics`)).status).toBe(403)
    const { status, text } = await rawJson('GET', '/metrics')
    expect(status).toBe(200)
    expect(text).toContain('# TYPE magpie_')
  })
})
