// `npm run test:fuzz`: 20,000 malformed requests over every operation, from fixed seeds, to a server of its own.
//
// It fails for an answer of 5xx, for a request that takes more than two seconds, and for memory that grows from the
// second quarter of the requests to the last: the first quarter is what caches and the embedded store grow to.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { machine, percentile, startServer, temporaryFolder } from '../bench/harness.ts'
import { extensions } from '../src/api/extensions/index.ts'
import type { Operation } from '../src/api/operation.ts'
import { operations } from '../src/api/operations/index.ts'
import { malformed, type Asked } from './malformed-request.ts'
import { labels, rightBodies } from './malformed-values.ts'
import { seededRandom, type Random } from './seeded-random.ts'
import { sendRaw, type Response } from './send-raw.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '' } },
})
const total = Number(values.requests)
const concurrency = 8
const longestMilliseconds = 2_000
/** A quarter above what it was, or this much, whichever is more. */
const mayGrow = { share: 1.25, megabytes: 64 }

interface Observed {
  readonly statuses: Map<number, number>
  readonly milliseconds: number[]
  readonly memory: number[]
  readonly failures: string[]
}

const buckets = temporaryFolder('fuzz')
mkdirSync(path.join(buckets, 'a'))
writeFileSync(path.join(buckets, 'a', 'people.csv'), 'name,ssn\nAnn,536-22-1234\n')
const server = await startServer(buckets, ['--no-auth', '--scan-threads', '1', '--key-rate', '1000000'])
const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
const observed: Observed = { statuses: new Map(), milliseconds: [], memory: [], failures: [] }
try {
  await sendAll()
} finally {
  agent.destroy()
  await server.stop()
  rmSync(buckets, { recursive: true })
}
print()

async function sendAll(): Promise<void> {
  const names = await someNames()
  const table = [...operations, ...extensions].map((operation) => ({
    operation,
    random: seededRandom(`${values.seed}${operation.name}`),
  }))
  for (let at = 0; observed.milliseconds.length < total; at++) {
    const turn = table[at % table.length]
    if (turn === undefined) throw new Error('Cannot find an operation')
    await sendSome(turn, names)
    if (at % 10 === 0) observed.memory.push(residentMegabytes(server.pid))
  }
}

/** Labels of resources that are there, among those that are not. */
async function someNames(): Promise<readonly string[]> {
  const body = Buffer.from(JSON.stringify(rightBodies['CreateClassificationJob']?.[1]))
  const { text } = (await sendRaw(server.endpoint, agent, { method: 'POST', target: '/jobs', body })).answer
  const { jobId, jobArn } = JSON.parse(text) as { jobId: string; jobArn: string }
  return [jobId, encodeURIComponent(jobArn), jobId, encodeURIComponent(jobArn), ...labels]
}

async function sendSome(
  { operation, random }: { readonly operation: Operation; readonly random: Random },
  names: readonly string[],
): Promise<void> {
  await enableSession()
  const batch = Array.from({ length: concurrency }, () => malformed(operation, { random, names }))
  await Promise.all(batch.map(sendOne))
}

/** Some of the requests are right, and end or pause the session that the others need. */
async function enableSession(): Promise<void> {
  const { answer } = await sendSession('PATCH', '{"status":"ENABLED"}')
  if (answer.status === 403) await sendSession('POST', '{}')
}

function sendSession(method: string, text: string): ReturnType<typeof sendRaw> {
  return sendRaw(server.endpoint, agent, { method, target: '/macie', body: Buffer.from(text) })
}

async function sendOne(asked: Asked): Promise<void> {
  const begun = performance.now()
  const answer = await sendRaw(server.endpoint, agent, asked).then(
    (sent) => sent.answer,
    (error: Error) => error,
  )
  const milliseconds = performance.now() - begun
  observed.milliseconds.push(milliseconds)
  const failure = failureOf(answer, milliseconds)
  if (!(answer instanceof Error))
    observed.statuses.set(answer.status, (observed.statuses.get(answer.status) ?? 0) + 1)
  if (failure === undefined) return
  const { method, target, body } = asked
  observed.failures.push(`${failure}: ${method} ${target.slice(0, 200)} ${body.toString().slice(0, 500)}`)
}

function failureOf(answer: Response | Error, milliseconds: number): string | undefined {
  if (answer instanceof Error) return `no answer (${answer.message})`
  if (answer.status >= 500) return `${answer.status} ${answer.errorType}`
  if (milliseconds > longestMilliseconds) return `${Math.round(milliseconds)} ms`
  return undefined
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

function print(): void {
  const { statuses, milliseconds, memory, failures } = observed
  const quarter = Math.floor(memory.length / 4)
  const peaks = [0, 1, 2, 3].map((at) => Math.max(...memory.slice(at * quarter, (at + 1) * quarter)))
  const [, second = 0, , last = 0] = peaks
  const grows = last > Math.max(second * mayGrow.share, second + mayGrow.megabytes)
  if (grows) failures.push(`memory grows: ${second.toFixed()} MB, then ${last.toFixed()} MB`)
  const show = (share: number): string => percentile(milliseconds, share).toFixed(1)
  const byStatus = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  process.stdout.write(
    `${machine()}\n${milliseconds.length} requests over ${operations.length + extensions.length} operations\n` +
      `answers: ${byStatus.join(', ')}\n` +
      `p50 ${show(0.5)} ms, p99 ${show(0.99)} ms, longest ${show(1)} ms\n` +
      `resident memory, peak of each quarter: ${peaks.map((peak) => `${peak.toFixed()} MB`).join(', ')}\n` +
      failures
        .slice(0, 20)
        .map((failure) => `FAILED ${failure}\n`)
        .join('') +
      `${failures.length} failures\n`,
  )
  process.exitCode = failures.length === 0 ? 0 : 1
}
