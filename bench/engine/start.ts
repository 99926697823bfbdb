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
    const whole = await times(async () => (await scanOnce([file])).seconds)
    const asked = await times(async () => {
      const { begun } = await scanOnce([target, '--s3-endpoint', server.endpoint])
      return (server.lastGet() - begun) / 1_000
    })
    await server.close()
    rmSync(folder, { recursive: true })
    const measured = [
      ['magpie scan of a file of one byte, whole process', whole],
      ['magpie scan s3://…, until the object is asked for', asked],
    ] as const
    for (const [title, seconds] of measured) report.line(`${title}: ${listed(seconds)}`)
    report.table(
      ['what', 'median ms', 'least ms', `≤ ${mostSeconds * 1_000} ms is`],
      measured.map(([title, seconds]) => [
        title,
        (median(seconds) * 1_000).toFixed(0),
        (Math.min(...seconds) * 1_000).toFixed(0),
        verdict(median(seconds) <= mostSeconds),
      ]),
    )
  },
}

/** After one that fills the compile cache, as an installation's first run does. */
async function times(measure: () => Promise<number>): Promise<number[]> {
  await measure()
  const seconds: number[] = []
  for (let round = 0; round < rounds; round++) seconds.push(await measure())
  return seconds
}

async function scanOnce(args: readonly string[]): Promise<{ begun: number; seconds: number }> {
  const begun = performance.now()
  const run = await runProcess({
    command: launcher,
    args: ['scan', ...args, '--format', 'jsonl'],
    env: serverEnvironment,
  })
  if (run.code !== 0) throw new Error(`Cannot trust the run: it ended with ${run.code}: ${run.stderr}`)
  return { begun, seconds: run.seconds }
}
