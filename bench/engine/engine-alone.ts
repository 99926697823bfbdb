// The engine without processes, disks and findings: readContent, detect, and the place of each match, all identifiers
// on, as a share of what copying the same bytes costs.
//
// The fact to know: "a share of copying" means nothing without the size of what is copied: 256 KB over and over stay in
// the cache and are copied five times as fast. Both read the same content from its start to its end in the same steps.
import { readFileSync } from 'node:fs'
import type { LooksSensitive } from '../../src/content/looks-sensitive.ts'
import { sourceOfBytes } from '../../test/source-of-bytes.ts'
import { readContent } from '../../src/content/read-content.ts'
import { createDetector, type Detector } from '../../src/detection/detector.ts'
import type { EngineOptions } from '../../src/detection/engine/engine.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import type { Passage } from '../../src/model/passage.ts'
import { median } from '../harness.ts'
import { bytesOfMegabyte, corpusOf, type Corpus, type CorpusName } from './corpora.ts'
import { processorSeconds } from './processor-seconds.ts'
import { asShare, listed, verdict } from './report.ts'
import { wholeMegabytes, type Section } from './section.ts'

/** One part in so many of copying. */
interface Target {
  readonly must: number
  readonly aim: number
}

const subjects: readonly (readonly [CorpusName, Target | undefined])[] = [
  ['clean', { must: 12, aim: 8 }],
  ['prose', { must: 42, aim: 28 }],
  ['numbers', { must: 13, aim: 8 }],
  ['minified', { must: 13, aim: 9 }],
  ['sparseTable', undefined],
  ['denseTable', undefined],
  ['sparseRecords', undefined],
  ['denseRecords', undefined],
]
const stepBytes = 256 * 1_024

export const engineAlone: Section = {
  title: 'Engine alone: copy-in, detection, resolving and positions, megabytes a second of processor time',
  async run({ report, rounds, megabytes }) {
    const scan = createScan()
    const rows: string[][] = []
    for (const [name, target] of subjects) {
      // More of the large ones would say nothing new.
      const corpus = corpusOf(name, Math.min(megabytes, wholeMegabytes))
      const measured = await measure(scan, corpus, rounds)
      report.line(`${corpus.title}: ${measured.raw}`)
      rows.push([corpus.title, ...cellsOf(measured, corpus.megabytes < wholeMegabytes ? undefined : target)])
    }
    report.table(
      ['corpus', 'MB/s', 'set MB/s', 'share of set', 'must', 'aim', 'must is', 'bytes a match'],
      rows,
    )
  },
}

interface Measured {
  readonly speed: number
  readonly copying: number
  readonly share: number
  readonly bytesPerMatch: number
  readonly raw: string
}

function cellsOf({ speed, copying, share, bytesPerMatch }: Measured, target: Target | undefined): string[] {
  const targets =
    target === undefined
      ? ['', '', '']
      : [`1/${target.must}`, `1/${target.aim}`, verdict(share >= 1 / target.must)]
  return [
    speed.toFixed(0),
    copying.toFixed(0),
    asShare(share),
    ...targets,
    Number.isFinite(bytesPerMatch) ? bytesPerMatch.toFixed(0) : 'none',
  ]
}

/** After a round to warm up, copying and engine in turn, so that what else the machine does meets both. */
async function measure(scan: Scan, corpus: Corpus, rounds: number): Promise<Measured> {
  const content = readFileSync(corpus.file)
  const size = content.length / bytesOfMegabyte
  let matches = await scan(corpus.file, content)
  const copies: number[] = []
  const scans: number[] = []
  for (let round = 0; round < rounds; round++) {
    copies.push(copySeconds(content))
    scans.push(
      await processorSeconds(async () => {
        matches = await scan(corpus.file, content)
      }),
    )
  }
  const shares = scans.map((seconds, round) => (copies[round] ?? Number.NaN) / seconds)
  return {
    speed: size / median(scans),
    copying: size / median(copies),
    share: median(shares),
    bytesPerMatch: content.length / matches,
    raw: `${content.length} bytes, ${matches} matches, seconds of set ${listed(copies)}, of the engine ${listed(scans)}`,
  }
}

/** Says how many matches there are. */
type Scan = (name: string, content: Uint8Array) => Promise<number>

export function createScan(options: EngineOptions = {}): Scan {
  const detector = createDetector({ managed: managedIdentifiers.map(({ id }) => id), custom: [] }, options)
  const looksSensitive: LooksSensitive = (cell, names) => detector.looksSensitive(cell, names)
  return async (name, content) => {
    let found = 0
    for await (const passage of readContent(sourceOfBytes(name, content, stepBytes), { looksSensitive }))
      found += detectAndLocate(detector, passage)
    return found
  }
}

function detectAndLocate(detector: Detector, passage: Passage): number {
  const { count, starts, ends } = detector.detect(passage)
  for (let at = 0; at < count; at++) passage.locate(starts[at]!, ends[at]!)
  return count
}

const copied = new Uint8Array(stepBytes)
/** A copy of milliseconds is too short for the system's clocks of threads, which tick every four. */
const copiedBytes = 2e9

/** Of this thread alone: what the collector still does for the engine would count as copying. */
function copySeconds(content: Uint8Array): number {
  const times = Math.ceil(copiedBytes / content.length)
  const before = process.threadCpuUsage()
  for (let time = 0; time < times; time++) copy(content)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1e6 / times
}

function copy(content: Uint8Array): void {
  for (let at = 0; at < content.length; at += stepBytes) copied.set(content.subarray(at, at + stepBytes))
}
