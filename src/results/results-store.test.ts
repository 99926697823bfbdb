import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestS3Server } from '../objects/s3/test-s3-server.ts'
import { openResultsStore, type ResultLine, type ResultsStore } from './results-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magpie-results-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = (o: number, key = `k${o}`): ResultLine => ({
  t: 'object',
  o,
  key,
  status: 'COMPLETE',
  size: 1,
  bytesAnalysed: 1,
  detections: [],
})

async function all(store: ResultsStore, name: string): Promise<ResultLine[]> {
  const lines: ResultLine[] = []
  for await (const read of store.read(name)) lines.push(read)
  return lines
}

describe('in a folder', () => {
  test('a file comes back line by line, also one of several megabytes', async () => {
    const store = openResultsStore({ kind: 'folder', folder: path.join(folder, 'new') })
    const lines = Array.from({ length: 20_000 }, (_, o) => line(o, `key \u2028 ${'x'.repeat(60)} ${o}`))
    await store.write('job/1/file.jsonl.gz', lines)
    expect(await all(store, 'job/1/file.jsonl.gz')).toEqual(lines)
    const raw = gunzipSync(await readFile(path.join(folder, 'new/job/1/file.jsonl.gz'))).toString()
    expect(raw.split('\n')).toHaveLength(20_001)
  })

  test('a file has its name only when it is finished', async () => {
    const store = openResultsStore({ kind: 'folder', folder })
    const writer = await store.create('a/b.jsonl.gz')
    await writer.append(line(1))
    expect(existsSync(path.join(folder, 'a/b.jsonl.gz'))).toBe(false)
    await writer.finish()
    expect(await all(store, 'a/b.jsonl.gz')).toEqual([line(1)])
    expect(readdirSync(path.join(folder, 'a'))).toEqual(['b.jsonl.gz'])
  })

  test('lines that cannot be had leave no file', async () => {
    const store = openResultsStore({ kind: 'folder', folder })
    const broken = (function* () {
      yield line(1)
      throw new Error('planted')
    })()
    await expect(store.write('a/b.jsonl.gz', broken)).rejects.toThrow('planted')
    expect(readdirSync(path.join(folder, 'a'))).toEqual([])
  })

  test('the sweep removes old files that nothing names, and no other', async () => {
    const store = openResultsStore({ kind: 'folder', folder })
    const names = ['j/1/named.gz', 'j/1/stray.gz', 'j/2/new.gz']
    for (const name of names) await store.write(name, [line(1)])
    for (const name of names.slice(0, 2)) utimesSync(path.join(folder, name), 1_000, 1_000)
    expect(await store.sweep(async () => new Set(['j/1/named.gz']), new Date(2_000_000))).toBe(1)
    expect(names.map((name) => existsSync(path.join(folder, name)))).toEqual([true, false, true])
  })

  test.each(['../x', '/x', 'a//b', 'a/../b', '', '.hidden'])('the name %j is refused', async (name) => {
    const store = openResultsStore({ kind: 'folder', folder })
    await expect(store.write(name, [])).rejects.toThrow('its name is malformed')
  })
})

test('under an S3 prefix a file is sent whole, comes back, and nothing stays in the spool', async () => {
  const server = await openTestS3Server()
  const keys = { accessKeyId: 'any', secretAccessKey: 'any' }
  const client = new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: keys,
  })
  await client.send(new CreateBucketCommand({ Bucket: 'results' }))
  const store = openResultsStore({
    kind: 's3',
    source: { kind: 's3', endpoint: server.url, region: 'us-east-1', accountId: '000000000000', ...keys },
    bucket: 'results',
    prefix: 'magpie/out',
    spoolFolder: path.join(folder, 'spool'),
  })
  await store.write('j/1/a.jsonl.gz', [line(1), line(2)])
  expect(await all(store, 'j/1/a.jsonl.gz')).toEqual([line(1), line(2)])
  expect(store.locationOf('j/1/a.jsonl.gz')).toBe('s3://results/magpie/out/j/1/a.jsonl.gz')
  expect(readdirSync(path.join(folder, 'spool'))).toEqual([])
  store.close()
  client.destroy()
  await server.close()
})
