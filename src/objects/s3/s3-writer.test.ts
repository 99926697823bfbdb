// What goes over the wire when an object is written: the key for encryption, and what a server without keys gets.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SourceWriter } from '../bucket-writer.ts'
import { openS3Writer } from './s3-writer.ts'

const kmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/k'
const target = { bucket: 'results', key: 'AWSLogs/x.jsonl.gz', accountId: '111122223333', kmsKeyArn }
const body = Buffer.from('a record')

interface Refusal {
  readonly status: number
  readonly code: string
}

let server: Server
let writer: SourceWriter
let puts: IncomingHttpHeaders[]
/** What a write with a key is answered. */
let withKey: Refusal | undefined
/** And one without. */
let without: Refusal | undefined

beforeEach(async () => {
  puts = []
  withKey = undefined
  without = undefined
  server = createServer((request, response) => {
    puts.push(request.headers)
    request.resume().on('end', () => {
      const keyed = request.headers['x-amz-server-side-encryption'] !== undefined
      const refusal = keyed ? withKey : without
      if (refusal === undefined) response.writeHead(200, { etag: '"e"' }).end()
      else response.writeHead(refusal.status).end(`<Error><Code>${refusal.code}</Code></Error>`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  writer = openS3Writer({
    kind: 's3',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    accessKeyId: 'any',
    secretAccessKey: 'any',
    accountId: '111122223333',
    patience: { attempts: 2, firstWait: 1 },
  })
})
afterEach(async () => {
  writer.close()
  await new Promise((resolve) => server.close(resolve))
})

const keys = (): unknown[] =>
  puts.map((headers) => headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? 'none')

test('the key goes with each object', async () => {
  await writer.put(target, body)
  expect(puts).toMatchObject([{ 'x-amz-server-side-encryption': 'aws:kms', 'content-length': '8' }])
  expect(keys()).toEqual([kmsKeyArn])
})

test('a server that takes the key encrypts', async () => {
  expect(await writer.test(target, body)).toEqual({ encrypts: true })
  expect(keys()).toEqual([kmsKeyArn])
})

describe('a server that knows no keys', () => {
  test.each([
    [501, 'NotImplemented'],
    [400, 'InvalidArgument'],
    [400, 'InvalidRequest'],
    [403, 'InvalidAccessKeyId'],
  ])('says %d %s, and gets the object without', async (status, code) => {
    withKey = { status, code }
    expect(await writer.test(target, body)).toEqual({ encrypts: false })
    expect(keys()).toEqual([kmsKeyArn, 'none'])
  })
})

test('a key that is refused is refused: nothing is written without it', async () => {
  withKey = { status: 403, code: 'AccessDenied' }
  await expect(writer.test(target, body)).rejects.toMatchObject({ problem: 'BUCKET_ACCESS_DENIED' })
  expect(keys()).toEqual([kmsKeyArn])
})

test('a server that does not know whoever writes refuses both', async () => {
  withKey = without = { status: 403, code: 'InvalidAccessKeyId' }
  await expect(writer.test(target, body)).rejects.toMatchObject({ problem: 'BUCKET_ACCESS_DENIED' })
})

test('a server that is out of order is asked again, and may be later', async () => {
  withKey = { status: 503, code: 'SlowDown' }
  const failure = { problem: 'BUCKET_DETAILS_UNAVAILABLE', retryable: true }
  await expect(writer.put(target, body)).rejects.toMatchObject(failure)
  expect(puts).toHaveLength(2)
})
