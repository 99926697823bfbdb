// A job through the API over small objects in a folder, ledger and findings included; beside it the same folder without
// server and ledger, on all cores. With --profile, where the time goes.
//
// The fact to know: a profiled server is slower, so that round's speed does not count.
import { rmSync } from 'node:fs'
import os from 'node:os'
import { median, temporaryFolder } from '../harness.ts'
import { runJob, writeSmallObjects, type SmallObjects } from '../small-objects-job.ts'
import { timesOfThreads, type ThreadTimes } from './profile-areas.ts'
import { verdict, type Report } from './report.ts'
import { scan } from './scan-files.ts'
import type { Section } from './section.ts'

const must = 5_000

export const job: Section = {
  title: 'A job over objects of 2 KB in a folder, from CreateClassificationJob to COMPLETE',
  async run({ report, rounds, objects: count, profile }) {
    const objects = writeSmallObjects(count)
    const speeds: number[] = []
    const processor: number[] = []
    let peak = 0
    for (let round = 0; round < rounds; round++) {
      const { seconds, objectsPerSecond, processorSeconds, findings, peakMegabytes } = await runJob(
        objects,
        {},
      )
      report.line(
        `${count} objects, ${findings} findings: ${seconds.toFixed(2)} s, of processors ${processorSeconds.toFixed(2)} s`,
      )
      speeds.push(objectsPerSecond)
      processor.push(processorSeconds)
      peak = Math.max(peak, peakMegabytes)
    }
    const speed = median(speeds)
    const alone = await scan([objects.buckets], { threads: os.availableParallelism() })
    const perProcessorSecond = (seconds: number): string => (count / seconds).toFixed(0)
    report.table(
      ['what', 'objects', 'objects a second', 'must', 'must is', 'objects a CPU-second', 'peak RSS MB'],
      [
        [
          'job',
          `${count}`,
          speed.toFixed(0),
          `${must}`,
          verdict(speed >= must),
          perProcessorSecond(median(processor)),
          peak.toFixed(0),
        ],
        [
          'magpie scan',
          `${count}`,
          (count / alone.seconds).toFixed(0),
          '',
          '',
          perProcessorSecond(alone.processorSeconds),
          alone.peakMegabytes.toFixed(0),
        ],
      ],
    )
    if (profile) await reportProfile(report, objects)
    rmSync(objects.buckets, { recursive: true })
  },
}

async function reportProfile(report: Report, objects: SmallObjects): Promise<void> {
  const folder = temporaryFolder('profile')
  const env = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}` }
  const { seconds } = await runJob(objects, { env })
  const threads = timesOfThreads(folder)
  rmSync(folder, { recursive: true })
  report.line(`Profiled: ${seconds.toFixed(2)} s, and the server's start and end. Seconds of each thread:`)
  const areas = [...new Set(threads.flatMap(({ secondsByArea }) => [...secondsByArea.keys()]))].sort()
  report.table(
    ['area', ...threads.map(({ thread }) => (thread === 0 ? 'main' : `thread ${thread}`))],
    areas.map((area) => [
      area,
      ...threads.map(({ secondsByArea }) => (secondsByArea.get(area) ?? 0).toFixed(2)),
    ]),
  )
  report.table(
    ['thread', 'seconds', 'busiest functions, with the libraries and Node that they call'],
    busiest(threads),
  )
}

const mostFunctions = 20

function busiest(threads: readonly ThreadTimes[]): string[][] {
  return threads
    .flatMap(({ thread, secondsByFunction }) =>
      [...secondsByFunction].map(([name, seconds]) => ({ thread, name, seconds })),
    )
    .filter(({ name }) => name.includes(' in src/'))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, mostFunctions)
    .map(({ thread, name, seconds }) => [`${thread}`, seconds.toFixed(2), name])
}
