// What whoever runs a server relies on: metrics for a scraper, a log that tells and does not tell too much, and an end
// within ten seconds whatever goes on.
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2'
import { afterAll, expect, test } from 'vitest'
import { findCredentials } from './cli/credentials.ts'
import { createTestServerDatabase } from './database/test-database.ts'
import { emptyFolder, killStarted, run, serve, stop, type LogLine, type Server } from './test-serve.ts'

afterAll(killStarted)

test('metrics are told unsigned where a port of their own is asked for', async () => {
  const server = await serve(emptyFolder(), '--metrics-listen', '127.0.0.1:0')
  const url = await metricsUrl(server.log)
  const answer = await fetch(`${url}/metrics`)
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await answer.text()
  expect(text).toMatch(/^magpie_database_query_seconds_count\{lane="interactive"\} [1-9]/m)
  expect(text).toMatch(/^magpie_samples_failed 0$/m)
  expect((await fetch(`${url}/jobs`)).status).toBe(404)
  expect((await stop(server)).code).toBe(0)
})

const databaseServer = process.env['MAGPIE_TEST_DATABASE_URL']

test.skipIf(databaseServer === undefined)('a worker tells its metrics as well', async () => {
  const database = await createTestServerDatabase(String(databaseServer))
  const args = ['--database-url', database.url, '--metrics-listen', '127.0.0.1:0', '--scan-threads', '1']
  const worker = run(['worker', ...args], emptyFolder())
  const answer = await fetch(`${await metricsUrl(worker.log)}/metrics`)
  expect(await answer.text()).toMatch(/^magpie_samples_failed 0$/m)
  worker.child.kill('SIGTERM')
  expect((await worker.ended).code).toBe(0)
  await database.drop()
})

async function metricsUrl(log: () => readonly LogLine[]): Promise<string> {
  const ports = () => log().flatMap(({ msg, address }) => (msg === 'metrics are told' ? [address] : []))
  await expect.poll(ports, { timeout: 20_000 }).toHaveLength(1)
  const [address] = ports() as { port: number }[]
  return `http://127.0.0.1:${address?.port}`
}

test('the log tells requests, runs and batches by their ids, and never what they carry', async () => {
  const cwd = emptyFolder()
  fill(cwd, { files: 3, lines: 10 })
  const server = await serve(cwd, '--buckets', 'buckets', '--log-level', 'debug')
  const { macie, credentials } = clientOf(server, cwd)
  const jobId = await startJob(macie)
  const status = async () => (await macie.send(new DescribeClassificationJobCommand({ jobId }))).jobStatus
  await expect.poll(status, { timeout: 40_000 }).toBe('COMPLETE')
  macie.destroy()
  const { stderr } = await stop(server)
  const lines = (msg: string) => server.log().filter((line) => line['msg'] === msg)
  expect(lines('request')[0]).toEqual({
    level: 20,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    operation: 'CreateClassificationJob',
    accountId: '000000000000',
    accessKeyId: credentials.accessKeyId,
    status: 200,
    milliseconds: expect.any(Number),
    msg: 'request',
  })
  expect(lines('took a run to list')[0]).toMatchObject({ jobId, runNumber: 1 })
  expect(lines('took a batch')[0]).toMatchObject({ jobId, runNumber: 1, batchId: 1, objects: 3 })
  expect(lines('ended a turn of a batch')[0]).toMatchObject({ jobId, runNumber: 1, batchId: 1 })
  for (const unwanted of ['536-22-', description, 'AWS4-HMAC', 'Signature', credentials.secretAccessKey])
    expect(stderr).not.toContain(unwanted)
})

test('unless asked to, the log tells no requests', async () => {
  const server = await serve(emptyFolder(), '--no-auth')
  await fetch(`${server.url}/jobs/list`, { method: 'POST', body: '{}' })
  await stop(server)
  expect(server.log().map((line) => line['msg'])).toEqual(['stopping'])
})

test('a server that scans ends within ten seconds, whatever its clients do', async () => {
  const cwd = emptyFolder()
  fill(cwd, { files: 400, lines: 20_000 })
  const server = await serve(cwd, '--buckets', 'buckets')
  const { macie } = clientOf(server, cwd)
  const jobId = await startJob(macie)
  const processed = async () =>
    (await macie.send(new DescribeClassificationJobCommand({ jobId }))).statistics
      ?.approximateNumberOfObjectsToProcess
  await expect.poll(processed, { timeout: 40_000 }).toBeGreaterThan(0)
  const sockets = await Promise.all(
    Array.from({ length: 200 }, async (_, n) =>
      openSocket(server.url, beginnings[n % beginnings.length] ?? ''),
    ),
  )
  const signalled = performance.now()
  const { code } = await stop(server)
  expect(performance.now() - signalled).toBeLessThan(10_000)
  expect(code).toBe(0)
  for (const socket of sockets) socket.destroy()
  macie.destroy()
})

/** Silent, in the middle of its headers, in the middle of its body, and waiting for the next request. */
const beginnings = [
  '',
  'GET /jobs/x HTTP/1.1\r\nHost: x\r\nX-',
  'POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{',
  'GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n',
]

async function openSocket(url: string, begin: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  // The server's end of it is what the test is about.
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  await new Promise((resolve) => socket.write(begin, resolve))
  return socket
}

const description = 'words that no line of the log repeats'

function fill(cwd: string, { files, lines }: { readonly files: number; readonly lines: number }): void {
  const folder = path.join(cwd, 'buckets', 'payroll')
  mkdirSync(folder, { recursive: true })
  const text = 'a line of a letter about nothing at all\n'.repeat(lines)
  for (let n = 0; n < files; n++)
    writeFileSync(path.join(folder, `${n}.txt`), `${text}ssn 536-22-${1_000 + n}\n`)
}

function clientOf({ url }: Server, cwd: string) {
  const credentials = findCredentials(path.join(cwd, 'magpie-data'), {})
  return { macie: new Macie2Client({ endpoint: url, region: 'us-east-1', credentials }), credentials }
}

async function startJob(macie: Macie2Client): Promise<string> {
  const bucketDefinitions = [{ accountId: '000000000000', buckets: ['payroll'] }]
  const command = new CreateClassificationJobCommand({
    name: 'payroll',
    description,
    jobType: 'ONE_TIME',
    s3JobDefinition: { bucketDefinitions },
  })
  return String((await macie.send(command)).jobId)
}
