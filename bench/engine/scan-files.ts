// `magpie scan` as users run it: a process, a file on the disk, all identifiers, every finding written with its place.
//
// The fact to know: files were read once before, so the disk is not measured. MB are 10^6 bytes; those of a gzip file
// are what comes out of it.
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { launcher, median, temporaryFolder } from '../harness.ts'
import { bytesOfMegabyte, corpusOf, type CorpusName } from './corpora.ts'
import { bucketName, serveFiles, serverEnvironment } from './file-server.ts'
import { listed, verdict } from './report.ts'
import { runProcess, type ProcessRun } from './run-process.ts'
import { wholeMegabytes, type Section, type Settings } from './section.ts'

interface Subject {
  readonly title: string
  readonly corpus: CorpusName
  readonly from: 'file' | 'gzip' | 'http'
  readonly must?: number
  /** What the trial came to. */
  readonly aim?: number
}

const subjects: readonly Subject[] = [
  { title: 'text (a)', corpus: 'clean', from: 'file', must: 500, aim: 959 },
  { title: 'dense prose (b)', corpus: 'prose', from: 'file', must: 150, aim: 291 },
  { title: 'sparse CSV', corpus: 'sparseTable', from: 'file', must: 400, aim: 865 },
  { title: 'dense CSV', corpus: 'denseTable', from: 'file', must: 110, aim: 206 },
  { title: 'sparse JSONL', corpus: 'sparseRecords', from: 'file', must: 300, aim: 609 },
  { title: 'dense JSONL', corpus: 'denseRecords', from: 'file', must: 150, aim: 295 },
  { title: 'gzip of text (a)', corpus: 'clean', from: 'gzip', must: 230, aim: 425 },
  { title: 'text (a) over HTTP', corpus: 'clean', from: 'http' },
]
const mostResidentMegabytes = 160

export const scanFiles: Section = {
  title: 'magpie scan --threads 1 --format jsonl --output FILE, tied to one core',
  async run(settings) {
    const rows: string[][] = []
    for (const subject of subjects) rows.push(await row(subject, settings))
    settings.report.table(
      ['source', 'MB', 'MB/s', 'MB per CPU-second', 'must', 'aim', 'must is', 'peak RSS MB', 'RSS ≤ 160 is'],
      rows,
    )
  },
}

async function row(subject: Subject, settings: Settings): Promise<string[]> {
  const { file: plain } = corpusOf(subject.corpus, settings.megabytes)
  const file = subject.from === 'gzip' ? await gzipOf(plain) : plain
  await readOnce(file)
  const runs = await runsOf(subject, file, settings)
  const size = statSync(plain).size / bytesOfMegabyte
  const seconds = runs.map((run) => run.seconds)
  const processor = runs.map((run) => run.processorSeconds)
  const peak = Math.max(...runs.map((run) => run.peakMegabytes))
  settings.report.line(
    `${subject.title}: ${size.toFixed(0)} MB, seconds ${listed(seconds)}, of processors ${listed(processor)}, peak ${peak.toFixed(0)} MB`,
  )
  const speed = size / median(seconds)
  const { must, aim } = subject
  return [
    subject.title,
    size.toFixed(0),
    speed.toFixed(0),
    (size / median(processor)).toFixed(0),
    must === undefined ? '' : `${must}`,
    aim === undefined ? '' : `${aim}`,
    must === undefined || size < wholeMegabytes ? '' : verdict(speed >= must),
    peak.toFixed(0),
    verdict(peak <= mostResidentMegabytes),
  ]
}

async function runsOf({ from }: Subject, file: string, settings: Settings): Promise<ProcessRun[]> {
  if (from !== 'http') return await timesOf(() => scan([file], settings), settings)
  const server = await serveFiles([file])
  const target = `s3://${bucketName}/${path.basename(file)}`
  try {
    return await timesOf(() => scan([target, '--s3-endpoint', server.endpoint], settings), settings)
  } finally {
    await server.close()
  }
}

async function timesOf(scanOnce: () => Promise<ProcessRun>, { rounds }: Settings): Promise<ProcessRun[]> {
  const runs: ProcessRun[] = []
  for (let round = 0; round < rounds; round++) runs.push(await scanOnce())
  return runs
}

/** @param options of the command; `threads` and no `core` for one that may use all */
export async function scan(
  targets: readonly string[],
  { core, threads = 1 }: { readonly core?: number; readonly threads?: number },
): Promise<ProcessRun> {
  const folder = temporaryFolder('findings')
  const output = path.join(folder, 'findings.jsonl')
  const args = ['scan', ...targets, '--format', 'jsonl', '--threads', `${threads}`, '--output', output]
  const tied = core === undefined ? {} : { core }
  const run = await runProcess({ command: launcher, args, env: serverEnvironment, ...tied })
  if (run.code !== 0) throw new Error(`Cannot trust the run: it ended with ${run.code}: ${run.stderr}`)
  rmSync(folder, { recursive: true })
  return run
}

async function gzipOf(file: string): Promise<string> {
  const zipped = `${file}.gz`
  if (existsSync(zipped)) return zipped
  await pipeline(createReadStream(file), createGzip(), createWriteStream(`${zipped}.new`))
  renameSync(`${zipped}.new`, zipped)
  return zipped
}

/** So that it is in the page cache. */
export async function readOnce(file: string): Promise<void> {
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) void part
}
