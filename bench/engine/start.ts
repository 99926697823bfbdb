// From the start of the process to the first byte of an object: at most the whole life of a scan of one byte; and over
// HTTP until the object is asked for.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { launcher, median, temporaryFolder } from '../harness.ts'
import { bucketName, serveFiles, serverEnvironment } from './file-server.ts'
import { listed, verdict } from './report.ts'
import { runProcess } from './run-process.ts'
import type { Section } from './section.ts'

const rounds = 11
const mostSeconds = 0.2

export const start: Section = {
  title: `Start to first byte, median of ${rounds}`,
  async run({ report }) {
    const folder = temporaryFolder('start')
    const file = path.join(folder, 'one-byte.txt')
    writeFileSync(file, 'x')
    const server = await serveFiles([file])
    const target = `s3://${bucketName}/${path.basename(file)}`
    const whole = await runsOf(() => scanOnce([file]))
    const asked = await runsOf(async () => {
      const { begun, processorSeconds } = await scanOnce([target, '--s3-endpoint', server.endpoint])
      return { seconds: (server.lastGet() - begun) / 1_000, processorSeconds }
    })
    await server.close()
    rmSync(folder, { recursive: true })
    const measured = [
      ['magpie scan of a file of one byte, whole process', whole],
      ['magpie scan s3://…, until the object is asked for', asked],
    ] as const
    for (const [title, runs] of measured)
      report.line(`${title}: ${listed(runs.map(({ seconds }) => seconds))}`)
    report.table(
      ['what', 'median ms', 'least ms', `≤ ${mostSeconds * 1_000} ms is`, 'CPU ms of the whole process'],
      measured.map(([title, runs]) => {
        const seconds = runs.map((run) => run.seconds)
        return [
          title,
          (median(seconds) * 1_000).toFixed(0),
          (Math.min(...seconds) * 1_000).toFixed(0),
          verdict(median(seconds) <= mostSeconds),
          (median(runs.map((run) => run.processorSeconds)) * 1_000).toFixed(0),
        ]
      }),
    )
  },
}

interface Started {
  readonly seconds: number
  readonly processorSeconds: number
}

/** After one that fills the compile cache, as an installation's first run does. */
async function runsOf(measure: () => Promise<Started>): Promise<Started[]> {
  await measure()
  const runs: Started[] = []
  for (let round = 0; round < rounds; round++) runs.push(await measure())
  return runs
}

async function scanOnce(args: readonly string[]): Promise<Started & { readonly begun: number }> {
  const begun = performance.now()
  const run = await runProcess({
    command: launcher,
    args: ['scan', ...args, '--format', 'jsonl'],
    env: serverEnvironment,
  })
  if (run.code !== 0) throw new Error(`Cannot trust the run: it ended with ${run.code}: ${run.stderr}`)
  return { ...run, begun }
}
