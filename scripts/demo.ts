// `npm run demo`: invented files, a real server, a job through Amazon's own SDK, and what came of it.
// With `-- --keep` the server goes on afterwards.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  Macie2Client,
} from '@aws-sdk/client-macie2'
import { formatBytes, formatCount } from '../src/cli/amounts.ts'
import { createProgressLine } from '../src/cli/progress-line.ts'
import { findCredentials } from '../src/cli/credentials.ts'
import { connectToServer, type ServerClient } from '../src/cli/server-client.ts'
import { progressOf, type RunProgress } from '../src/cli/watch.ts'
import { writeDemoData, type DemoData } from './demo-data.ts'
import { renderCoverage, renderFindings, renderNextSteps } from './demo-report.ts'

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } })
const folder = mkdtempSync(path.join(tmpdir(), 'magpie-demo-'))
const data = path.join(folder, 'data')
const buckets = path.join(folder, 'buckets')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

mkdirSync(buckets)
const written = writeDemoData(buckets, 20_260_101)
say(
  `Wrote ${formatCount(written.objects)} files, ${formatBytes(written.bytes)}, in ${written.buckets.length} folders in ${buckets}`,
)
const server = startServer()
try {
  const endpoint = await listeningAddress(server)
  say(`Started: magpie serve --buckets ${buckets} --data ${data}: ${endpoint}\n`)
  const credentials = findCredentials(data, {})
  const macie = new Macie2Client({ endpoint, region: 'us-east-1', credentials })
  const client = connectToServer({ endpointUrl: endpoint, data }, {})
  const jobId = await createJob(macie, written)
  const status = await waitForEnd(macie, client, jobId)
  say(`Job ${jobId} is ${status}.\n`)
  say(await renderFindings(macie, client, jobId))
  say(await renderCoverage(client, jobId))
  say(renderNextSteps({ endpoint, data, jobId, kept: values.keep ? server.pid : undefined }))
  process.exitCode = status === 'COMPLETE' ? 0 : 1
  macie.destroy()
} finally {
  if (values.keep && process.exitCode === 0) leaveRunning(server)
  else await stopServer(server)
}

function startServer(): ChildProcess {
  const launcher = path.join(import.meta.dirname, '..', 'bin', 'magpie')
  const log = openSync(path.join(folder, 'server.log'), 'a')
  const args = ['serve', '--listen', '127.0.0.1:0', '--data', data, '--buckets', buckets]
  return spawn(launcher, args, { stdio: ['ignore', 'pipe', log], detached: values.keep })
}

async function listeningAddress(process: ChildProcess): Promise<string> {
  return await new Promise((resolve, reject) => {
    let said = ''
    process.stdout?.on('data', (part: Buffer) => {
      said += part.toString()
      const [, url] = /magpie listening on (\S+)/.exec(said) ?? []
      if (url !== undefined) resolve(url)
    })
    process.once('error', reject)
    process.once('exit', (code) => {
      const log = readFileSync(path.join(folder, 'server.log'), 'utf8')
      reject(new Error(`Cannot start the server: it ended with ${code}\n${log}`))
    })
  })
}

async function createJob(macie: Macie2Client, { buckets: names }: DemoData): Promise<string> {
  const { jobId } = await macie.send(
    new CreateClassificationJobCommand({
      name: 'demo',
      jobType: 'ONE_TIME',
      managedDataIdentifierSelector: 'ALL',
      s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: [...names] }] },
    }),
  )
  if (jobId === undefined) throw new Error('Cannot create the job: the answer has no id')
  return jobId
}

async function waitForEnd(macie: Macie2Client, client: ServerClient, jobId: string): Promise<string> {
  const line = createProgressLine(process.stderr)
  for (;;) {
    const { jobStatus = 'unknown' } = await macie.send(new DescribeClassificationJobCommand({ jobId }))
    if (jobStatus !== 'RUNNING') {
      line?.clear()
      return jobStatus
    }
    const progress = (await client.request('tell the progress', [
      'magpie',
      'jobs',
      jobId,
      'progress',
    ])) as RunProgress
    line?.update(progressOf(progress))
    await delay(100)
  }
}

/** It needs nothing of this process any more: its output goes to its log. */
function leaveRunning(child: ChildProcess): void {
  child.stdout?.destroy()
  child.unref()
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
}
