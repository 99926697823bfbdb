// `magpie scan` on one file of 2 GB each of text, CSV and JSON Lines: speed and peak memory of the whole process.
import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { machine, runMagpie, temporaryFolder, writeFileOf } from './harness.ts'

const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '2' } } })
const bytes = Number(values.gigabytes) * 2 ** 30

const words =
  'the service was restarted after the nightly deployment and every request answered within its budget'
const text = (n: number): string =>
  `2026-03-${String(1 + (n % 28)).padStart(2, '0')}T10:00:00Z INFO worker-${n % 9} ${words}\n`.repeat(400) +
  (n % 50 === 0 ? `customer ssn 536-22-${1000 + (n % 9000)}\n` : '')
const csv = (n: number): string =>
  Array.from(
    { length: 400 },
    (_, row) =>
      `${n * 400 + row},Berlin,order shipped late,"2,50",someone at home,${row % 7},open,EUR,web,none`,
  ).join('\n') +
  (n % 50 === 0 ? `\n${n},Paris,x,y,ssn 536-22-${1000 + (n % 9000)},1,open,EUR,web,none\n` : '\n')
const jsonl = (n: number): string =>
  Array.from(
    { length: 400 },
    (_, row) =>
      `{"id":${n * 400 + row},"city":"Berlin","note":"order shipped \\u00fcber night","tags":["a","b"],"nested":{"state":"open","amount":${row}}}`,
  ).join('\n') + (n % 50 === 0 ? `\n{"id":${n},"ssn":"536-22-${1000 + (n % 9000)}"}\n` : '\n')

const folder = temporaryFolder('large')
process.stdout.write(`${machine()}\n\n| file | MB/s | peak RSS MB | exit |\n|---|---|---|---|\n`)
for (const [name, block] of [
  ['text.txt', text],
  ['table.csv', csv],
  ['lines.jsonl', jsonl],
] as const) {
  const file = path.join(folder, name)
  writeFileOf(file, bytes, block)
  const run = await runMagpie([
    'scan',
    file,
    '--format',
    'jsonl',
    '--threads',
    '1',
    '--output',
    path.join(folder, 'out'),
  ])
  const speed = statSync(file).size / 2 ** 20 / run.seconds
  process.stdout.write(
    `| ${name} ${values.gigabytes} GB | ${speed.toFixed(0)} | ${run.peakMegabytes.toFixed(0)} | ${run.code} |\n`,
  )
  rmSync(file)
}
rmSync(folder, { recursive: true })
