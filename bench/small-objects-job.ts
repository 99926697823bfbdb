// Objects of 2 KB in a folder bucket, one in twenty with something to find, and a job over them through the API.
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  GetFindingStatisticsCommand,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { peakOf, processorSecondsOf, startServer, temporaryFolder } from './harness.ts'

export interface SmallObjects {
  readonly buckets: string
  readonly count: number
}

const filler = 'It was the best of times, it was the worst of times, it was the age of wisdom.\n'
  .repeat(25)
  .slice(0, 2_000)

export function writeSmallObjects(count: number): SmallObjects {
  const buckets = temporaryFolder('small')
  for (let n = 0; n < count; n++) {
    const folder = path.join(buckets, 'small', String(n % 100).padStart(2, '0'))
    if (n < 100) mkdirSync(folder, { recursive: true })
    const finding = n % 20 === 0 ? `ssn 536-22-${1000 + (n % 9000)}\n` : ''
    writeFileSync(path.join(folder, `${n}.txt`), filler + finding)
  }
  return { buckets, count }
}

export interface JobRun {
  readonly seconds: number
  readonly objectsPerSecond: number
  /** Of the whole server. */
  readonly processorSeconds: number
  readonly findings: number
  readonly peakMegabytes: number
}

export interface JobServer {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** From its creation until it is COMPLETE, on a server of its own. */
export async function runJob({ buckets, count }: SmallObjects, { args, env }: JobServer): Promise<JobRun> {
  const server = await startServer(buckets, args, env)
  const processorBefore = processorSecondsOf(server.pid).own
  const begun = performance.now()
  const { jobId = '' } = await server.client.send(
    new CreateClassificationJobCommand({
      name: 'small objects',
      clientToken: randomUUID(),
      jobType: 'ONE_TIME',
      s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['small'] }] },
    }),
  )
  for (;;) {
    const { jobStatus } = await server.client.send(new DescribeClassificationJobCommand({ jobId }))
    if (jobStatus === 'COMPLETE') break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const seconds = (performance.now() - begun) / 1000
  const processorSeconds = processorSecondsOf(server.pid).own - processorBefore
  const findings = await countFindings(server.client, jobId)
  if (findings !== Math.ceil(count / 20)) throw new Error(`Cannot trust the round: ${findings} findings`)
  const peakMegabytes = peakOf(server.pid)
  await server.stop()
  return { seconds, objectsPerSecond: count / seconds, processorSeconds, findings, peakMegabytes }
}

async function countFindings(client: Macie2Client, jobId: string): Promise<number> {
  const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } }
  const { countsByGroup } = await client.send(
    new GetFindingStatisticsCommand({ groupBy: 'type', findingCriteria }),
  )
  return (countsByGroup ?? []).reduce((sum, { count = 0 }) => sum + count, 0)
}
