// What custom identifiers cost: a job with none, with thirty that have keywords, with five that have none, over the
// same clean text in turn; and expressions that make other engines hang, on texts made for them.
//
// The fact to know: all managed identifiers are on, as in a job; the ratio of two jobs in one round is what counts.
import { readFileSync } from 'node:fs'
import { sourceOfBytes } from '../../test/source-of-bytes.ts'
import { readContent } from '../../src/content/read-content.ts'
import { checkExpression } from '../../src/detection/custom/check-expression.ts'
import { searchCost } from '../../src/detection/custom/search-plan.ts'
import { createDetector, type Detector } from '../../src/detection/detector.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import type { CustomIdentifierDefinition } from '../../src/model/identifier.ts'
import { median } from '../harness.ts'
import { bytesOfMegabyte, corpusOf } from './corpora.ts'
import { processorSeconds } from './processor-seconds.ts'
import { listed, verdict } from './report.ts'
import type { Section, Settings } from './section.ts'

/** Megabytes a second of processor time, and what thirty with keywords may cost. */
const wantedSpeed = 100
const mostRatio = 2
const mostMegabytes = 64

export const custom: Section = {
  title: 'Custom identifiers: jobs with and without, and expressions that others hang on',
  async run(settings) {
    await measureJobs(settings)
    await measureHostile(settings)
  },
}

const keywords = (
  'employee id,badge number,customer no,project code,contract,patient id,member number,invoice,ticket,case number,' +
  'policy number,asset tag,serial number,vendor id,cost center,payroll,student id,matriculation,locker,parcel,' +
  'shipment,tracking,order ref,purchase order,license key,device id,reservation,booking,loyalty,pin'
).split(',')
const behindKeywords = ['\\b[A-Z]{2}-?\\d{4,8}\\b', '\\d{6,10}', '[A-Z0-9]{8}']
const withoutKeywords = [
  '\\d{3}-\\d{2}-\\d{4}',
  '\\b[A-Z]{2}\\d{6}\\b',
  '[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,}',
  '[a-z]{3,}\\d{5}[a-z]{2,}',
  'EMP-\\d{6}',
]
const jobs: Readonly<Record<string, readonly CustomIdentifierDefinition[]>> = {
  none: [],
  'thirty with keywords': keywords.map((keyword, index) =>
    definition(index, behindKeywords[index % behindKeywords.length]!, [keyword, keyword.replace(' ', '_')]),
  ),
  'five without keywords': withoutKeywords.map((regex, index) => definition(index, regex, [])),
}

function definition(index: number, regex: string, own: readonly string[]): CustomIdentifierDefinition {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  return { id, name: `custom ${index}`, regex, keywords: own, ignoreWords: [], maximumMatchDistance: 50 }
}

async function measureJobs({ report, rounds, megabytes }: Settings): Promise<void> {
  const managed = managedIdentifiers.map(({ id }) => id)
  const corpus = corpusOf('clean', Math.min(megabytes, mostMegabytes))
  const content = readFileSync(corpus.file)
  const detectors = Object.entries(jobs).map(
    ([name, definitions]) => [name, createDetector({ managed, custom: definitions })] as const,
  )
  const seconds = new Map(detectors.map(([name]): [string, number[]] => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const [name, detector] of detectors) {
      const taken = await secondsOf(detector, content)
      if (round >= 0) seconds.get(name)!.push(taken)
    }
  }
  const rows = [...seconds].map(([name, taken]) => {
    report.line(`${corpus.title}, ${name}: seconds ${listed(taken)}`)
    const ratio = median(taken.map((each, round) => each / seconds.get('none')![round]!))
    const isLimited = name.startsWith('thirty')
    const target = isLimited ? [`≤ ${mostRatio}`, verdict(ratio <= mostRatio)] : ['', '']
    const costs = [...new Set(jobs[name]!.map(searchCost))].join(', ')
    return [name, costs, speed(content.length, median(taken)), ratio.toFixed(2), ...target]
  })
  report.table(['custom identifiers', 'cost', 'MB/s', 'time, that of none = 1', 'must', 'must is'], rows)
}

const hostile: readonly (readonly [regex: string, piece: string, closing: string])[] = [
  ['^(a+)+$', 'a', '!'],
  ['([a-z]{1,10}){1,10}$', 'a', '!'],
  ['(.*)*x', 'a', ''],
  ['(.*)*x', 'ax', ''],
  ['(a|a)*b', 'a', ''],
  ['(?:.{0,99}q){10}z', 'aqaaq', ''],
]

async function measureHostile({ report, rounds }: Settings): Promise<void> {
  const rows: string[][] = []
  for (const [regex, piece, closing] of hostile) {
    const content = Buffer.from(piece.repeat(Math.floor(2 ** 20 / piece.length)) + closing)
    const cells = [`\`${regex.replaceAll('|', '\\|')}\``, `${piece}${piece}…${closing}`]
    const checked = checkExpression(regex)
    if ('refused' in checked) {
      rows.push([...cells, checked.refused, `≥ ${wantedSpeed}`, verdict(true)])
      continue
    }
    const detector = createDetector({ managed: [], custom: [definition(0, regex, [])] })
    const taken: number[] = []
    for (let round = 0; round <= rounds; round++) taken.push(await secondsOf(detector, content))
    report.line(`${regex}: seconds ${listed(taken)}, the first to warm up`)
    const middle = speed(content.length, median(taken.slice(1)))
    rows.push([...cells, middle, `≥ ${wantedSpeed}`, verdict(Number(middle) >= wantedSpeed)])
  }
  report.table(['expression', '1 MB of', 'MB/s', 'must', 'must is'], rows)
}

function speed(bytes: number, seconds: number): string {
  return (bytes / bytesOfMegabyte / seconds).toFixed(0)
}

async function secondsOf(detector: Detector, content: Uint8Array): Promise<number> {
  return await processorSeconds(async () => {
    for await (const passage of readContent(sourceOfBytes('clean.txt', content), {
      looksSensitive: () => false,
    }))
      detector.detect(passage)
  })
}
