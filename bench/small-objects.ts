// A job through the API over 50,000 objects of 2 KB in a folder bucket: objects a second, end to end.
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { machine, median } from './harness.ts'
import { runJob, writeSmallObjects } from './small-objects-job.ts'

const { values } = parseArgs({
  options: {
    objects: { type: 'string', default: '50000' },
    database: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
})
const objects = writeSmallObjects(Number(values.objects))
const args = values.database === undefined ? [] : ['--database-url', values.database]
const rounds: number[] = []
process.stdout.write(`${machine()}\n`)
for (let round = 0; round < Number(values.rounds); round++) {
  const { seconds, objectsPerSecond, findings, peakMegabytes } = await runJob(objects, { args })
  process.stdout.write(
    `${objects.count} objects of 2 KB in ${seconds.toFixed(1)} s: ${objectsPerSecond.toFixed(0)} objects/s, ` +
      `${findings} findings, peak RSS of the server ${peakMegabytes.toFixed(0)} MB\n`,
  )
  rounds.push(objectsPerSecond)
}
process.stdout.write(`median of ${rounds.length}: ${median(rounds).toFixed(0)} objects/s\n`)
rmSync(objects.buckets, { recursive: true })
