// `magpie scan s3://…` against an S3 server.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestS3Server, type TestS3Server } from '../objects/s3/test-s3-server.ts'
import { jsonLines, people, runMagpie, type Ended } from './test-magpie.ts'

const key = { AWS_ACCESS_KEY_ID: 'scan', AWS_SECRET_ACCESS_KEY: 'scan-secret' }
let server: TestS3Server
beforeAll(async () => {
  server = await openTestS3Server()
  await put('exports')
  const objects = {
    '2025/people.csv': people,
    '2026/a b+ü.csv': people,
    '2026/empty/': '',
    '2026/notes.txt': 'nothing to see here\n',
    '2026/picture.png': 'x',
  }
  for (const [name, content] of Object.entries(objects)) await put(`exports/${name}`, content)
  await put('many')
  for (let at = 0; at < 40; at++) await put(`many/${at}.csv`, people)
})
afterAll(async () => await server.close())

async function put(name: string, body = ''): Promise<void> {
  const segments = name.split('/').map(encodeURIComponent)
  const { ok } = await fetch(`${server.url}/${segments.join('/')}`, { method: 'PUT', body })
  expect(ok).toBe(true)
}

function scan(...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, ...key, AWS_ENDPOINT_URL_S3: server.url }
  return runMagpie(['scan', ...args, '--format', 'jsonl'], { env })
}

function objectsOf({ stdout }: Ended): unknown[] {
  return jsonLines(stdout)
    .filter(({ type }) => type === 'object')
    .map(({ key: name, status }) => [name, status])
}

test('objects below a prefix are scanned, under the names that people write', async () => {
  const ended = await scan('s3://exports/2026')
  expect(objectsOf(ended)).toEqual([
    ['s3://exports/2026/a b+ü.csv', 'COMPLETE'],
    ['s3://exports/2026/notes.txt', 'COMPLETE'],
    ['s3://exports/2026/picture.png', 'SKIPPED'],
  ])
  const found = jsonLines(ended.stdout).filter(({ type }) => type === 'occurrence')
  expect(found).toHaveLength(2)
  expect(found[0]).toMatchObject({ key: 's3://exports/2026/a b+ü.csv', location: { row: 2, column: 2 } })
  expect(ended).toMatchObject({ code: 3, stderr: '' })
})

test('the endpoint may be a flag, and what lies in another target is scanned once', async () => {
  const args = ['scan', 's3://exports/2025', 's3://exports/2025/people.csv', '--s3-endpoint', server.url]
  const ended = await runMagpie(args, { env: { ...process.env, ...key } })
  expect(ended.stdout).toContain('Coverage: 1 object, ')
})

test('threads scan the same as one', async () => {
  const [one, two] = [await scan('s3://many', '--threads', '1'), await scan('s3://many', '--threads', '2')]
  expect(two.stdout.split('\n').toSorted()).toEqual(one.stdout.split('\n').toSorted())
  expect(jsonLines(two.stdout)).toHaveLength(120)
})

test('a sample holds every smaller one', async () => {
  const samples = [await scan('s3://many', '--sample', '10'), await scan('s3://many', '--sample', '50')]
  const [small = [], large = []] = samples.map((ended) => objectsOf(ended).map(String))
  expect([small.length, large.length]).toEqual([4, 20])
  expect(large).toEqual(expect.arrayContaining(small))
})

test('what changed before --since is left out', async () => {
  expect(objectsOf(await scan('s3://many', '--since', '2999-01-01'))).toEqual([])
})

test('a bucket that is not there is told before anything is scanned', async () => {
  const ended = await scan('s3://none/x')
  expect(ended.stderr).toMatch(
    /^magpie: Cannot scan s3:\/\/none: the store says NoSuchBucket \(404\)\nIs it in/,
  )
  expect(ended).toMatchObject({ code: 2, stdout: '' })
})
