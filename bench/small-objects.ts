// A job through the API over 50,000 objects of 2 KB in a folder bucket: objects a second, end to end.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { CreateClassificationJobCommand, DescribeClassificationJobCommand } from '@aws-sdk/client-macie2'
import { machine, peakOf, startServer, temporaryFolder } from './harness.ts'

const { values } = parseArgs({
  options: { objects: { type: 'string', default: '50000' }, database: { type: 'string' } },
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
const server = await startServer(
  buckets,
  values.database === undefined ? [] : ['--database-url', values.database],
)
const begun = performance.now()
const { jobId } = await server.client.send(
  new CreateClassificationJobCommand({
    name: 'small objects',
    clientToken: 'bench',
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
process.stdout.write(
  `${machine()}\n${objects} objects of 2 KB in ${seconds.toFixed(1)} s: ${(objects / seconds).toFixed(0)} objects/s, ` +
    `peak RSS of the server ${peakOf(server.pid).toFixed(0)} MB\n`,
)
await server.stop()
rmSync(buckets, { recursive: true })
