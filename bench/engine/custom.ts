// What custom identifiers cost: a job with none, with thirty that have keywords, with five that have none, over the
// same clean text in turn; and expressions that make other engines hang, on texts made for them.
//
// The fact to know: all managed identifiers are on, as in a job; the ratio of two jobs in one round is what counts.
import { createInvented } from '../../scripts/invented-people.ts'
import { readContent } from '../../src/content/read-content.ts'
import { checkExpression } from '../../src/detection/custom/check-expression.ts'
import { searchCost } from '../../src/detection/custom/search-plan.ts'
import { createDetector, type Detector } from '../../src/detection/detector.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import type { ByteSource } from '../../src/model/byte-source.ts'
import type { CustomIdentifierDefinition } from '../../src/model/identifier.ts'
import { median } from '../harness.ts'

export interface CustomBench {
  readonly megabytes: number
  readonly rounds: number
  readonly line: (text: string) => void
}

/** Megabytes a second of processor time, and what thirty with keywords may cost. */
const wantedSpeed = 100
const mostRatio = 2

export async function benchCustom(bench: CustomBench): Promise<void> {
  await benchJobs(bench)
  await benchHostile(bench)
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
    custom(index, behindKeywords[index % behindKeywords.length]!, [keyword, keyword.replace(' ', '_')]),
  ),
  'five without keywords': withoutKeywords.map((regex, index) => custom(index, regex, [])),
}

function custom(index: number, regex: string, own: readonly string[]): CustomIdentifierDefinition {
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  return { id, name: `custom ${index}`, regex, keywords: own, ignoreWords: [], maximumMatchDistance: 50 }
}

async function benchJobs({ megabytes, rounds, line }: CustomBench): Promise<void> {
  const managed = managedIdentifiers.map(({ id }) => id)
  const content = cleanText(megabytes * 2 ** 20)
  const detectors = Object.entries(jobs).map(
    ([name, definitions]) => [name, createDetector({ managed, custom: definitions })] as const,
  )
  const seconds = new Map(detectors.map(([name]): [string, number[]] => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const [name, detector] of detectors) {
      const taken = await scanSeconds(detector, content)
      if (round >= 0) seconds.get(name)!.push(taken)
    }
  }
  const none = seconds.get('none')!
  line(`${megabytes} MB of clean text, ${managed.length} managed identifiers, ${rounds} rounds`)
  line('| custom identifiers | MB/s | of the time without | wanted | costs |\n|---|---|---|---|---|')
  for (const [name, taken] of seconds) {
    const ratio = median(taken.map((each, round) => each / none[round]!))
    const wanted = name.startsWith('thirty') ? `≤ ${mostRatio}` : ''
    const costs = [...new Set(jobs[name]!.map(searchCost))].join(', ')
    line(`| ${[name, speed(content.length, median(taken)), ratio.toFixed(2), wanted, costs].join(' | ')} |`)
  }
}

const hostile: readonly (readonly [regex: string, piece: string, closing: string])[] = [
  ['^(a+)+$', 'a', '!'],
  ['([a-z]{1,10}){1,10}$', 'a', '!'],
  ['(.*)*x', 'a', ''],
  ['(.*)*x', 'ax', ''],
  ['(a|a)*b', 'a', ''],
  ['(?:.{0,99}q){10}z', 'aqaaq', ''],
]

async function benchHostile({ rounds, line }: CustomBench): Promise<void> {
  line('\n| expression | 1 MB of | MB/s | wanted |\n|---|---|---|---|')
  for (const [regex, piece, closing] of hostile) {
    const content = Buffer.from(piece.repeat(Math.floor(2 ** 20 / piece.length)) + closing)
    const cells = [`\`${regex.replaceAll('|', '\\|')}\``, piece, await speedOrRefusal(regex, content, rounds)]
    line(`| ${[...cells, `≥ ${wantedSpeed}`].join(' | ')} |`)
  }
}

async function speedOrRefusal(regex: string, content: Uint8Array, rounds: number): Promise<string> {
  const checked = checkExpression(regex)
  if ('refused' in checked) return checked.refused
  const detector = createDetector({ managed: [], custom: [custom(0, regex, [])] })
  const taken: number[] = []
  for (let round = -1; round < rounds; round++) {
    const seconds = await scanSeconds(detector, content)
    if (round >= 0) taken.push(seconds)
  }
  return speed(content.length, median(taken))
}

function speed(bytes: number, seconds: number): string {
  return (bytes / 2 ** 20 / seconds).toFixed(0)
}

async function scanSeconds(detector: Detector, content: Uint8Array): Promise<number> {
  const before = process.cpuUsage()
  for await (const passage of readContent(sourceOf(content), { looksSensitive: () => false }))
    detector.detect(passage)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function sourceOf(content: Uint8Array): ByteSource {
  let at = 0
  return {
    name: 'clean.txt',
    size: content.length,
    read(target) {
      const part = content.subarray(at, at + target.length)
      target.set(part)
      at += part.length
      return part.length
    },
    close() {},
  }
}

function cleanText(bytes: number): Buffer {
  const invented = createInvented(7)
  const once = Buffer.from(Array.from({ length: 4_096 }, () => `${invented.prose(90)}\n`).join(''))
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / once.length) }, () => once)).subarray(0, bytes)
}

if (import.meta.main)
  await benchCustom({ megabytes: 64, rounds: 5, line: (text) => process.stdout.write(`${text}\n`) })
