// DescribeClassificationJob by 8 concurrent callers while a job scans with all threads on the embedded store.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CreateClassificationJobCommand, DescribeClassificationJobCommand } from '@aws-sdk/client-macie2'
import { machine, percentile, startServer, temporaryFolder } from './harness.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, callers: { type: 'string', default: '8' } },
})
const buckets = temporaryFolder('describe')
mkdirSync(path.join(buckets, 'busy'))
const body = 'A customer wrote that the parcel came late, again, and nobody answered the telephone.\n'.repeat(
  24_000,
)
for (let n = 0; n < 1_500; n++)
  writeFileSync(path.join(buckets, 'busy', `${n}.txt`), `${body}ssn 536-22-${1000 + n}\n`)
const server = await startServer(buckets)
const { jobId } = await server.client.send(
  new CreateClassificationJobCommand({
    name: 'busy',
    clientToken: 'bench',
    jobType: 'ONE_TIME',
    s3JobDefinition: { bucketDefinitions: [{ accountId: '000000000000', buckets: ['busy'] }] },
  }),
)
const latencies: number[] = []
const end = performance.now() + Number(values.seconds) * 1000
let stillRunning = true
async function call(): Promise<void> {
  while (performance.now() < end && stillRunning) {
    const begun = performance.now()
    const { jobStatus } = await server.client.send(new DescribeClassificationJobCommand({ jobId }))
    latencies.push(performance.now() - begun)
    stillRunning &&= jobStatus === 'RUNNING'
  }
}
await Promise.all(Array.from({ length: Number(values.callers) }, call))
const show = (share: number): string => percentile(latencies, share).toFixed(1)
process.stdout.write(
  `${machine()}\n${latencies.length} calls by ${values.callers} callers, job ${stillRunning ? 'still RUNNING' : 'ended meanwhile'}: ` +
    `p50 ${show(0.5)} ms, p90 ${show(0.9)} ms, p99 ${show(0.99)} ms\n`,
)
await server.stop()
rmSync(buckets, { recursive: true })
