// `npm run bench:engine`: how fast the engine is alone, in whole processes, in a job, and beside other tools.
// Every number is a median of one run, every ratio is of one run; what was printed is kept in bench/results/.
//
// The fact to know: the whole takes about 10 GB of the temporary folder, where the corpora stay for the next run.
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { custom } from './custom.ts'
import { engineAlone } from './engine-alone.ts'
import { job } from './job.ts'
import { otherTools } from './other-tools.ts'
import { load, openReport, preamble } from './report.ts'
import { scanFiles } from './scan-files.ts'
import { wholeMegabytes, type Section } from './section.ts'
import { start } from './start.ts'
import { twoThreads } from './two-threads.ts'

const sections: Readonly<Record<string, Section>> = {
  engine: engineAlone,
  custom,
  scan: scanFiles,
  threads: twoThreads,
  job,
  start,
  others: otherTools,
}

const usage = `npm run bench:engine -- [options]
  --only LIST        of ${Object.keys(sections).join(',')}
  --rounds N         of each measurement (3)
  --megabytes N      no corpus is larger, for a quick look that is not kept
  --objects N        of the job (200000)
  --profile          say where the job's time goes; makes it slower
  --core N           the processor that whole processes are tied to (the last one)
  --output FILE      is added to (bench/results/DATE-engine.txt)
`
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(sections).join(',') },
    rounds: { type: 'string', default: '3' },
    megabytes: { type: 'string' },
    objects: { type: 'string', default: '200000' },
    profile: { type: 'boolean', default: false },
    core: { type: 'string', default: String(os.cpus().length - 1) },
    output: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) process.stdout.write(usage)
else await runAll()

async function runAll(): Promise<void> {
  const names = values.only.split(',')
  const unknown = names.filter((name) => sections[name] === undefined)
  if (unknown.length > 0) throw new Error(`Cannot run ${unknown.join(', ')}: no such section\n${usage}`)
  const { rounds, megabytes, objects, core, output } = values
  const report = openReport(output ?? (megabytes === undefined ? fileOfToday() : undefined))
  const settings = {
    report,
    rounds: Number(rounds),
    megabytes: Number(megabytes ?? Infinity),
    objects: Number(objects),
    profile: values.profile,
    core: Number(core),
  }
  report.line(`$ npm run bench:engine -- ${process.argv.slice(2).join(' ')}\n${preamble()}`)
  if (settings.megabytes < wholeMegabytes)
    report.line(
      'A quick look: so little stays in the cache, which makes copying and shares of it another thing.',
    )
  for (const name of names) {
    report.line(`\n## ${name}: ${sections[name]?.title}\n`)
    await sections[name]?.run(settings)
    report.line(`load after: ${load()}`)
  }
}

function fileOfToday(): string {
  const today = new Date().toISOString().slice(0, 10)
  return path.join(import.meta.dirname, '..', 'results', `${today}-engine.txt`)
}
