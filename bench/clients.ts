// 64 concurrent clients for a minute while a job scans with all threads: what they wait, and that none is failed.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  GetFindingStatisticsCommand,
  GetFindingsCommand,
  ListClassificationJobsCommand,
  ListFindingsCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2'
import { machine, percentile, startServer, temporaryFolder } from './harness.ts'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '60' },
    objects: { type: 'string', default: '500' },
  },
})
const bucketDefinitions = [{ accountId: '000000000000', buckets: ['busy'] }]
const buckets = temporaryFolder('clients')
fill(path.join(buckets, 'busy'))
// The limits of a key are for one client of many, not for a bench that is all of them.
const server = await startServer(buckets, ['--key-rate', '1000000', '--key-concurrency', '10000'])
const latencies = new Map<string, number[]>()
const failures = new Map<string, number>()
const begun = performance.now()
const end = begun + Number(values.seconds) * 1_000
let jobs = 0
let scanningMilliseconds = 0
let job = await startJob()
await Promise.all([keepScanning(), ...Array.from({ length: Number(values.clients) }, callInTurn)])
print()
await server.stop()
rmSync(buckets, { recursive: true })

function fill(folder: string): void {
  mkdirSync(folder)
  const body = 'A customer wrote that the parcel came late, again, and nobody answered the telephone.\n'
  for (let n = 0; n < Number(values.objects); n++)
    writeFileSync(path.join(folder, `${n}.txt`), `${body.repeat(24_000)}ssn 536-22-${1000 + n}\n`)
}

async function startJob(): Promise<string> {
  const { jobId = '' } = await server.client.send(
    new CreateClassificationJobCommand({
      name: 'busy',
      clientToken: `bench-${jobs++}`,
      jobType: 'ONE_TIME',
      s3JobDefinition: { bucketDefinitions },
    }),
  )
  return jobId
}

/** Starts the job again whenever it has ended, so that the clients never have the machine for themselves. */
async function keepScanning(): Promise<void> {
  while (performance.now() < end) {
    const asked = performance.now()
    const answer = await server.client.send(new DescribeClassificationJobCommand({ jobId: job }))
    if (answer.jobStatus === 'COMPLETE') job = await startJob()
    await new Promise((resolve) => setTimeout(resolve, 200))
    if (answer.jobStatus === 'RUNNING') scanningMilliseconds += performance.now() - asked
  }
}

async function callInTurn(_: unknown, client: number): Promise<void> {
  // Connections of its own: one client's would be too few for all, and what is waited for is not the server.
  const { credentials } = server.client.config
  const own = new Macie2Client({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  })
  const calls = callsOf(own)
  for (let at = client; performance.now() < end; at++) {
    const [name, call] = calls[at % calls.length] ?? ['', async () => undefined]
    const asked = performance.now()
    await call().catch((error: unknown) => count(name, error))
    const taken = latencies.get(name) ?? []
    latencies.set(name, taken)
    taken.push(performance.now() - asked)
  }
  own.destroy()
}

function callsOf(client: Macie2Client): readonly (readonly [string, () => Promise<unknown>])[] {
  return [
    ['DescribeClassificationJob', () => client.send(new DescribeClassificationJobCommand({ jobId: job }))],
    ['ListClassificationJobs', () => client.send(new ListClassificationJobsCommand({}))],
    ['ListFindings', () => client.send(new ListFindingsCommand({ maxResults: 25 }))],
    ['GetFindings', async () => await readFindings(client)],
    ['GetFindingStatistics', () => client.send(new GetFindingStatisticsCommand({ groupBy: 'type' }))],
  ]
}

async function readFindings(client: Macie2Client): Promise<void> {
  const { findingIds = [] } = await client.send(new ListFindingsCommand({ maxResults: 10 }))
  if (findingIds.length > 0) await client.send(new GetFindingsCommand({ findingIds }))
}

function count(operation: string, error: unknown): void {
  const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
  const failure = `${operation} ${$metadata?.httpStatusCode ?? 'no answer'} ${name}`
  failures.set(failure, (failures.get(failure) ?? 0) + 1)
}

function print(): void {
  const all = [...latencies.values()].flat()
  const scanning = Math.round((scanningMilliseconds / (performance.now() - begun)) * 100)
  process.stdout.write(
    `${machine()}\n${values.clients} clients for ${values.seconds} s, a job scanning ${scanning} % of it\n` +
      [...latencies].map(([name, taken]) => line(name, taken)).join('') +
      line('all', all) +
      [...failures].map(([failure, times]) => `FAILED ${failure}: ${times}\n`).join('') +
      `${[...failures.values()].reduce((sum, times) => sum + times, 0)} failures\n`,
  )
  process.exitCode = failures.size === 0 ? 0 : 1
}

function line(name: string, taken: readonly number[]): string {
  const show = (share: number): string => percentile(taken, share).toFixed(1)
  return `${name}: ${taken.length} calls, p50 ${show(0.5)} ms, p90 ${show(0.9)} ms, p99 ${show(0.99)} ms, longest ${show(1)} ms\n`
}
