// An S3 server of one bucket, `bench`, that has files of this machine as its objects: list, head and get, of which it
// believes every signature. It streams, so that the bench's own memory is not filled either.
import { createReadStream, statSync, type Stats } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

export interface FileServer {
  readonly endpoint: string
  /** performance.now() when an object was last asked for. */
  lastGet(): number
  close(): Promise<void>
}

export const bucketName = 'bench'
/** Whatever the key is; the AWS SDK wants one. */
export const serverEnvironment = {
  AWS_ACCESS_KEY_ID: 'BENCH',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'us-east-1',
}

export async function serveFiles(files: readonly string[]): Promise<FileServer> {
  const byKey = new Map(files.map((file) => [path.basename(file), file]))
  let lastGet = Number.NaN
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const [, bucket, key = ''] = url.pathname.split('/')
    const file = byKey.get(decodeURIComponent(key))
    if (bucket !== bucketName || (key !== '' && file === undefined)) response.writeHead(404).end()
    else if (file === undefined) response.end(listing(byKey, url.searchParams.get('prefix') ?? ''))
    else {
      if (request.method === 'GET') lastGet = performance.now()
      answerObject(file, request, response)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lastGet: () => lastGet,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answerObject(file: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const facts = statSync(file)
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from ?? 0)
  response.writeHead(from === undefined ? 200 : 206, {
    etag: eTagOf(facts),
    'last-modified': facts.mtime.toUTCString(),
    'content-length': facts.size - start,
    ...(from === undefined ? {} : { 'content-range': `bytes ${start}-${facts.size - 1}/${facts.size}` }),
  })
  if (request.method === 'HEAD') response.end()
  else createReadStream(file, { start, highWaterMark: 1 << 20 }).pipe(response)
}

function listing(byKey: ReadonlyMap<string, string>, prefix: string): string {
  const contents = [...byKey]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, file]) => {
      const facts = statSync(file)
      const entry = `<Key>${key}</Key><LastModified>${facts.mtime.toISOString()}</LastModified><ETag>${eTagOf(facts)}</ETag>`
      return `<Contents>${entry}<Size>${facts.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
    })
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`
}

function eTagOf({ size, mtimeMs }: Stats): string {
  return `"${Math.round(mtimeMs).toString(16)}-${size}"`
}
