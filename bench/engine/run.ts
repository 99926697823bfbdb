// Reading and detecting in one thread, all identifiers on: megabytes for each second of processor time (the
// collector's and the compiler's threads included), so that what else the machine does counts little.
import { parseArgs } from 'node:util'
import { readContent } from '../../src/content/read-content.ts'
import { createDetector } from '../../src/detection/detector.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import type { ByteSource } from '../../src/model/byte-source.ts'
import { machine, median } from '../harness.ts'
import { makeCorpora, type Corpus } from './corpora.ts'

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '64' }, rounds: { type: 'string', default: '5' } },
})
const rounds = Number(values.rounds)
const detector = createDetector({ managed: managedIdentifiers.map(({ id }) => id), custom: [] })

process.stdout.write(`${machine()}\n${managedIdentifiers.length} identifiers, ${values.megabytes} MB each, `)
process.stdout.write(`median of ${rounds} rounds after one to warm up\n\n`)
process.stdout.write(
  '| corpus | MB/s of a core | slowest | fastest | share of copying | matches a MB |\n|---|---|---|---|---|---|\n',
)
for (const corpus of makeCorpora(Number(values.megabytes) * 2 ** 20)) {
  const size = corpus.content.length / 2 ** 20
  await measure(corpus)
  const speeds: number[] = []
  const copying: number[] = []
  let matches = 0
  for (let round = 0; round < rounds; round++) {
    copying.push(size / copy(corpus.content))
    const { seconds, found } = await measure(corpus)
    speeds.push(size / seconds)
    matches = found
  }
  const [middle, slowest, fastest] = [median(speeds), Math.min(...speeds), Math.max(...speeds)]
  const cells = [middle, slowest, fastest].map((speed) => speed.toFixed(0))
  const share = `1/${(median(copying) / middle).toFixed(0)}`
  process.stdout.write(`| ${[corpus.name, ...cells, share, (matches / size).toFixed(0)].join(' | ')} |\n`)
}

function looksSensitive(cell: Uint8Array, names: readonly string[]): boolean {
  return detector.looksSensitive(cell, names)
}

async function measure({ file, content }: Corpus): Promise<{ seconds: number; found: number }> {
  const begun = processorSeconds()
  let found = 0
  for await (const passage of readContent(sourceOf(file, content), { looksSensitive })) {
    const matches = detector.detect(passage)
    for (let i = 0; i < matches.count; i++) passage.locate(matches.starts[i]!, matches.ends[i]!)
    found += matches.count
  }
  return { seconds: processorSeconds() - begun, found }
}

function sourceOf(name: string, content: Uint8Array): ByteSource {
  let at = 0
  return {
    name,
    size: content.length,
    read: (target) => {
      const part = content.subarray(at, at + target.length)
      target.set(part)
      at += part.length
      return part.length
    },
    close: () => undefined,
  }
}

/** Seconds to copy the same bytes in steps of 256 KB: what any engine costs at least. */
function copy(content: Uint8Array): number {
  const step = 256 * 1024
  const target = new Uint8Array(step)
  const begun = processorSeconds()
  for (let at = 0; at < content.length; at += step) target.set(content.subarray(at, at + step))
  return processorSeconds() - begun
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
