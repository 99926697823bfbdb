// For tests: an S3 server of a few calls, in memory, that believes every signature. Where a real one is there
// (MAGPIE_TEST_S3_ENDPOINT, _ACCESS_KEY_ID, _SECRET_ACCESS_KEY), the same tests run against that too.
import { createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

interface StoredObject {
  readonly body: Buffer
  readonly eTag: string
  readonly modified: Date
}

export interface TestS3Server {
  readonly url: string
  close(): Promise<void>
}

export async function openTestS3Server(): Promise<TestS3Server> {
  const buckets = new Map<string, Map<string, StoredObject>>()
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { status, headers = {}, body = '' } = answer(buckets, request, Buffer.concat(parts))
      response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
      response.end(request.method === 'HEAD' ? undefined : body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Answer {
  readonly status: number
  readonly headers?: http.OutgoingHttpHeaders
  readonly body?: string | Buffer
}

type Buckets = Map<string, Map<string, StoredObject>>

function answer(buckets: Buckets, request: http.IncomingMessage, body: Buffer): Answer {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, bucketName = '', ...rest] = url.pathname.split('/')
  const key = decodeURIComponent(rest.join('/'))
  if (bucketName === '')
    return xml(
      `<ListAllMyBucketsResult><Buckets>${[...buckets.keys()].map(bucketXml).join('')}</Buckets></ListAllMyBucketsResult>`,
    )
  if (request.method === 'PUT' && key === '') {
    buckets.set(bucketName, buckets.get(bucketName) ?? new Map())
    return { status: 200 }
  }
  const bucket = buckets.get(bucketName)
  if (bucket === undefined) return error(404, 'NoSuchBucket')
  if (url.searchParams.has('tagging')) return error(404, 'NoSuchTagSet')
  if (key === '') return request.method === 'HEAD' ? { status: 200 } : list(bucket, url.searchParams)
  if (request.method === 'PUT') {
    const eTag = createHash('md5').update(body).digest('hex')
    bucket.set(key, { body, eTag, modified: new Date() })
    return { status: 200, headers: { etag: `"${eTag}"` } }
  }
  if (request.method === 'DELETE') return { status: bucket.delete(key) ? 204 : 404 }
  return get(bucket.get(key), request.headers)
}

function get(object: StoredObject | undefined, headers: http.IncomingHttpHeaders): Answer {
  if (object === undefined) return error(404, 'NoSuchKey')
  const { body, eTag, modified } = object
  if (headers['if-match'] !== undefined && headers['if-match'] !== `"${eTag}"`)
    return error(412, 'PreconditionFailed')
  const [, first, last = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  const from = Number(first ?? 0)
  const to = last === '' ? body.length : Math.min(body.length, Number(last) + 1)
  if (headers.range !== undefined && from >= body.length) return error(416, 'InvalidRange')
  const facts = { etag: `"${eTag}"`, 'last-modified': modified.toUTCString() }
  if (headers.range === undefined) return { status: 200, headers: facts, body }
  const range = { 'content-range': `bytes ${from}-${to - 1}/${body.length}` }
  return { status: 206, headers: { ...facts, ...range }, body: body.subarray(from, to) }
}

function list(bucket: Map<string, StoredObject>, query: URLSearchParams): Answer {
  const after = Buffer.from(query.get('continuation-token') ?? '', 'hex')
  const limit = Math.min(1_000, Number(query.get('max-keys') ?? 1_000))
  const keys = [...bucket.keys()].map((key) => Buffer.from(key)).sort((a, b) => Buffer.compare(a, b))
  const prefix = query.get('prefix') ?? ''
  const ahead = keys.filter((key) => Buffer.compare(key, after) > 0 && key.toString().startsWith(prefix))
  const page = ahead.slice(0, limit).map((key) => key.toString())
  const more = ahead.length > page.length
  const contents = page.map((key) => {
    const { body, eTag, modified } = bucket.get(key) as StoredObject
    const facts = `<LastModified>${modified.toISOString()}</LastModified><ETag>&quot;${eTag}&quot;</ETag><Size>${body.length}</Size>`
    return `<Contents><Key>${encodeURIComponent(key).replaceAll('%20', '+')}</Key>${facts}<StorageClass>STANDARD</StorageClass></Contents>`
  })
  const token = more
    ? `<NextContinuationToken>${Buffer.from(page.at(-1) ?? '').toString('hex')}</NextContinuationToken>`
    : ''
  return xml(
    `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>${token}${contents.join('')}</ListBucketResult>`,
  )
}

function bucketXml(name: string): string {
  return `<Bucket><Name>${name}</Name><CreationDate>2024-01-01T00:00:00.000Z</CreationDate></Bucket>`
}

function xml(body: string, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
  }
}

function error(status: number, code: string): Answer {
  return xml(`<Error><Code>${code}</Code><Message>planted</Message></Error>`, status)
}
