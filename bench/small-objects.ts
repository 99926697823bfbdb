// A job through the API over 50,000 objects of 2 KB in a folder bucket: objects a second, end to end.
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import {
  CreateClassificationJobCommand,
  DescribeClassificationJobCommand,
  GetFindingStatisticsCommand,
  type Macie2Client,
} from '@aws-sdk/client-macie2'
import { machine, median, peakOf, startServer, temporaryFolder } from './harness.ts'

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '50000' },
    database: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
})
const objects = Number(values.objects)
const buckets = temporaryFolder('small')
const filler = 'It was the best of times, it was the worst of times, it was the age of wisdom.\n'
  .repeat(25)
  .slice(0, 2_000)
for (let n = 0; n < objects; n++) {
  const folder = path.join(buckets, 'small', String(n % 100).padStart(2, '0'))
  if (n < 100) mkdirSync(folder, { recursive: true })
  writeFileSync(
    path.join(folder, `${n}.txt`),
    n % 20 === 0 ? `${filler}ssn 536-22-${1000 + (n % 9000)}\n` : filler,
  )
}
const rounds: number[] = []
process.stdout.write(`${machine()}\n`)
for (let round = 0; round < Number(values.rounds); round++) rounds.push(await oneRound())
process.stdout.write(`median of ${rounds.length}: ${median(rounds).toFixed(0)} objects/s\n`)
rmSync(buckets, { recursive: true })

/** Objects a second of one job, on a server of its own. */
async function oneRound(): Promise<number> {
  const args = values.database === undefined ? [] : ['--database-url', values.database]
  const server = await startServer(buckets, args)
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
  const findings = await countFindings(server.client, jobId)
  if (findings !== Math.ceil(objects / 20)) throw new Error(`Cannot trust the round: ${findings} findings`)
  process.stdout.write(
    `${objects} objects of 2 KB in ${seconds.toFixed(1)} s: ${(objects / seconds).toFixed(0)} objects/s, ` +
      `${findings} findings, peak RSS of the server ${peakOf(server.pid).toFixed(0)} MB\n`,
  )
  await server.stop()
  return objects / seconds
}

async function countFindings(client: Macie2Client, jobId: string): Promise<number> {
  const findingCriteria = { criterion: { 'classificationDetails.jobId': { eq: [jobId] } } }
  const { countsByGroup } = await client.send(
    new GetFindingStatisticsCommand({ groupBy: 'type', findingCriteria }),
  )
  return (countsByGroup ?? []).reduce((sum, { count = 0 }) => sum + count, 0)
}
