// Two scan threads against one, neither tied to a core: of two files, and of one big one.
//
// The fact to know: scan threads give way to everything else on the machine, a lone scan does not. MB per CPU-second
// beside it shows whether a thread got slower or merely did not get its processor.
import { copyFileSync, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { median } from '../harness.ts'
import { bytesOfMegabyte, corpusOf, type CorpusName } from './corpora.ts'
import { listed, verdict } from './report.ts'
import type { ProcessRun } from './run-process.ts'
import { readOnce, scan } from './scan-files.ts'
import { wholeMegabytes, type Section, type Settings } from './section.ts'

const leastGain = 1.8
const subjects: readonly (readonly [string, CorpusName])[] = [
  ['text (a)', 'clean'],
  ['dense prose (b)', 'prose'],
  ['sparse CSV', 'sparseTable'],
  ['sparse JSONL', 'sparseRecords'],
]

export const twoThreads: Section = {
  title: 'magpie scan with --threads 2 against --threads 1',
  async run(settings) {
    const rows: string[][] = []
    for (const [title, name] of subjects) {
      const { file } = corpusOf(name, settings.megabytes)
      const twin = twinOf(file)
      for (const each of [file, twin]) await readOnce(each)
      rows.push(await row(`${title}, two files`, [file, twin], settings))
      rows.push(await row(`${title}, one file`, [file], settings))
    }
    settings.report.table(
      [
        'source',
        'MB/s, 1 thread',
        'MB/s, 2 threads',
        'gain',
        `≥ ${leastGain} is`,
        'MB per CPU-second, 1 and 2',
      ],
      rows,
    )
  },
}

async function row(title: string, files: readonly string[], settings: Settings): Promise<string[]> {
  const one: ProcessRun[] = []
  const two: ProcessRun[] = []
  for (let round = 0; round < settings.rounds; round++) {
    one.push(await scan(files, { threads: 1 }))
    two.push(await scan(files, { threads: 2 }))
  }
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0) / bytesOfMegabyte
  settings.report.line(`${title}: seconds of one ${listed(secondsOf(one))}, of two ${listed(secondsOf(two))}`)
  const gain = median(one.map(({ seconds }, round) => seconds / (two[round]?.seconds ?? Number.NaN)))
  return [
    title,
    (size / median(secondsOf(one))).toFixed(0),
    (size / median(secondsOf(two))).toFixed(0),
    gain.toFixed(2),
    size < wholeMegabytes ? '' : verdict(gain >= leastGain),
    `${(size / processorOf(one)).toFixed(0)}, ${(size / processorOf(two)).toFixed(0)}`,
  ]
}

function secondsOf(runs: readonly ProcessRun[]): number[] {
  return runs.map((run) => run.seconds)
}

function processorOf(runs: readonly ProcessRun[]): number {
  return median(runs.map((run) => run.processorSeconds))
}

function twinOf(file: string): string {
  const { dir, name, ext } = path.parse(file)
  const twin = path.join(dir, `${name}-twin${ext}`)
  if (!existsSync(twin)) copyFileSync(file, twin)
  return twin
}
